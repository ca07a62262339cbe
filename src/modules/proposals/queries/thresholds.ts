/** Numbers of supports that one proposal reached. */
import type { Read } from '../../../platform/db/handles.ts';

const MOST_SHOWN = 50;

/** The smallest first. */
export function reachedBy(db: Read, proposalId: string) {
  return db
    .selectFrom('proposal_thresholds')
    .select(['at_count', 'what', 'reached_at', 'lost_at', 'done_at', 'done_note'])
    .where('proposal_id', '=', proposalId)
    .orderBy('at_count')
    .limit(MOST_SHOWN)
    .execute();
}

export type ReachedRow = Awaited<ReturnType<typeof reachedBy>>[number];
