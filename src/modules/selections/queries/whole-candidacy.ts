/** All that is shown of some candidacies of one process: the same number of queries however many there are. */
import type { Read } from '../../../platform/db/handles.ts';
import type { RecordRef } from '../../../platform/links.ts';
import type { Citation } from '../../../platform/sources/citations.ts';
import {
  BACKGROUND_CHECK,
  CANDIDACY,
  CANDIDACY_STATE,
  GRADING,
  OBJECTION,
  SELECTION_DOCUMENT,
  VOTE_ROUND,
} from '../kinds.ts';
import { scoreSheet, type ScoreSheet, withUnknown } from '../rules/scores.ts';
import {
  aspectKeysOn,
  type AspectRow,
  aspectsOf,
  type Candidacy,
  type DocumentRow,
  documentsOn,
  type GradingRow,
  gradingsOf,
  type PointRow,
  pointsOf,
  type Rank,
  ranksIn,
  type StateRow,
  statesOf,
  type VoteRow,
  votesOn,
} from './candidacy.ts';
import { type CheckRow, checksOn } from './checks.ts';
import { citationsBy } from './cited.ts';
import { type ObjectionRow, objectionsOn } from './objections.ts';

export interface CandidacyParts {
  candidacy: Candidacy;
  states: StateRow[];
  sheets: { grading: GradingRow; sheet: ScoreSheet; rank: Rank | undefined }[];
  objections: ObjectionRow[];
  checks: CheckRow[];
  votes: VoteRow[];
  documents: DocumentRow[];
}

export interface WholeCandidacies {
  parts: CandidacyParts[];
  cited: Map<string, Citation[]>;
}

/** What cites nothing is left out. */
export async function wholeCandidacies(
  db: Read,
  selectionId: string,
  list: readonly Candidacy[],
): Promise<WholeCandidacies> {
  if (list.length === 0) return { parts: [], cited: new Map() };
  const ids = list.map(({ id }) => id);
  const [states, gradings, points, objections, checks, votes, documents] = await Promise.all([
    statesOf(db, ids),
    gradingsOf(db, ids),
    pointsOf(db, ids),
    objectionsOn(db, ids),
    checksOn(db, ids),
    votesOn(db, ids),
    documentsOn(
      db,
      selectionId,
      list.map(({ key }) => key),
    ),
  ]);
  const [cited, aspects, keys] = await Promise.all([
    citationsBy(db, [
      ...refs(CANDIDACY, list),
      ...refs(CANDIDACY_STATE, states),
      ...refs(GRADING, gradings),
      ...refs(OBJECTION, objections),
      ...refs(BACKGROUND_CHECK, checks),
      ...refs(SELECTION_DOCUMENT, documents),
      ...[...new Set(votes.map(({ round_id: id }) => id))].map((id) => ({ kind: VOTE_ROUND, id })),
    ]),
    ...aspectsIn(db, gradings),
  ]);
  const main = gradings.at(-1);
  const ranks = main ? await ranksIn(db, main.id, ids) : new Map<string, Rank>();
  const parts = list.map((candidacy): CandidacyParts => {
    const own = <T extends { candidacy_id: string }>(rows: readonly T[]) =>
      rows.filter(({ candidacy_id: of }) => of === candidacy.id);
    return {
      candidacy,
      states: own(states),
      sheets: gradings.flatMap((grading) => {
        const sheet = sheetOf(grading, own(points), [...points, ...keys], aspects);
        return sheet
          ? [{ grading, sheet, rank: grading === main ? ranks.get(candidacy.id) : undefined }]
          : [];
      }),
      objections: own(objections),
      checks: checks.filter((one) => one.candidacy_id === candidacy.id),
      votes: own(votes),
      documents: documents.filter((one) => one.candidacy_key === candidacy.key),
    };
  });
  return { parts, cited };
}

/** Of their rubrics, and of those sheets that have none. */
const aspectsIn = (db: Read, gradings: readonly GradingRow[]) =>
  [
    aspectsOf(
      db,
      gradings.flatMap(({ rubric_id: id }) => id ?? []),
    ),
    aspectKeysOn(
      db,
      gradings.flatMap(({ id, rubric_id: rubric }) => (rubric === null ? id : [])),
    ),
  ] as const;

const refs = (kind: string, rows: readonly { id: string }[]): RecordRef[] =>
  rows.map(({ id }) => ({ kind, id }));

/** Undefined where the candidacy is not on the sheet. */
function sheetOf(
  grading: GradingRow,
  own: readonly PointRow[],
  all: readonly Pick<PointRow, 'grading_id' | 'aspect_key'>[],
  aspects: readonly AspectRow[],
): ScoreSheet | undefined {
  const here = own.filter((row) => row.grading_id === grading.id);
  if (here.length === 0) return undefined;
  const points = new Map(
    here.filter((row) => row.aspect_key !== '').map((row) => [row.aspect_key, Number(row.value)]),
  );
  const printed = here.find((row) => row.aspect_key === '');
  const known = aspects
    .filter((aspect) => aspect.rubric_id === grading.rubric_id)
    .map(({ key, parent_key: parentKey, label, rule, max }) => ({
      key,
      parentKey,
      label,
      rule,
      max: max === null ? null : Number(max),
    }));
  const keys = all.flatMap((row) =>
    row.grading_id === grading.id && row.aspect_key !== '' ? [row.aspect_key] : [],
  );
  // A sheet that prints nothing but totals has no aspects to be missing.
  const shown = points.size === 0 ? [] : withUnknown(known, keys);
  return scoreSheet(shown, points, printed && Number(printed.value));
}
