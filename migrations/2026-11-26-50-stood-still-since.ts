/**
 * Of a project that goes on again: since when it had stood still, so that a lateness that its followers were told before is
 * not told to them again.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // Of those before nobody wrote it down: they stay empty.
  await sql`alter table project_turns add column stood_since timestamptz,
    add check (stood_since is null or what = 'resumed')`.execute(db);
}
