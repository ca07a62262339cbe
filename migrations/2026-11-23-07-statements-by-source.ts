/**
 * A source may be that of a hundred thousand facts: the records of one kind that rest on it are found without walking
 * through all of them. Frozen: never edited after a release; imports nothing.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  'drop index statements_source',
  'create index statements_source on statements (source_id, subject_kind, subject_id) where source_id is not null',
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
