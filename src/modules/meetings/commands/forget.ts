/** What goes with time: photos of sheets, lists that nobody read in. */
import type { Db, Trx } from '../../../platform/db/handles.ts';

/**
 * That a sheet was entered, and how many lines counted, stays.
 * @param before entered before then
 * @returns how many photos were removed
 */
export async function forgetPhotos(db: Db, before: Temporal.Instant): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('meeting_sheet_photos')
    .where('created_at', '<', before)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** @param before sent before then */
export async function forgetAddresses(db: Db, before: Temporal.Instant): Promise<void> {
  await db
    .updateTable('meeting_proposals')
    .set({ sealed_address: null })
    .where('sealed_address', 'is not', null)
    .where('created_at', '<', before)
    .execute();
}

/** @returns how many */
export async function forgetLists(db: Db, now: Temporal.Instant): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('meeting_uploads')
    .where('expires_at', '<=', now)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Of a proposal that its authors took back: what they wrote by hand, who signed for it, where the link went. */
export async function forgetProposal(trx: Trx, proposalId: string): Promise<void> {
  await trx
    .deleteFrom('meeting_sheet_photos')
    .where('sheet_id', 'in', (query) =>
      query.selectFrom('meeting_sheets').select('id').where('proposal_id', '=', proposalId),
    )
    .execute();
  await forgetAddress(trx, proposalId);
}

/** Of authors who withdrew their names: the sheet that they wrote by hand, where the link went. Signatures are of others. */
export async function forgetNames(trx: Trx, proposalId: string): Promise<void> {
  await trx
    .deleteFrom('meeting_sheet_photos')
    .where('sheet_id', 'in', (query) =>
      query
        .selectFrom('meeting_sheets')
        .select('id')
        .where('proposal_id', '=', proposalId)
        .where('kind', '=', 'proposal'),
    )
    .execute();
  await forgetAddress(trx, proposalId);
}

const forgetAddress = (trx: Trx, proposalId: string) =>
  trx
    .updateTable('meeting_proposals')
    .set({ sealed_address: null })
    .where('proposal_id', '=', proposalId)
    .execute();
