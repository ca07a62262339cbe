/** Whose account speaks for which institution. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';

export interface OwnInstitution {
  id: string;
  name: string;
}

/** For which the account speaks; undefined: for none, or for one that nobody may read about any more. */
export function institutionOf(db: Read, userId: string): Promise<OwnInstitution | undefined> {
  return db
    .selectFrom('institution_accounts as a')
    .innerJoin('institutions as i', 'i.id', 'a.institution_id')
    .select(['i.id', 'i.name'])
    .where('a.user_id', '=', userId)
    .where('i.status', '=', 'published')
    .executeTakeFirst();
}

/** By account. */
export async function institutionsOfAccounts(
  db: Read,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('institution_accounts as a')
    .innerJoin('institutions as i', 'i.id', 'a.institution_id')
    .select(['a.user_id', 'i.name'])
    .where(sql<boolean>`a.user_id = any(${[...userIds]}::uuid[])`)
    .execute();
  return new Map(rows.map(({ user_id, name }) => [user_id, name]));
}
