/** Institutions that a proposal can be put to: those that everybody may read about. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { institutionKey } from '../../officials/index.ts';

export interface Choosable {
  id: string;
  name: string;
}

/** More than fit into a list that somebody reads. */
export const MOST_CHOICES = 60;

/**
 * In Spanish order.
 * @param q part of the name, blind to accents and case; empty: any
 * @returns at most one more than `MOST_CHOICES`
 */
export function choosableInstitutions(db: Read, q: string): Promise<Choosable[]> {
  const words = institutionKey(q);
  return db
    .selectFrom('institutions')
    .select(['id', 'name'])
    .where('status', '=', 'published')
    .$if(words !== '', (query) => query.where(sql<boolean>`strpos(name_key, ${words}) > 0`))
    .orderBy('sort_key')
    .orderBy('id')
    .limit(MOST_CHOICES + 1)
    .execute();
}

/** Undefined for one that nobody may read about. */
export function findChoosable(db: Read, id: string): Promise<Choosable | undefined> {
  return db
    .selectFrom('institutions')
    .select(['id', 'name'])
    .where('id', '=', id)
    .where('status', '=', 'published')
    .executeTakeFirst();
}

/** Questions to it, closed ones too, and accounts that speak for it. */
export async function countAsksOf(db: Read, id: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select ((select count(*) from asks where institution_id = ${id}::uuid)
      + (select count(*) from institution_accounts where institution_id = ${id}::uuid))::int as count`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
