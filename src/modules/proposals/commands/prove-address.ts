/** Whoever sent a proposal without a proven address proves one later, as in a meeting: from then on it is told what becomes of it. */
import type { Trx } from '../../../platform/db/handles.ts';
import { listOfAddress } from '../queries/own.ts';
import { mailboxOf } from '../rules/mailbox.ts';
import { MOST_PER_ADDRESS } from '../rules/proposal.ts';
import { addressHash, openAuthors, sealAuthors } from '../sealed.ts';
import { normalizeEmail } from '../../../platform/vault/address.ts';
import { type Context, lockProposal, refused, type Result } from './context.ts';
import { noteAct } from './public-record.ts';
import { lockAddress } from './send.ts';

/**
 * The caller has seen that whoever asks reads this mailbox. Proven twice it is proven once; another address than the
 * one it has is refused, so that nobody takes a proposal over.
 */
export async function proveAddress(trx: Trx, c: Context, id: string, email: string): Promise<Result> {
  const hash = addressHash(c.vault, email);
  await lockAddress(trx, hash);
  const row = await lockProposal(trx, id);
  if (!row) return refused('not_found');
  if (row.number === null || row.state === 'withdrawn') return refused('not_now');
  const known = openAuthors(c.vault, id, row.sealed_authors);
  if (row.sealed_authors !== null && !known) return refused('unreadable');
  if (known?.email !== undefined)
    return mailboxOf(normalizeEmail(known.email)) === mailboxOf(normalizeEmail(email))
      ? { ok: true }
      : refused('not_now');
  if ((await listOfAddress(trx, hash, MOST_PER_ADDRESS)).length >= MOST_PER_ADDRESS) return refused('full');
  await trx
    .updateTable('proposals')
    .set({
      sealed_authors: sealAuthors(c.vault, id, { ...(known ?? { names: [] }), email }),
      address_hash: hash,
      mail_refused_at: null,
      // No version: nothing of what anybody reads has changed, and feeds must not tell when a mailbox was read.
    })
    .where('id', '=', id)
    .execute();
  await noteAct(trx, c, id, 'prove_address');
  return { ok: true };
}
