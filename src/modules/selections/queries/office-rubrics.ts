/** Tables of grades and sheets of scores as the desk knows them: those that cite nothing too. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { GRADING, RUBRIC } from '../kinds.ts';
import { isCited } from './cited.ts';

const MOST_LISTED = 100;
const MOST_ASPECTS = 60;

/** One query. */
export function officeRubrics(db: Read, selectionId: string) {
  return db
    .selectFrom('rubrics as r')
    .select(['r.id', 'r.title', 'r.adopted', 'r.decided_on', 'r.in_force_from'])
    .select(isCited(RUBRIC, 'r.id').as('cited'))
    .where('r.selection_id', '=', selectionId)
    .orderBy('r.position')
    .orderBy('r.id')
    .limit(MOST_LISTED)
    .execute();
}

export type OfficeRubric = Awaited<ReturnType<typeof officeRubrics>>[number];

/** With its aspects in their order. */
export async function findOfficeRubric(db: Read, selectionId: string, id: string) {
  if (!isUuid(id)) return undefined;
  const row = await db
    .selectFrom('rubrics')
    .selectAll()
    .where('id', '=', id)
    .where('selection_id', '=', selectionId)
    .executeTakeFirst();
  return row && { ...row, aspects: await aspectsOf(db, id) };
}

function aspectsOf(db: Read, rubricId: string) {
  return db
    .selectFrom('rubric_aspects')
    .select(['key', 'parent_key', 'label', 'rule', 'max'])
    .where('rubric_id', '=', rubricId)
    .orderBy('position')
    .orderBy('id')
    .limit(MOST_ASPECTS)
    .execute();
}

/** One query. */
export function officeSheets(db: Read, selectionId: string) {
  return db
    .selectFrom('gradings as g')
    .leftJoin('rubrics as r', 'r.id', 'g.rubric_id')
    .select(['g.id', 'g.title', 'g.grader', 'g.on_date', 'r.title as rubric'])
    .select(isCited(GRADING, 'g.id').as('cited'))
    .where('g.selection_id', '=', selectionId)
    .orderBy('g.position')
    .orderBy('g.id')
    .limit(MOST_LISTED)
    .execute();
}

export type OfficeSheet = Awaited<ReturnType<typeof officeSheets>>[number];

/** With the aspects of its table. */
export async function findOfficeSheet(db: Read, selectionId: string, id: string) {
  if (!isUuid(id)) return undefined;
  const row = await db
    .selectFrom('gradings')
    .selectAll()
    .where('id', '=', id)
    .where('selection_id', '=', selectionId)
    .executeTakeFirst();
  return row && { ...row, aspects: row.rubric_id === null ? [] : await aspectsOf(db, row.rubric_id) };
}

export type OfficeSheetFound = NonNullable<Awaited<ReturnType<typeof findOfficeSheet>>>;

/** How many points each of these has on a sheet, and the printed total. One query. */
export async function recordedOn(
  db: Read,
  sheet: string,
  candidacies: readonly string[],
): Promise<Map<string, { points: number; printed: string | null }>> {
  const { rows } = await sql<{ id: string; points: number; printed: string | null }>`
    select c.id, (select count(*)::int from scores s where s.grading_id = ${sheet} and s.candidacy_id = c.id) as points,
      (select t.printed from score_totals t where t.grading_id = ${sheet} and t.candidacy_id = c.id) as printed
    from unnest(${[...candidacies]}::uuid[]) as c (id)`.execute(db);
  return new Map(rows.map(({ id, ...one }) => [id, one]));
}

/** Points by aspect. */
export async function pointsOn(
  db: Read,
  sheet: string,
  candidacy: string,
): Promise<{ points: Map<string, number>; printed: number | undefined }> {
  const [points, total] = await Promise.all([
    db
      .selectFrom('scores')
      .select(['aspect_key', 'value'])
      .where('grading_id', '=', sheet)
      .where('candidacy_id', '=', candidacy)
      .execute(),
    db
      .selectFrom('score_totals')
      .select('printed')
      .where('grading_id', '=', sheet)
      .where('candidacy_id', '=', candidacy)
      .executeTakeFirst(),
  ]);
  return {
    points: new Map(points.map(({ aspect_key: key, value }) => [key, Number(value)])),
    printed: total && Number(total.printed),
  };
}
