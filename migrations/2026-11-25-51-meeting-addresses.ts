/**
 * Whoever sends in a meeting may have the link sent to a mailbox, once: its address lies sealed until then.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `alter table meeting_proposals add column sealed_address bytea`,
  `create index meeting_proposals_addresses on meeting_proposals (created_at) where sealed_address is not null`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
