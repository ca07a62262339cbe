/**
 * Proposals put to institutions: what was asked, until when, how it was delivered, what was answered, or nothing.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `create table asks (
    id uuid primary key default uuidv7(),
    proposal_id uuid not null references proposals (id) on delete restrict,
    institution_id uuid not null references institutions (id) on delete restrict,
    words text not null,
    asked_on date not null,
    due_on date not null,
    working_days integer not null check (working_days > 0),
    counted_exactly boolean not null,
    sealed_address bytea,
    link_version integer not null default 1,
    link_until timestamptz not null,
    reminded_at timestamptz,
    late_told_at timestamptz,
    closed_at timestamptz,
    closed_reason text not null default '',
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check (due_on > asked_on),
    check ((closed_at is null) = (closed_reason = ''))
  )`,
  // The same question is not put to the same institution twice at a time.
  `create unique index asks_once on asks (proposal_id, institution_id) where closed_at is null`,
  `create index asks_institution on asks (institution_id, asked_on)`,
  `create index asks_due on asks (due_on, id) where closed_at is null`,
  // What shows that they have it: a stamped paper, a ticket's number. That the mail server took it is in its row.
  `create table ask_deliveries (
    id uuid primary key default uuidv7(),
    ask_id uuid not null references asks (id) on delete restrict,
    kind text not null check (kind in ('stamped', 'ticket', 'by_hand')),
    note text not null,
    on_date date not null,
    actor text not null,
    created_at timestamptz not null
  )`,
  `create index ask_deliveries_of on ask_deliveries (ask_id, on_date, id)`,
  // Kept as it came, with how it came: by the signed link, or as somebody of the organisation heard it.
  `create table answers (
    id uuid primary key default uuidv7(),
    ask_id uuid not null references asks (id) on delete restrict,
    kind text not null check (kind in ('accepted', 'partly', 'refused', 'studying', 'referred')),
    words text not null,
    channel text not null check (channel in ('link', 'oral', 'letter')),
    person text not null,
    position text not null,
    on_date date not null,
    circumstances text not null default '',
    actor text not null,
    created_at timestamptz not null,
    check (channel = 'link' or circumstances <> '')
  )`,
  `create index answers_of on answers (ask_id, on_date, id)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
