/** What goes with its time, and when a proposal is withdrawn. */
import type { Db, Trx } from '../../../platform/db/handles.ts';

/** Thread, checklist, suggestions and amendments; its mails are those of the proposal, and go with it. */
export async function forgetHelp(trx: Trx, proposalId: string): Promise<void> {
  await trx.deleteFrom('accompaniments').where('proposal_id', '=', proposalId).execute();
}

/**
 * Which side wrote when stays, so that the count of a thread, by which the same message sent twice is known, stays true.
 * @param before written before then
 * @returns of how many messages
 */
export async function forgetWords(db: Db, before: Temporal.Instant): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('accompaniment_messages')
    .set({ sealed_words: null })
    .where('sealed_words', 'is not', null)
    .where('created_at', '<', before)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
