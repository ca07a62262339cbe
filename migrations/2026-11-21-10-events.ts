/** Series, editions, programme and registrations of the Encuentros. */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `create table event_series (
    id uuid primary key default uuidv7(),
    slug text not null unique,
    title text not null,
    summary text not null default '',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `create table events (
    id uuid primary key default uuidv7(),
    series_id uuid references event_series (id) on delete restrict,
    slug text not null unique,
    title text not null,
    summary text not null default '',
    description text not null default '',
    mode text not null check (mode in ('online', 'in_person', 'hybrid')),
    timezone text not null,
    language text not null default 'es',
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    venue text not null default '',
    venue_address text not null default '',
    organizer text not null default '',
    contact_email text not null default '',
    visibility text not null default 'draft' check (visibility in ('draft', 'published')),
    status text not null default 'scheduled' check (status in ('scheduled', 'postponed', 'cancelled')),
    status_note text not null default '',
    is_example boolean not null default false,
    sources jsonb not null default '[]',
    registration_opens_at timestamptz,
    registration_closes_at timestamptz,
    registration_closes_on date,
    confirm_email boolean not null default true,
    approval boolean not null default false,
    asked_fields text[] not null default '{organization,sector,country,department,languages,accessibility}',
    required_fields text[] not null default '{}',
    hold_minutes integer not null default 120 check (hold_minutes between 5 and 20160),
    offer_hours integer not null default 48 check (offer_hours between 1 and 720),
    sequence integer not null default 0,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    check (ends_at > starts_at)
  )`,
  `create index events_public on events (visibility, starts_at desc, id)`,
  // The contended row of an edition: capacities, what is taken, the order of arrival. Locked last, shortest.
  `create table event_places (
    event_id uuid primary key references events (id) on delete cascade,
    capacity_total integer check (capacity_total >= 0),
    capacity_online integer check (capacity_online >= 0),
    capacity_in_person integer check (capacity_in_person >= 0),
    taken_online integer not null default 0 check (taken_online >= 0),
    taken_in_person integer not null default 0 check (taken_in_person >= 0),
    last_position bigint not null default 0
  )`,
  `create table event_rooms (
    id uuid primary key default uuidv7(),
    event_id uuid not null references events (id) on delete cascade,
    name text not null,
    capacity integer check (capacity > 0),
    position integer not null default 0,
    unique (event_id, name)
  )`,
  `create table event_tracks (
    id uuid primary key default uuidv7(),
    event_id uuid not null references events (id) on delete cascade,
    slug text not null,
    name text not null,
    color text not null default '',
    position integer not null default 0,
    unique (event_id, slug),
    unique (event_id, name)
  )`,
  `create table event_sessions (
    id uuid primary key default uuidv7(),
    event_id uuid not null references events (id) on delete cascade,
    slug text not null,
    type text not null check (type in ('conference', 'panel', 'workshop', 'networking', 'informal')),
    title text not null,
    abstract text not null default '',
    starts_at timestamptz,
    ends_at timestamptz,
    room_id uuid references event_rooms (id) on delete set null,
    track_id uuid references event_tracks (id) on delete set null,
    language text not null default 'es',
    interpretation text[] not null default '{}',
    capacity integer check (capacity >= 0),
    taken integer not null default 0 check (taken >= 0),
    status text not null default 'scheduled' check (status in ('scheduled', 'postponed', 'cancelled')),
    status_note text not null default '',
    sequence integer not null default 0,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (event_id, slug),
    check ((starts_at is null) = (ends_at is null)),
    check (ends_at > starts_at)
  )`,
  `create index event_sessions_order on event_sessions (event_id, starts_at, id)`,
  `create table event_speakers (
    id uuid primary key default uuidv7(),
    event_id uuid not null references events (id) on delete cascade,
    slug text not null,
    name text not null,
    organization text not null default '',
    bio text not null default '',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (event_id, slug)
  )`,
  `create table event_session_speakers (
    session_id uuid not null references event_sessions (id) on delete cascade,
    speaker_id uuid not null references event_speakers (id) on delete cascade,
    role text not null default 'speaker' check (role in ('speaker', 'moderator')),
    position integer not null default 0,
    primary key (session_id, speaker_id)
  )`,
  `create index event_session_speakers_speaker on event_session_speakers (speaker_id)`,
  `create table event_materials (
    id uuid primary key default uuidv7(),
    event_id uuid not null references events (id) on delete cascade,
    session_id uuid references event_sessions (id) on delete cascade,
    kind text not null check (kind in ('recording', 'slides', 'document', 'link')),
    title text not null,
    url text not null,
    position integer not null default 0
  )`,
  `create index event_materials_event on event_materials (event_id, session_id, position)`,
  `create table event_questions (
    id uuid primary key default uuidv7(),
    event_id uuid not null references events (id) on delete cascade,
    key text not null,
    label text not null,
    hint text not null default '',
    type text not null check (type in ('text', 'long_text', 'one_of', 'several_of', 'number', 'date', 'yes_no')),
    required boolean not null default false,
    options jsonb not null default '[]',
    shown_when jsonb,
    position integer not null default 0,
    unique (event_id, key)
  )`,
  // Name, address, answers live only in \`sealed\`; \`address_hash\` is the keyed hash that finds an address again.
  `create table event_registrations (
    id uuid primary key default uuidv7(),
    event_id uuid not null references events (id) on delete restrict,
    state text not null check (state in
      ('pending', 'awaiting_approval', 'confirmed', 'waitlisted', 'offered', 'lapsed', 'declined', 'cancelled')),
    attendance text not null check (attendance in ('online', 'in_person')),
    address_hash bytea not null,
    sealed bytea not null,
    holds_place boolean not null default false,
    held_until timestamptz,
    position bigint not null default 0,
    address_confirmed_at timestamptz,
    approved_at timestamptz,
    lang text not null default 'es',
    privacy_version integer,
    accepted_at timestamptz not null,
    consent_directory boolean not null default false,
    consent_photo boolean not null default false,
    consent_recording boolean not null default false,
    origin text not null check (origin in ('form', 'api', 'staff')),
    mail_refused_at timestamptz,
    last_notice_at timestamptz,
    link_version integer not null default 1,
    sequence integer not null default 0,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `create unique index event_registrations_address on event_registrations (event_id, address_hash)
    where state not in ('cancelled', 'declined')`,
  `create index event_registrations_list on event_registrations (event_id, id)`,
  `create index event_registrations_waiting on event_registrations (event_id, attendance, position)
    where state = 'waitlisted'`,
  `create index event_registrations_held on event_registrations (held_until) where held_until is not null`,
  `create table event_workshop_places (
    registration_id uuid not null references event_registrations (id) on delete cascade,
    session_id uuid not null references event_sessions (id) on delete restrict,
    state text not null check (state in ('wanted', 'held', 'waitlisted', 'offered', 'lapsed')),
    held_until timestamptz,
    position bigint not null default 0,
    primary key (registration_id, session_id)
  )`,
  `create index event_workshop_places_waiting on event_workshop_places (session_id, position) where state = 'waitlisted'`,
  `create index event_workshop_places_held on event_workshop_places (held_until) where held_until is not null`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
