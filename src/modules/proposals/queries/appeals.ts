/** What authors say against a decision. */
import type { Read } from '../../../platform/db/handles.ts';
import { MOST_OF_ONE } from './decisions.ts';

/** What was said against decisions, sealed: those that wait and those that were judged. */
export function appealWordsOf(db: Read, proposalId: string) {
  return db
    .selectFrom('proposal_appeals')
    .select(['decision_id', 'sealed_words', 'created_at', 'decided_at'])
    .where('proposal_id', '=', proposalId)
    .orderBy('created_at', 'desc')
    .limit(MOST_OF_ONE)
    .execute();
}

/** The one that waits to be judged. */
export function findAppeal(db: Read, proposalId: string) {
  return db
    .selectFrom('proposal_appeals')
    .select(['decision_id', 'against', 'sealed_words'])
    .where('proposal_id', '=', proposalId)
    .where('state', '=', 'open')
    .executeTakeFirst();
}
