/**
 * A mailbox is written to a few times a day, whatever a stranger does; one appeal at a time waits to be judged.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // The same for all supports of one mailbox on one day, of no use the day after; gone with the confirmation.
  `alter table proposal_supports add column day_hash bytea`,
  `alter table proposal_supports add column told_times smallint not null default 0`,
  `create index proposal_supports_day on proposal_supports (day_hash) where day_hash is not null and told_times > 0`,
  // What everybody can read must not lead to the secret link of whoever sent it.
  `update proposals set content_hash = null where published_at is not null`,
  `create unique index proposal_appeals_one on proposal_appeals (proposal_id) where state = 'open'`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
