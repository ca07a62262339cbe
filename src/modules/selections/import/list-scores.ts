/** A row of a list of scores: the points of one candidate on one sheet. Pure. */
import { slugOf } from '../../../platform/slug.ts';
import type { FileGrading } from '../schemas/process-file.ts';
import { type ListRow, neededIn, RowFault } from './list-cells.ts';
import type { Into } from './list-into.ts';
import { pointsOf } from './list-words.ts';

/** @throws {RowFault} */
export function addScore(into: Into, row: ListRow): void {
  const candidacy = into.candidacy(row);
  const rubrics = into.file.rubrics ?? [];
  const rubric = row.cells.get('rubric') ?? rubrics.findLast(({ adopted }) => adopted)?.key;
  const points = pointsIn(row, rubrics.find(({ key }) => key === rubric)?.aspects ?? []);
  const total = row.cells.get('total');
  const printed = total === undefined ? undefined : pointsOf(total);
  if (total !== undefined && printed === undefined) throw new RowFault('bad_number', 'total');
  const isGraded = Object.keys(points).length > 0;
  // Nobody who was graded has nothing: a zero by itself is a blank that somebody filled in.
  if (printed === 0 && !isGraded) throw new RowFault('zero_total', 'total');
  if (!isGraded && printed === undefined) throw new RowFault('no_aspect', 'aspect');
  const graded = gradedOn(sheetIn(into, row, rubric), candidacy.key);
  Object.assign(graded.points, points);
  if (printed !== undefined) graded.printed_total = printed;
}

/** By the keys of the aspects. */
function pointsIn(row: ListRow, aspects: readonly { key: string; label: string }[]): Record<string, number> {
  const points: Record<string, number> = {};
  const long = (): [string, string] => [row.cells.get('aspect') ?? '', neededIn(row, 'points', 'bad_number')];
  for (const [header, cell] of [...row.others, ...(row.cells.has('aspect') ? [long()] : [])]) {
    const wanted = slugOf(header);
    const aspect = aspects.find((one) => one.key === wanted || slugOf(one.label) === wanted);
    if (!aspect) continue;
    const value = pointsOf(cell);
    if (value === undefined) throw new RowFault('bad_number', header);
    points[aspect.key] = value;
  }
  return points;
}

function sheetIn(into: Into, row: ListRow, rubric: string | undefined): FileGrading {
  const key = slugOf(row.cells.get('grading') ?? 'punteo');
  const gradings = (into.file.gradings ??= []);
  const there = gradings.find((one) => one.key === key);
  if (there) return there;
  const cite = into.cite(row, { whole: true });
  const made: FileGrading = {
    key,
    title: row.cells.get('grading') ?? into.own.title,
    ...(rubric && { rubric }),
    scores: [],
    cite,
  };
  gradings.push(made);
  return made;
}

function gradedOn(sheet: FileGrading, candidacy: string): FileGrading['scores'][number] {
  const there = sheet.scores.find((one) => one.candidacy === candidacy);
  if (there) return there;
  const made = { candidacy, points: {} };
  sheet.scores.push(made);
  return made;
}
