/** Work on many rows, some of them at a time, each part committed for itself. */
import type { Db, Trx } from './handles.ts';
import { withTransaction } from './transaction.ts';

/** Until a batch finds nothing. @returns how many in all */
export async function inBatches(db: Db, batch: (trx: Trx) => Promise<number>): Promise<number> {
  for (let all = 0; ;) {
    const found = await withTransaction(db, batch);
    if (found === 0) return all;
    all += found;
  }
}
