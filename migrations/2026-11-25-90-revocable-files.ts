/**
 * Files that may be taken back, as those of proposals: nobody keeps them in a cache without asking again.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `alter table files add column revocable boolean not null default false`,
  `update files set revocable = true where id in (select file_id from proposal_files where made_it)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
