/**
 * Reminders, what those concerned were told of a session, and how long personal data is kept.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `alter table events
    add column reminders text[] not null default '{week,day,hour}'
      check (reminders <@ '{week,day,hour}'::text[]),
    add column retention_days integer not null default 180 check (retention_days between 1 and 3650),
    add column purge_started_at timestamptz,
    add column purged_at timestamptz`,
  `create index events_to_retain on events (ends_at) where purged_at is null`,
  // A reminder that went to everybody: the minute's sweep looks no further.
  `create table event_reminders (
    event_id uuid not null references events (id) on delete cascade,
    kind text not null check (kind in ('week', 'day', 'hour')),
    starts_at timestamptz not null,
    done_at timestamptz not null,
    primary key (event_id, kind, starts_at)
  )`,
  // What those concerned know of a session that was changed since. No reference to the session: one that is
  // taken out of the programme is told too.
  `create table event_session_told (
    session_id uuid primary key,
    event_id uuid not null references events (id) on delete cascade,
    told jsonb not null,
    noted_at timestamptz not null
  )`,
  `create index event_session_told_by_event on event_session_told (event_id)`,
  // One gathering of changes: what was known and what is so now, per session, for the mails that tell it.
  `create table event_session_news (
    id uuid primary key,
    event_id uuid not null references events (id) on delete cascade,
    changes jsonb not null check (jsonb_typeof(changes) = 'array'),
    created_at timestamptz not null
  )`,
  `create index event_session_news_by_event on event_session_news (event_id)`,
  // Counts only, no ids: what was removed, and the numbers that stay.
  `create table event_purges (
    id uuid primary key,
    event_id uuid not null references events (id) on delete cascade,
    started_at timestamptz not null,
    started_by text not null,
    program_version text not null,
    numbers jsonb not null default '{}',
    steps jsonb not null default '{}',
    completed_at timestamptz
  )`,
  `create unique index event_purges_open on event_purges (event_id) where completed_at is null`,
  `create index event_purges_by_event on event_purges (event_id, id)`,
  // Those who erased their own data: how many, as what; nothing of who.
  `create table event_erasures (
    event_id uuid not null references events (id) on delete cascade,
    state text not null,
    attendance text not null,
    count integer not null check (count > 0),
    primary key (event_id, state, attendance)
  )`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
