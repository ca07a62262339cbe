/** Drafts as their secret links find them. */
import type { Read } from '../../../platform/db/handles.ts';

export function findDraft(db: Read, id: string) {
  return db.selectFrom('proposal_drafts').selectAll().where('id', '=', id).executeTakeFirst();
}
