/** Proposals as their authors and the program find them. */
import type { Read } from '../../../platform/db/handles.ts';

export type ProposalRow = NonNullable<Awaited<ReturnType<typeof findProposal>>>;

export function findProposal(db: Read, id: string) {
  return db.selectFrom('proposals').selectAll().where('id', '=', id).executeTakeFirst();
}

export function findByNumber(db: Read, number: number) {
  return db.selectFrom('proposals').selectAll().where('number', '=', number).executeTakeFirst();
}

/** Those of one address, the oldest first, without those withdrawn. */
export function listOfAddress(db: Read, hash: Buffer, limit: number) {
  return db
    .selectFrom('proposals')
    .selectAll()
    .where('address_hash', '=', hash)
    .where('state', '<>', 'withdrawn')
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}
