/** Suggested texts and what was added below one; every list bounded. */
import type { Read } from '../../../platform/db/handles.ts';
import { MOST_AMENDMENTS, MOST_SHOWN } from '../rules/limits.ts';

/** The latest first. */
export function suggestionsOf(db: Read, proposalId: string) {
  return db
    .selectFrom('accompaniment_suggestions')
    .selectAll()
    .where('proposal_id', '=', proposalId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_SHOWN)
    .execute();
}

export type SuggestionRow = Awaited<ReturnType<typeof suggestionsOf>>[number];

export function findSuggestion(db: Read, proposalId: string, id: string) {
  return db
    .selectFrom('accompaniment_suggestions')
    .selectAll()
    .where('id', '=', id)
    .where('proposal_id', '=', proposalId)
    .executeTakeFirst();
}

/** In the order in which they were written. */
export function amendmentsOf(db: Read, proposalId: string) {
  return db
    .selectFrom('accompaniment_amendments')
    .selectAll()
    .where('proposal_id', '=', proposalId)
    .orderBy('created_at')
    .orderBy('id')
    .limit(MOST_AMENDMENTS)
    .execute();
}

export type AmendmentRow = Awaited<ReturnType<typeof amendmentsOf>>[number];

/** Of those below the text of a public proposal, in the order of their numbers; hidden ones are but a number. */
export async function publicAmendments(db: Read, proposalId: string): Promise<AmendmentRow[]> {
  const rows = await amendmentsOf(db, proposalId);
  return rows.filter(({ number }) => number !== null).toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0));
}

/** Accepted suggestions that changed what everybody read, the first one first. */
export function publicRevisions(db: Read, proposalId: string) {
  return db
    .selectFrom('accompaniment_suggestions')
    .select(['id', 'decided_at', 'supports_before'])
    .where('proposal_id', '=', proposalId)
    .where('supports_before', 'is not', null)
    .orderBy('decided_at')
    .orderBy('id')
    .limit(MOST_SHOWN)
    .execute();
}
