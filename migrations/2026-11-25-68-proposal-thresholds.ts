/**
 * Which numbers of supports a proposal reached, when, and whether what follows was done.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `create table proposal_thresholds (
    proposal_id uuid not null references proposals (id) on delete cascade,
    at_count integer not null check (at_count > 0),
    what text not null,
    reached_at timestamptz not null,
    lost_at timestamptz,
    done_at timestamptz,
    done_note text not null default '',
    done_by text not null default '',
    primary key (proposal_id, at_count),
    check ((done_at is null) = (done_by = ''))
  )`,
  `create index proposal_thresholds_due on proposal_thresholds (proposal_id) where done_at is null and lost_at is null`,
  `create index proposal_thresholds_held on proposal_thresholds (proposal_id, at_count) where lost_at is null`,
  // Why supports by mail do not count, without reading those that do.
  `create index proposal_supports_discarded on proposal_supports (proposal_id, reason) where state = 'discarded'`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
