/** Sheets of scores, and the points of one candidate on one: entered, corrected and taken away at the desk. */
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { CANDIDACY, GRADING } from '../kinds.ts';
import { concludeChange, type DeskOutcome, lockSelection, lookBefore, refuse } from './desk.ts';
import {
  dateFault,
  firstRefused,
  privateFault,
  putRow,
  removeRow,
  type RowSort,
  type RowTarget,
  saveRow,
  unlessNamed,
} from './desk-rows.ts';
import type { Rests } from './desk-sources.ts';

export interface SheetInput {
  title: string;
  /** Id; empty: none is known. */
  rubric: string;
  grader: string;
  on: string;
  note: string;
  /** Points stand above the maximum of the table, as the source prints them. */
  asPrinted: boolean;
}

const SORT: RowSort = { table: 'gradings', kind: GRADING, noun: 'sheet' };

/** @param act with the reason, for the history */
export async function saveSheet(
  trx: Trx,
  act: Act,
  target: RowTarget,
  input: SheetInput,
  rests: Rests,
): Promise<DeskOutcome<{ id: string }>> {
  const write = async (): Promise<DeskOutcome<{ id: string }>> => {
    const { title, rubric, grader, on, note } = input;
    const wrong = firstRefused(dateFault({ on }, target.today), privateFault({ title, grader, note }));
    if (!wrong.ok) return wrong;
    const there = isUuid(rubric)
      ? await trx
          .selectFrom('rubrics')
          .select('id')
          .where('id', '=', rubric)
          .where('selection_id', '=', target.selectionId)
          .executeTakeFirst()
      : undefined;
    if (rubric !== '' && !there) return refuse('unknown_rubric', 'rubric');
    const fits = await pointsFit(trx, target.id, there?.id, input.asPrinted);
    if (!fits.ok) return fits;
    const id = await putRow(trx, 'gradings', target, title, {
      title,
      rubric_id: there?.id ?? null,
      grader,
      on_date: on || null,
      note,
    });
    return { ok: true, id };
  };
  return await saveRow(trx, act, target, SORT, { write }, rests);
}

/** Points that are there already have to be of the table that the sheet is said to be made with. */
async function pointsFit(
  trx: Trx,
  sheet: string | undefined,
  rubric: string | undefined,
  asPrinted: boolean,
): Promise<DeskOutcome> {
  const own =
    sheet === undefined
      ? undefined
      : await trx.selectFrom('gradings').select('rubric_id').where('id', '=', sheet).executeTakeFirst();
  if (!own || (own.rubric_id ?? undefined) === rubric) return { ok: true };
  const { rows } = await sql<{ key: string; label: string | null; points: string; max: string | null }>`
    select s.aspect_key as key, a.label, a.max, max(s.value) as points
    from scores s left join rubric_aspects a on a.rubric_id = ${rubric ?? null} and a.key = s.aspect_key
    where s.grading_id = ${sheet} group by s.aspect_key, a.label, a.max
    having a.label is null or max(s.value) > a.max
    order by a.label is null desc, s.aspect_key limit 1`.execute(trx);
  const [odd] = rows;
  if (!odd) return { ok: true };
  if (rubric === undefined) return refuse('points_need_table', 'rubric');
  if (odd.label === null) return refuse('points_do_not_fit', 'rubric', { label: odd.key });
  return asPrinted
    ? { ok: true }
    : refuse('points_over_max', 'rubric', { label: odd.label, points: odd.points, max: String(odd.max) });
}

/** With nobody's points on it. */
export async function removeSheet(
  trx: Trx,
  act: Act,
  target: RowTarget & { id: string },
): Promise<DeskOutcome> {
  return await removeRow(trx, act, target, SORT, {
    clear: () =>
      unlessNamed(trx, target.id, [
        { table: 'scores', by: 'grading_id' },
        { table: 'score_totals', by: 'grading_id' },
      ]),
  });
}

export interface ScoresInput {
  sheet: string;
  candidacy: string;
  /** In the order of the form; undefined: not recorded, which is never a zero. */
  aspects: readonly {
    slot: string;
    key: string;
    label: string;
    max: number | null;
    value: number | undefined;
  }[];
  printedTotal: number | undefined;
  /** It stands like that, though it is more than the table allows. */
  asPrinted: boolean;
}

/** The points of one candidate. They rest on what their sheet rests on. */
export async function saveScores(
  trx: Trx,
  act: Act,
  target: RowTarget,
  { sheet, candidacy, aspects, printedTotal, asPrinted }: ScoresInput,
): Promise<DeskOutcome<{ id: string }>> {
  const locked = await lockSelection(trx, target.selectionId, target.version);
  if (!locked.ok) return locked;
  const own = { grading_id: sheet, candidacy_id: candidacy };
  const stored = await trx
    .selectFrom('scores')
    .select('aspect_key')
    .where('grading_id', '=', sheet)
    .where('candidacy_id', '=', candidacy)
    .execute();
  const total = await trx
    .selectFrom('score_totals')
    .select('printed')
    .where('grading_id', '=', sheet)
    .where('candidacy_id', '=', candidacy)
    .executeTakeFirst();
  const isThere = stored.length > 0 || total !== undefined;
  if (isThere && !act.reason?.trim()) return refuse('reason', 'reason');
  const over = aspects.find(({ value, max }) => value !== undefined && max !== null && value > max);
  if (over && !asPrinted)
    return refuse('over_max', `points.${over.slot}`, { label: over.label, max: String(over.max) });
  const rows = { gradings: sheet, candidacies: candidacy };
  await lookBefore(trx, locked.row, rows);
  for (const table of ['scores', 'score_totals'] as const)
    await trx
      .deleteFrom(table)
      .where('grading_id', '=', sheet)
      .where('candidacy_id', '=', candidacy)
      .execute();
  const points = aspects.flatMap(({ key, value }) =>
    value === undefined ? [] : [{ ...own, aspect_key: key, value: String(value) }],
  );
  if (points.length > 0) await trx.insertInto('scores').values(points).execute();
  if (printedTotal !== undefined)
    await trx
      .insertInto('score_totals')
      .values({ ...own, printed: String(printedTotal) })
      .execute();
  await concludeChange(trx, act, locked.row, {
    action: `selections.scores_${isThere ? 'corrected' : 'added'}`,
    detail: { sheet, candidacy },
    rows,
    touched: [{ kind: CANDIDACY, id: candidacy }],
  });
  return { ok: true, id: candidacy };
}
