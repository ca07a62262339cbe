/** What is kept of one proposal because it came out of a meeting. */
import type { Read } from '../../../platform/db/handles.ts';

/** In which meeting and by which way, with the address to which its link went, sealed. */
export function cameBy(db: Read, proposalId: string) {
  return db
    .selectFrom('meeting_proposals as m')
    .innerJoin('meetings', 'meetings.id', 'm.meeting_id')
    .select(['meetings.title', 'meetings.place', 'meetings.on_date'])
    .select(['m.via', 'm.sealed_address', 'm.created_at'])
    .where('m.proposal_id', '=', proposalId)
    .executeTakeFirst();
}

/** The sheet on which it was written by hand; sheets with signatures are of others. */
export function sheetOf(db: Read, proposalId: string) {
  return db
    .selectFrom('meeting_sheets as s')
    .leftJoin('meeting_sheet_photos as f', 'f.sheet_id', 's.id')
    .select(['s.code', 's.entered_at', 'f.created_at as photo_at'])
    .where('s.proposal_id', '=', proposalId)
    .where('s.kind', '=', 'proposal')
    .limit(1)
    .executeTakeFirst();
}
