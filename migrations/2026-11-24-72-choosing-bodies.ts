/**
 * The page of an institution names the bodies that propose or elect for it: the few statements that say so are found
 * without walking through all. Frozen: never edited after a release; imports nothing.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `create index statements_selects_for on statements (subject_id) where property = 'selects_for'`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
