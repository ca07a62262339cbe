/**
 * Of two records that were linked and parted again, the one may head another link: that a record heads one link at a
 * time is no rule. What is one: a pair holds one link. Frozen: never edited after a release; imports nothing.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  'drop index person_merges_from',
  'create index person_merges_from on person_merges (from_id) where undone_at is null',
  'create unique index person_merges_pair on person_merges (pair_id) where undone_at is null',
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
