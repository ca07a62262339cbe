/**
 * Of questions to institutions: when it was seen that a mail server took the reminder, and when an answer was judged a
 * receipt, or one again. Before that nobody is told of it.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `alter table asks add column reminder_sent_at timestamptz`,
  `alter table answers add column judged_at timestamptz`,
  `update asks set reminder_sent_at = (select min(sent_at) from mails
    where subject_id = asks.id::text and kind = 'answers.reminder' and state = 'sent')
    where reminded_at is not null`,
  `create index asks_reminder_sent on asks (id) where reminded_at is not null and reminder_sent_at is null`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
