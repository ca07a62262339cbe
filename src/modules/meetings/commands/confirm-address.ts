/** Whoever got the link by mail proves that the mailbox is theirs: from then on it belongs to the proposal. */
import type { Trx } from '../../../platform/db/handles.ts';
import { proveAddress } from '../../proposals/index.ts';
import { openAddress } from '../sealed.ts';
import { type Context, refused, type Result } from './context.ts';

/** What was forgotten meanwhile, or went with a name or a proposal, is proven no more. */
export async function confirmAddress(trx: Trx, c: Context, proposalId: string): Promise<Result> {
  const kept = await trx
    .selectFrom('meeting_proposals')
    .select('sealed_address')
    .where('proposal_id', '=', proposalId)
    .executeTakeFirst();
  const address = kept && openAddress(c.vault, proposalId, kept.sealed_address);
  if (address === undefined) return refused('not_found');
  const proven = await proveAddress(trx, c, proposalId, address);
  if (!proven.ok) return refused(proven.refused === 'full' ? 'full' : 'not_found');
  // Under the proposal's lock, which `proveAddress` holds: what withdraws it or its names forgets the address there.
  const moved = await trx
    .updateTable('meeting_proposals')
    .set({ sealed_address: null })
    .where('proposal_id', '=', proposalId)
    .where('sealed_address', 'is not', null)
    .returning('proposal_id')
    .executeTakeFirst();
  return moved ? { ok: true } : refused('not_found');
}
