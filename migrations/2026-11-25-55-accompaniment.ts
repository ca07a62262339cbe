/**
 * Help to say a proposal well: who gives it, what was written in private, suggested texts, what was added afterwards.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // One row for each proposal that is helped; everything below goes with it.
  `create table accompaniments (
    proposal_id uuid primary key references proposals (id) on delete restrict,
    adviser uuid references staff_users (id) on delete set null,
    asked_at timestamptz,
    waiting_since timestamptz,
    closed_at timestamptz,
    sealed_checks bytea,
    authors_told_at timestamptz,
    adviser_told_at timestamptz,
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null
  )`,
  `create index accompaniments_open on accompaniments (waiting_since, proposal_id) where closed_at is null`,
  `create index accompaniments_adviser on accompaniments (adviser) where adviser is not null`,
  `create table accompaniment_messages (
    id uuid primary key default uuidv7(),
    proposal_id uuid not null references accompaniments (proposal_id) on delete cascade,
    side text not null check (side in ('authors', 'desk')),
    actor text not null,
    sealed_words bytea not null,
    sent_hash bytea not null,
    created_at timestamptz not null,
    read_at timestamptz
  )`,
  // The same words sent twice from the same page are one message.
  `create unique index accompaniment_messages_once on accompaniment_messages (proposal_id, sent_hash)`,
  `create index accompaniment_messages_of on accompaniment_messages (proposal_id, created_at, id)`,
  `create table accompaniment_suggestions (
    id uuid primary key default uuidv7(),
    proposal_id uuid not null references accompaniments (proposal_id) on delete cascade,
    side text not null check (side in ('authors', 'desk')),
    state text not null default 'open' check (state in ('open', 'accepted', 'refused', 'taken_back')),
    text_version integer not null,
    sealed_said bytea not null,
    sent_hash bytea not null,
    actor text not null,
    decided_by text,
    supports_before integer check (supports_before >= 0),
    created_at timestamptz not null,
    decided_at timestamptz,
    check ((state = 'open') = (decided_at is null)),
    check ((decided_at is null) = (decided_by is null)),
    check (supports_before is null or state = 'accepted')
  )`,
  `create index accompaniment_suggestions_of on accompaniment_suggestions (proposal_id, created_at desc, id desc)`,
  // Of the authors one at a time: a newer one stands for what they want now.
  `create unique index accompaniment_suggestions_own on accompaniment_suggestions (proposal_id)
    where side = 'authors' and state = 'open'`,
  // The same sent twice while it waits is one.
  `create unique index accompaniment_suggestions_once on accompaniment_suggestions (proposal_id, sent_hash)
    where state = 'open'`,
  // Sealed also while they are public: a proposal that is hidden hides them, wherever they are read from.
  `create table accompaniment_amendments (
    id uuid primary key default uuidv7(),
    proposal_id uuid not null references accompaniments (proposal_id) on delete cascade,
    number integer check (number > 0),
    state text not null default 'waiting' check (state in ('waiting', 'published', 'refused', 'hidden')),
    sealed_said bytea not null,
    sent_hash bytea not null,
    decided_by text,
    created_at timestamptz not null,
    decided_at timestamptz,
    check ((state in ('published', 'hidden')) = (number is not null)),
    check ((state = 'waiting') = (decided_at is null)),
    check ((decided_at is null) = (decided_by is null))
  )`,
  `create unique index accompaniment_amendments_number on accompaniment_amendments (proposal_id, number)`,
  `create unique index accompaniment_amendments_once on accompaniment_amendments (proposal_id, sent_hash)
    where state <> 'refused'`,
  `create index accompaniment_amendments_waiting on accompaniment_amendments (created_at) where state = 'waiting'`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
