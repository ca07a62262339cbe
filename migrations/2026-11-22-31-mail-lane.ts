/**
 * A lane for mail that goes to many: it is taken only while nothing else is due, so that a confirmation does
 * not wait behind five thousand letters. Frozen: never edited after a release; imports nothing of the program.
 */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table mails add column bulk boolean not null default false`,
  `drop index mails_due`,
  // In the order in which senders take them.
  `create index mails_due on mails (bulk, next_attempt_at, id) where state in ('queued', 'sending')`,
];
