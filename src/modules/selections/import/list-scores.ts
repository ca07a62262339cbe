/** A row of a list of scores: the points of one candidate on one sheet. Pure. */
import { freeSlug, slugOf } from '../../../platform/slug.ts';
import type { FileCandidacy, FileGrading } from '../schemas/process-file.ts';
import { type ListRow, neededIn, RowFault } from './list-cells.ts';
import type { Into } from './list-into.ts';
import { addCites, contradict } from './list-merge.ts';
import { pointsOf } from './list-words.ts';

/** @throws {RowFault} */
export function addScore(into: Into, row: ListRow): void {
  const candidacy = into.who.candidacy(row);
  const rubrics = into.file.rubrics ?? [];
  const there = sheetThere(into, row);
  const named = row.cells.get('rubric');
  // Aspects of two tables may have the same names: points of one are none of the other.
  if (there?.rubric !== undefined && named !== undefined && named !== there.rubric)
    throw new RowFault('other_rubric', 'rubric');
  const own = there ? there.rubric : rubrics.findLast(({ adopted }) => adopted)?.key;
  const rubric = named ?? own;
  const points = pointsIn(row, rubrics.find(({ key }) => key === rubric)?.aspects ?? []);
  const total = row.cells.get('total');
  const printed = total === undefined ? undefined : pointsOf(total);
  if (total !== undefined && printed === undefined) throw new RowFault('bad_number', 'total');
  const isGraded = Object.keys(points).length > 0;
  // Nobody who was graded has nothing: a zero by itself is a blank that somebody filled in.
  if (printed === 0 && !isGraded) throw new RowFault('zero_total', 'total');
  if (!isGraded && printed === undefined) throw new RowFault('no_aspect', 'aspect');
  const sheet = there ?? newSheet(into, row, rubric);
  if (sheet.rubric === undefined && rubric !== undefined) into.set(sheet, 'rubric', rubric);
  addCites(into, sheet, into.cite(row, { whole: true }));
  const graded = gradedOn(into, sheet, candidacy.key);
  for (const [aspect, value] of Object.entries(points)) {
    if (graded.points[aspect] === undefined) into.set(graded.points, aspect, value);
    else if (graded.points[aspect] !== value) differ(into, row, sheet, candidacy, aspect, value);
  }
  if (printed === undefined) return;
  if (graded.printed_total === undefined) into.set(graded, 'printed_total', printed);
  else if (graded.printed_total !== printed) differ(into, row, sheet, candidacy, 'printed_total', printed);
}

/** Beside the sheet, since a sheet is cited as a whole. */
function differ(
  into: Into,
  row: ListRow,
  sheet: FileGrading,
  { name }: FileCandidacy,
  what: string,
  value: number,
): void {
  const rubric = into.file.rubrics?.find(({ key }) => key === sheet.rubric);
  const label = rubric?.aspects.find(({ key }) => key === what)?.label;
  const isTotal = what === 'printed_total';
  contradict(into, row, sheet, {
    field: isTotal ? what : 'points',
    words: `${name} · ${isTotal ? '' : `${label ?? what}: `}${value}`,
    cites: into.cite(row),
  });
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

const SHEET = 'punteo';

/** The one that the row names; of a list that names none, its own: points of two lists stand on two sheets. */
function sheetThere(into: Into, row: ListRow): FileGrading | undefined {
  const { gradings = [] } = into.file;
  const title = row.cells.get('grading');
  if (title !== undefined) return gradings.find(({ key }) => key === slugOf(title));
  const cites = into.cite(row, { whole: true });
  return gradings.find((one) => one.key.startsWith(SHEET) && citesAny(one, cites));
}

function newSheet(into: Into, row: ListRow, rubric: string | undefined): FileGrading {
  const gradings = (into.file.gradings ??= []);
  const title = row.cells.get('grading');
  const wanted = slugOf(title ?? SHEET);
  const made: FileGrading = {
    key: freeSlug(wanted, new Set(gradings.map(({ key }) => key))),
    title: title ?? into.own.title,
    ...(rubric && { rubric }),
    scores: [],
    cite: into.cite(row, { whole: true }),
  };
  into.push(gradings, made);
  return made;
}

type Cites = NonNullable<FileGrading['cite']>;

const sourceOf = (one: Cites[number]): string => (typeof one === 'string' ? one : one.source);

const citesAny = ({ cite = [] }: FileGrading, cites: Cites): boolean =>
  cite.some((one) => cites.some((other) => sourceOf(one) === sourceOf(other)));

function gradedOn(into: Into, sheet: FileGrading, candidacy: string): FileGrading['scores'][number] {
  const there = sheet.scores.find((one) => one.candidacy === candidacy);
  if (there) return there;
  const made = { candidacy, points: {} };
  into.push(sheet.scores, made);
  return made;
}
