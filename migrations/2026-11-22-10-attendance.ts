/** Links to the online rooms, and who was where. */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // Address, password and instructions of a room live only in `sealed`.
  `create table attendance_rooms (
    id uuid primary key,
    event_id uuid not null references events (id) on delete cascade,
    session_id uuid references event_sessions (id) on delete cascade,
    sealed bytea not null,
    opens_minutes integer not null default 15 check (opens_minutes between 0 and 1440),
    version integer not null default 1,
    updated_at timestamptz not null,
    unique nulls not distinct (event_id, session_id)
  )`,
  `create index attendance_rooms_session on attendance_rooms (session_id)`,
  // A row only for those whose link was followed; `version` makes older links void.
  `create table attendance_links (
    registration_id uuid primary key references event_registrations (id) on delete cascade,
    event_id uuid not null references events (id) on delete cascade,
    version integer not null default 1,
    closed_at timestamptz
  )`,
  `create index attendance_links_closed on attendance_links (event_id) where closed_at is not null`,
  `create table attendance_browsers (
    registration_id uuid not null references attendance_links (registration_id) on delete cascade,
    browser_hash bytea not null,
    version integer not null,
    first_at timestamptz not null,
    primary key (registration_id, browser_hash)
  )`,
  `create table attendance_people (
    registration_id uuid primary key references event_registrations (id) on delete cascade,
    event_id uuid not null references events (id) on delete cascade,
    via text not null check (via in ('door', 'room', 'staff')),
    arrived_at timestamptz not null
  )`,
  `create unique index attendance_people_event on attendance_people (event_id, registration_id)`,
  `create table attendance_sessions (
    registration_id uuid not null references event_registrations (id) on delete cascade,
    session_id uuid not null references event_sessions (id) on delete cascade,
    event_id uuid not null references events (id) on delete cascade,
    via text not null check (via in ('door', 'room', 'staff')),
    first_at timestamptz not null,
    last_at timestamptz not null,
    minutes integer not null default 0 check (minutes >= 0),
    last_minute integer,
    primary key (registration_id, session_id)
  )`,
  `create index attendance_sessions_event on attendance_sessions (event_id, session_id, registration_id)`,
  `create index attendance_sessions_session on attendance_sessions (session_id)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
