/** A recording is published with the consent of those who speak in it, and as long as that lasts. */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `alter table event_materials
    add column consent_at timestamptz,
    add column consent_by text,
    add column consent_withdrawn_at timestamptz`,
  // What is public already was published by the organisation; whoever objects has it withdrawn from now on.
  `update event_materials set consent_at = now(), consent_by = 'system:migration' where kind = 'recording'`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
