/** Nothing stays for ever that nobody uses: files sent for a record that was never saved, or that shows them no more. */
import type { Actor } from '../access/access.ts';
import { audit } from '../audit/audit.ts';
import { withTransaction } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { translator } from '../i18n/translate.ts';
import { removeUnusedFile, usedByHistory, usesOf } from './uses.ts';

const PER_LOOK = 500;
/** Files that one run takes away at most: the rest goes with the next. */
const PER_RUN = 1000;
const SWEEP: Actor = { kind: 'system', what: 'sweep' };

/**
 * Notes which files no record and no version uses, and takes away those that nobody has used for so long.
 * @returns how many are unused, and how many were taken away
 */
export async function sweepFiles(deps: Deps, days: number): Promise<{ unused: number; removed: number }> {
  const unused = await noteUses(deps);
  const now = deps.now();
  const due = await deps.db
    .selectFrom('files')
    .select('id')
    .where('unused_since', '<', now.subtract({ hours: 24 * days }))
    .where('kept', '=', false)
    .orderBy('unused_since')
    .limit(PER_RUN)
    .execute();
  let removed = 0;
  for (const { id } of due) {
    // One by one: each is locked, looked at again and gone, or kept, in a moment.
    const gone = await withTransaction(deps.db, async (trx) => {
      if (!(await removeUnusedFile(trx, deps, id))) return false;
      await audit(trx, { actor: SWEEP, action: 'site.file_swept', subject: { kind: 'file', id } });
      return true;
    });
    if (gone) removed += 1;
  }
  return { unused, removed };
}

/** Brings `unused_since` up to date for all files. @returns how many nobody uses */
async function noteUses(deps: Deps): Promise<number> {
  let unused = 0;
  let after: string | undefined;
  for (;;) {
    let query = deps.db.selectFrom('files').select('id').orderBy('id').limit(PER_LOOK);
    if (after !== undefined) query = query.where('id', '>', after);
    const ids = (await query.execute()).map((row) => row.id);
    if (ids.length === 0) return unused;
    after = ids.at(-1);
    const uses = await usesOf(deps, deps.db, ids, translator('es'));
    const used = new Set(uses.map((use) => use.fileId));
    const old = await usedByHistory(deps.db, ids);
    const free = ids.filter((id) => !used.has(id) && !old.has(id));
    unused += free.length;
    await deps.db
      .updateTable('files')
      .set({ unused_since: null })
      .where('id', 'in', ids)
      .where((e) => (free.length > 0 ? e('id', 'not in', free) : e.lit(true)))
      .where('unused_since', 'is not', null)
      .execute();
    if (free.length === 0) continue;
    await deps.db
      .updateTable('files')
      .set({ unused_since: deps.now() })
      .where('id', 'in', free)
      .where('unused_since', 'is', null)
      .execute();
  }
}
