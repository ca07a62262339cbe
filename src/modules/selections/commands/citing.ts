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

const scopeOf = ({ table, id }: CitedRow): RowScope => (table === 'selections' ? {} : { [table]: id });

/** Drafts leave no version; of the process itself no row is hidden. */
const isTold = ({ table }: CitedRow, status: Status): boolean => table !== 'selections' && status !== 'draft';

/**
 * Before its citations are locked: the desk locks the process first too, so that no two wait for each other. Looks at
 * what everybody reads of the row until now.
 */
export async function lockProcessOf(trx: Trx, row: CitedRow): Promise<void> {
  const process = await processOf(trx, row);
  if (!process) return;
  await sql`select 1 from selections where id = ${process.id} for update`.execute(trx);
  if (isTold(row, process.status)) await rowsBefore(trx, process.id, scopeOf(row));
}

async function processOf(
  trx: Trx,
  { table, id }: CitedRow,
): Promise<{ id: string; status: Status } | undefined> {
  if (!isUuid(id)) return undefined;
  const own =
    table === 'selections'
      ? sql`${id}::uuid`
      : sql`(select selection_id from ${sql.table(table)} where id = ${id})`;
  const { rows } = await sql<{ id: string; status: Status }>`
    select id, status from selections where id = ${own}`.execute(trx);
  return rows[0];
}

/** After its citations changed. Refused where something is not shown any more and nobody says why. */
export async function sourcesChanged(trx: Trx, act: Act, row: CitedRow): Promise<Outcome> {
  const process = await processOf(trx, row);
  if (!process) return { ok: true };
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
  const own = [CANDIDACY, SEAT_HOLDER].includes(row.kind) ? [{ kind: row.kind, id: row.id }] : [];
  await touchSearch(trx, { kind: SELECTION, id: process.id }, ...own);
  return { ok: true };
}
