/** Tickets, the phones at the door, and what they scanned. */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // The code itself stands nowhere: lookup is the keyed hash that finds a shown code again.
  `create table door_tickets (
    registration_id uuid primary key references event_registrations (id) on delete cascade,
    event_id uuid not null references events (id) on delete cascade,
    lookup bytea not null unique
  )`,
  `create index door_tickets_event on door_tickets (event_id, registration_id)`,
  `create table door_phones (
    id uuid primary key,
    event_id uuid not null references events (id) on delete cascade,
    label text not null,
    by_staff boolean not null,
    may_search boolean not null,
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    revoked_at timestamptz,
    closed_at timestamptz
  )`,
  `create index door_phones_event on door_phones (event_id, created_at)`,
  // A link or QR with which one more phone begins its work, once.
  `create table door_invitations (
    id uuid primary key,
    event_id uuid not null references events (id) on delete cascade,
    label text not null,
    may_search boolean not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
  )`,
  `create index door_invitations_event on door_invitations (event_id, created_at)`,
  // The id is the phone's own random number for the scan: sent twice it counts once.
  `create table door_scans (
    id uuid primary key,
    event_id uuid not null references events (id) on delete cascade,
    phone_id uuid not null references door_phones (id) on delete cascade,
    registration_id uuid references event_registrations (id) on delete cascade,
    way text not null check (way in ('scan', 'hand', 'search', 'added', 'kept')),
    outcome text not null check (outcome in
      ('arrived', 'double', 'refused', 'unknown', 'undone', 'held', 'dropped')),
    at timestamptz not null,
    clamped boolean not null default false,
    received_at timestamptz not null,
    undone_at timestamptz,
    check ((outcome = 'undone') = (undone_at is not null))
  )`,
  // The last judge of two phones at one ticket.
  `create unique index door_scans_arrival on door_scans (registration_id) where outcome = 'arrived'`,
  `create index door_scans_registration on door_scans (registration_id)`,
  `create index door_scans_event on door_scans (event_id, outcome, at)`,
  `create index door_scans_phone on door_scans (phone_id, outcome)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
