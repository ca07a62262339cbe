/**
 * A text that an institution was asked about changes no more: when the first question was put. Those asked before are
 * frozen as of their first one.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `alter table proposals add column frozen_at timestamptz`,
  `update proposals set frozen_at = (select min(created_at) from asks where proposal_id = proposals.id)
    where exists (select 1 from asks where proposal_id = proposals.id)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
