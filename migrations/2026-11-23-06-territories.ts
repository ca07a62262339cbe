/** Which territories there are, without reading every tenure. Frozen: never edited after a release; imports nothing. */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [`create index tenures_territory on tenures (territory) where territory <> ''`];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
