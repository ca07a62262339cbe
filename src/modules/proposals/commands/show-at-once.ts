/** Where moderation comes after: a proposal whose address is confirmed is public at once, and waits to be read. */
import type { Trx } from '../../../platform/db/handles.ts';
import { readSetting } from '../../../platform/settings/settings.ts';
import { openText } from '../sealed.ts';
import { moderation } from '../settings.ts';
import { type Context, lockProposal, refused, type Result } from './context.ts';
import { relistProposals } from './listings.ts';
import { inTheOpen, noteAct, recordVersion } from './public-record.ts';

/** The program does it, not whoever pressed: nobody decided. */
const PROGRAM = { kind: 'system', what: 'proposals' } as const;

/**
 * Behind `receive`, in its transaction. Only of what came with a confirmed address: of anything else nobody could be
 * told what is wrong with it, and a flood of it would stand in public.
 */
export async function showAtOnce(trx: Trx, context: Context, id: string): Promise<void> {
  if ((await readSetting(trx, moderation)) !== 'after') return;
  const row = await lockProposal(trx, id);
  const text = row && openText(context.vault, row);
  if (!row || row.state !== 'received' || !text) return;
  const c = { ...context, actor: PROGRAM };
  await trx
    .updateTable('proposals')
    .set({
      state: 'published',
      ...(await inTheOpen(trx, text)),
      published_at: c.now,
      unread_since: c.now,
      // From now on everybody knows the words.
      content_hash: null,
      version: row.version + 1,
      updated_at: c.now,
    })
    .where('id', '=', id)
    .execute();
  await relistProposals(trx, [id]);
  await recordVersion(trx, c, row, text, { action: 'published' });
  await noteAct(trx, c, id, 'show_unread');
}

/** Somebody has read it, and it stays: from now on it is from whom its authors wish. @param version as it was drawn */
export async function markRead(trx: Trx, c: Context, id: string, version: number): Promise<Result> {
  const row = await lockProposal(trx, id);
  if (!row) return refused('not_found');
  if (row.unread_since === null) return { ok: true };
  if (row.version !== version) return refused('changed');
  await trx
    .updateTable('proposals')
    .set({ unread_since: null, version: version + 1 })
    .where('id', '=', id)
    .execute();
  await noteAct(trx, c, id, 'read');
  return { ok: true };
}
