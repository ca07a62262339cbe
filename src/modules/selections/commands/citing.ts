/**
 * What follows for a process when the sources of one of its rows change somewhere else than at its desk. Its version
 * goes up, so that whoever has an older form open is told instead of untying what was cited meanwhile; and what is not
 * shown any more, or is from now on, stands in its history like any other change.
 */
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { touchSearch } from '../../../platform/search/touch.ts';
import { type Outcome, refuse } from '../../../platform/sources/outcome.ts';
import { isUuid } from '../../../platform/uuid.ts';
import type { KeyedTable } from '../import/sync-rows.ts';
import { CANDIDACY, CANDIDACY_STATE, SEAT_HOLDER, SELECTION } from '../kinds.ts';
import type { RowScope } from '../queries/row-values.ts';
import type { Status } from '../tables.ts';
import { changesSince, rowsBefore } from './row-changes.ts';
import { recordSelection } from './selection-history.ts';
import { keepShownStateOf } from './shown-states.ts';

/** A row of a process, or the process itself. */
export interface CitedRow {
  kind: string;
  table: KeyedTable | 'selections';
  id: string;
}

/** On somebody rests what stands all over the process: objections, votes, points. */
const ALL_OVER: ReadonlySet<string> = new Set([CANDIDACY, SEAT_HOLDER]);

const scopeOf = ({ kind, table, id }: CitedRow): RowScope =>
  table === 'selections' || ALL_OVER.has(kind) ? {} : { [table]: id };

/** Drafts leave no version; of the process itself no row is hidden. */
const isTold = ({ table }: CitedRow, status: Status): boolean => table !== 'selections' && status !== 'draft';

/**
 * Before its citations are locked: the desk locks the process first too, so that no two wait for each other. Looks at
 * what everybody reads of the row until now.
 */
export async function lockProcessOf(trx: Trx, row: CitedRow): Promise<void> {
  // Locked first: whoever held it may have published it meanwhile.
  const process = await processOf(trx, row, sql`for update`);
  if (!process) return;
  if (row.table !== 'selections')
    await sql`create temporary table selection_unrested on commit drop as ${unrestedOf(row)}`.execute(trx);
  if (isTold(row, process.status)) await rowsBefore(trx, process.id, scopeOf(row));
}

/** Fields whose shown value no source prints: each that is cited for the row as a whole prints another one. */
const unrestedOf = ({ kind, id }: CitedRow) => sql`
  with own as (select source_id, field, value, shown from citations
    where record_kind = ${kind} and record_id = ${id}::text)
  select distinct field from own v where field <> '' and value <> '' and not shown
    and exists (select from own c where c.shown)
    and not exists (select from own s where s.field = v.field and s.shown)
    and not exists (select from own w where w.field = '' and w.shown
      and not exists (select from own o where o.source_id = w.source_id and o.field = v.field and not o.shown))`;

/** Whether a value that a source printed until now is printed by none. */
async function leavesUnrested(trx: Trx, row: CitedRow): Promise<boolean> {
  const { rows } = await sql`${unrestedOf(row)} except select field from selection_unrested`.execute(trx);
  await sql`drop table selection_unrested`.execute(trx);
  return rows.length > 0;
}

async function processOf(
  trx: Trx,
  { table, id }: CitedRow,
  locked = sql``,
): Promise<{ id: string; status: Status } | undefined> {
  if (!isUuid(id)) return undefined;
  const own =
    table === 'selections'
      ? sql`${id}::uuid`
      : sql`(select selection_id from ${sql.table(table)} where id = ${id})`;
  const { rows } = await sql<{ id: string; status: Status }>`
    select id, status from selections where id = ${own} ${locked}`.execute(trx);
  return rows[0];
}

/** After its citations changed. Refused where no source prints what is shown, or it is hidden and nobody says why. */
export async function sourcesChanged(trx: Trx, act: Act, row: CitedRow): Promise<Outcome> {
  const process = await processOf(trx, row);
  if (!process) return { ok: true };
  if (row.table !== 'selections' && (await leavesUnrested(trx, row))) return refuse('unprinted');
  await sql`update selections set version = version + 1 where id = ${process.id}`.execute(trx);
  // Lists filter by the last state that rests on something.
  if (row.kind === CANDIDACY_STATE) await keepShownStateOf(trx, row.id);
  if (!isTold(row, process.status)) return { ok: true };
  const changed = await changesSince(trx, process.id, scopeOf(row));
  if (changed.groups.length === 0) return { ok: true };
  const isHidden = changed.groups.some(({ rows }) => rows.some(({ after }) => after === null));
  if (isHidden && !act.reason?.trim()) return refuse('hides', 'reason');
  await trx.updateTable('selections').set({ updated_at: act.now }).where('id', '=', process.id).execute();
  await recordSelection(trx, act, process.id, 'changed', changed);
  const own = ALL_OVER.has(row.kind) ? [{ kind: row.kind, id: row.id }] : [];
  await touchSearch(trx, { kind: SELECTION, id: process.id }, ...own);
  return { ok: true };
}
