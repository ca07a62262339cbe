/**
 * What adviser and authors wrote to each other is forgotten in time: that something was written, when and by which side,
 * stays.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `alter table accompaniment_messages alter column sealed_words drop not null`,
  `create index accompaniment_messages_old on accompaniment_messages (created_at) where sealed_words is not null`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
