/**
 * Who supports a proposal: one row for each mailbox, and what was attested in meetings and on paper.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // No reference to the proposal: each would be a lock on its one row, for which thousands a minute would stand in line.
  `create table proposal_supports (
    id uuid primary key default uuidv7(),
    proposal_id uuid not null,
    state text not null check (state in ('unconfirmed', 'confirmed', 'discarded')),
    address_hash bytea not null,
    sealed bytea,
    lang text not null default 'es',
    reason text not null default '',
    tallied boolean not null default false,
    created_at timestamptz not null,
    told_at timestamptz,
    confirmed_at timestamptz,
    check ((state = 'discarded') = (reason <> '')),
    check (state <> 'unconfirmed' or not tallied)
  )`,
  `create unique index proposal_supports_mailbox on proposal_supports (proposal_id, address_hash)`,
  `create index proposal_supports_to_tell on proposal_supports (created_at) where state = 'unconfirmed' and told_at is null`,
  `create index proposal_supports_to_tally on proposal_supports (confirmed_at) where state <> 'unconfirmed' and not tallied`,
  `create index proposal_supports_stale on proposal_supports (created_at) where state = 'unconfirmed'`,
  // What somebody of the organisation saw: so many hands in a meeting, so many lines on a sheet.
  `create table proposal_attestations (
    id uuid primary key default uuidv7(),
    proposal_id uuid not null references proposals (id) on delete restrict,
    kind text not null check (kind in ('meeting', 'paper')),
    seen integer not null check (seen > 0 and seen <= 100000),
    discarded integer not null default 0 check (discarded >= 0 and discarded <= seen),
    reason text not null default '',
    place text not null,
    on_date date not null,
    actor text not null,
    created_at timestamptz not null,
    taken_back_at timestamptz,
    check (discarded = 0 or reason <> '')
  )`,
  `create index proposal_attestations_of on proposal_attestations (proposal_id, on_date, id)`,
  // Counted in batches by a sweep: nobody who supports waits for this row.
  `create table proposal_support_counts (
    proposal_id uuid primary key,
    confirmed integer not null default 0 check (confirmed >= 0),
    discarded integer not null default 0 check (discarded >= 0),
    counted_at timestamptz not null
  )`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
