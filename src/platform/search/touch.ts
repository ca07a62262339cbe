/** How the search learns of a change: a row in the transaction of the change, taken by the sweep within seconds. */
import type { Trx } from '../db/handles.ts';
import './tables.ts';

/** A record as its module's `SearchSource` knows it. */
export interface SearchRef {
  kind: string;
  id: string;
}

/**
 * Call it in the transaction of every change after which the public sees something else of these records, or
 * sees them no more. One plain insert, whatever their number; nobody waits for anybody.
 */
export async function touchSearch(trx: Trx, ...refs: readonly SearchRef[]): Promise<void> {
  if (refs.length === 0) return;
  await trx
    .insertInto('search_touched')
    .values(refs.map(({ kind, id }) => ({ record_kind: kind, record_id: id })))
    .execute();
}
