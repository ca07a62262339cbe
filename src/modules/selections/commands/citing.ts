/**
 * What follows for a process when the sources of one of its rows change somewhere else than at its desk. Its version
 * goes up, so that whoever has an older form open is told instead of untying what was cited meanwhile.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import { CANDIDACY_STATE } from '../kinds.ts';
import { keepShownStateOf } from './shown-states.ts';

/** The process of a row; of `selections` itself, the row. */
const processOf = (table: string, id: string): RawBuilder<unknown> =>
  table === 'selections'
    ? sql`${id}::uuid`
    : sql`(select selection_id from ${sql.table(table)} where id = ${id})`;

/** Before its citations are locked: the desk locks the process first too, so that no two wait for each other. */
export async function lockProcessOf(trx: Trx, table: string, id: string): Promise<void> {
  await sql`select 1 from selections where id = ${processOf(table, id)} for update`.execute(trx);
}

/** @param kind of the row whose citations changed */
export async function sourcesChanged(trx: Trx, kind: string, table: string, id: string): Promise<void> {
  await sql`update selections set version = version + 1 where id = ${processOf(table, id)}`.execute(trx);
  // Lists filter by the last state that rests on something.
  if (kind === CANDIDACY_STATE) await keepShownStateOf(trx, id);
}
