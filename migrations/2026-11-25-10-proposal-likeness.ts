/**
 * By what proposals are found that are like another one: the stems of their words, while they are public.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `alter table proposals add column stems text[]`,
  `create index proposals_stems on proposals using gin (stems) with (fastupdate = off) where stems is not null`,
  // The database keeps how often the common ones stand (pg_stats): what is rare is looked for first.
  `alter table proposals alter column stems set statistics 300`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
