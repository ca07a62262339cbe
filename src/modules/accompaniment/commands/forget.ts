/** What goes when a proposal is withdrawn. */
import type { Trx } from '../../../platform/db/handles.ts';

/** Thread, checklist, suggestions and amendments; its mails are those of the proposal, and go with it. */
export async function forgetHelp(trx: Trx, proposalId: string): Promise<void> {
  await trx.deleteFrom('accompaniments').where('proposal_id', '=', proposalId).execute();
}
