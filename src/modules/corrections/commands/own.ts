/** What whoever asked does with their own request. */
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { forgetMails } from '../../../platform/mail/forget.ts';
import { isOpen } from '../rules/outcomes.ts';
import { type Context, entry, lockCorrection, refused, type Result } from './context.ts';

/**
 * Takes it back before it is answered: nothing is kept but that it was there. Pressed twice it is withdrawn once. The
 * caller sweeps the files of its mails after the commit.
 */
export async function withdrawCorrection(trx: Trx, c: Context, id: string): Promise<Result> {
  const row = await lockCorrection(trx, id);
  if (!row) return refused('not_found');
  if (row.state === 'withdrawn') return { ok: true };
  if (!isOpen(row.state)) return refused('not_now');
  await trx
    .updateTable('corrections')
    .set({
      state: 'withdrawn',
      sealed: null,
      content_hash: null,
      has_address: false,
      version: row.version + 1,
      updated_at: c.now,
    })
    .where('id', '=', id)
    .execute();
  await forgetMails(trx, [id]);
  await audit(trx, entry(c, 'withdraw', id));
  return { ok: true };
}
