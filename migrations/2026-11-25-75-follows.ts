/**
 * Who wants to be told by mail what becomes of a record: one row for each mailbox and record, gone when they leave.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `create table follows (
    id uuid primary key default uuidv7(),
    kind text not null,
    record_id uuid not null,
    state text not null check (state in ('unconfirmed', 'confirmed')),
    address_hash bytea not null,
    sealed bytea not null,
    lang text not null default 'es',
    created_at timestamptz not null,
    asked_at timestamptz,
    asked_times integer not null default 0,
    day_hash bytea,
    confirmed_at timestamptz,
    told_until timestamptz,
    mailed_at timestamptz,
    check ((state = 'confirmed') = (confirmed_at is not null and told_until is not null))
  )`,
  `create unique index follows_mailbox on follows (kind, record_id, address_hash)`,
  `create index follows_to_ask on follows (created_at) where state = 'unconfirmed' and asked_at is null`,
  `create index follows_day on follows (day_hash) where day_hash is not null and asked_times > 0`,
  `create index follows_stale on follows (created_at) where state = 'unconfirmed'`,
  `create index follows_of on follows (kind, record_id, told_until) where state = 'confirmed'`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
