/**
 * The source on which a proposed correction rests.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table publication_corrections
      add column source_id uuid references sources (id) on delete set null`.execute(db);
}
