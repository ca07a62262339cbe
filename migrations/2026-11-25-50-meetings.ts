/**
 * Meetings in which proposals are born: a code for those who sit there, sheets of paper for those without a phone,
 * what came of both.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `create table meetings (
    id uuid primary key default uuidv7(),
    code text not null unique check (code ~ '^[3479CDFHJKMNPRTVWXY]{7}$'),
    title text not null,
    place text not null,
    department text not null default '',
    on_date date not null,
    event_id uuid references events (id) on delete set null,
    category text not null default '',
    visibility text not null check (visibility in ('name', 'organization', 'reserved')),
    is_open boolean not null default true,
    received integer not null default 0 check (received >= 0),
    actor text not null,
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null
  )`,
  `create index meetings_latest on meetings (on_date desc, id desc)`,
  `create index meetings_event on meetings (event_id) where event_id is not null`,
  // A sheet is given out once and entered once. Of supports it names the proposal; of a proposal it is what came of it.
  `create table meeting_sheets (
    id uuid primary key default uuidv7(),
    meeting_id uuid not null references meetings (id) on delete restrict,
    code text not null unique check (code ~ '^[3479CDFHJKMNPRTVWXY]{7}$'),
    kind text not null check (kind in ('proposal', 'supports')),
    batch uuid not null,
    position integer not null check (position > 0),
    proposal_id uuid references proposals (id) on delete restrict,
    lines integer not null default 0 check (lines >= 0),
    attestation_id uuid references proposal_attestations (id) on delete restrict,
    entered_at timestamptz,
    entered_by text,
    entered_role text,
    created_at timestamptz not null,
    unique (batch, position),
    check (kind = 'proposal' or proposal_id is not null),
    check ((kind = 'supports') = (lines > 0)),
    check ((entered_at is null) = (entered_by is null) and (entered_at is null) = (entered_role is null)),
    check ((attestation_id is not null) = (kind = 'supports' and entered_at is not null))
  )`,
  `create index meeting_sheets_of on meeting_sheets (meeting_id, batch, position)`,
  `create index meeting_sheets_proposal on meeting_sheets (proposal_id) where proposal_id is not null`,
  // Names and signatures: sealed, and gone when their term is over.
  `create table meeting_sheet_photos (
    sheet_id uuid primary key references meeting_sheets (id) on delete restrict,
    sealed bytea not null,
    created_at timestamptz not null
  )`,
  `alter table meeting_sheet_photos alter column sealed set storage external`,
  `create index meeting_sheet_photos_old on meeting_sheet_photos (created_at)`,
  // What an address was not confirmed of is removed whole, and with it that it came from here.
  `create table meeting_proposals (
    proposal_id uuid primary key references proposals (id) on delete cascade,
    meeting_id uuid not null references meetings (id) on delete restrict,
    via text not null check (via in ('phone', 'desk', 'sheet', 'list')),
    created_at timestamptz not null
  )`,
  `create index meeting_proposals_of on meeting_proposals (meeting_id, created_at desc, proposal_id desc)`,
  // Lists that wait for a day to be read in.
  `create table meeting_uploads (
    id uuid primary key default uuidv7(),
    meeting_id uuid not null references meetings (id) on delete restrict,
    file_name text not null,
    sealed bytea not null,
    actor text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
  )`,
  `create index meeting_uploads_expired on meeting_uploads (expires_at)`,
  // The sheet of paper that supports stand on; two sheets of one place and day are two.
  `alter table proposal_attestations add column sheet text not null default ''`,
  `create unique index proposal_attestations_sheet on proposal_attestations (sheet)
    where sheet <> '' and taken_back_at is null`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
