/**
 * The same bytes read with other columns are another list: what the columns were said to be is kept with the import.
 * Frozen: never edited after a release; imports nothing.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [`alter table official_imports add column read_as text not null default ''`];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
