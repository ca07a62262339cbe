/** What authors say against a decision. */
import type { Read } from '../../../platform/db/handles.ts';

/** The one that waits to be judged. */
export function findAppeal(db: Read, proposalId: string) {
  return db
    .selectFrom('proposal_appeals')
    .select(['decision_id', 'against', 'sealed_words'])
    .where('proposal_id', '=', proposalId)
    .where('state', '=', 'open')
    .executeTakeFirst();
}
