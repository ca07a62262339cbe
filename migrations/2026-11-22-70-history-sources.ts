/**
 * Sources, the copies kept of them, what cites them; and the source that a version of a record names.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // `address_key` finds the same address typed in another way; twice is suggested to people, never refused.
  `create table sources (
    id uuid primary key default uuidv7(),
    address text,
    address_key text,
    title text not null check (title <> ''),
    publisher text not null default '',
    date_printed text not null default '',
    date_from date,
    date_precision text check (date_precision in ('day', 'month', 'year')),
    accessed_on date,
    lang text not null default 'es',
    kind text not null check (kind in ('law', 'official', 'court', 'press', 'report', 'data', 'recording', 'page',
      'personal_file', 'other')),
    note text not null default '',
    archive text not null default 'keep' check (archive in ('keep', 'link_only')),
    search tsvector not null,
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check ((address is null) = (address_key is null)),
    check ((date_from is null) = (date_precision is null)),
    check (kind <> 'personal_file' or archive = 'link_only')
  )`,
  `create index sources_address on sources (address_key) where address_key is not null`,
  `create index sources_title on sources (lower(title))`,
  `create index sources_search on sources using gin (search)`,
  // The numbers that a scan finds are never stored, only how many of which kind.
  `create table source_copies (
    id uuid primary key default uuidv7(),
    source_id uuid not null references sources (id) on delete cascade,
    origin text not null check (origin in ('fetched', 'uploaded')),
    state text not null check (state in ('waiting', 'kept', 'refused', 'failed')),
    fault text,
    name text not null default '',
    media_type text,
    size integer,
    sha256 bytea check (octet_length(sha256) = 32),
    bytes bytea,
    scan text check (scan in ('clean', 'found', 'unscanned')),
    findings jsonb not null default '{}',
    keep_findings boolean not null default false,
    public boolean not null default false,
    asked_at timestamptz not null,
    at timestamptz,
    check ((state = 'kept') = (bytes is not null)),
    check (bytes is null or (size = octet_length(bytes) and sha256 is not null and media_type is not null
      and scan is not null)),
    check (scan is distinct from 'found' or state <> 'kept' or keep_findings),
    check (not public or (state = 'kept' and scan = 'clean'))
  )`,
  `alter table source_copies alter column bytes set storage external`,
  `create index source_copies_source on source_copies (source_id, asked_at desc, id desc)`,
  `create index source_copies_waiting on source_copies (asked_at) where state = 'waiting'`,
  // `field` empty: the record as a whole. `origin` record: kept in step with a list that the record itself holds.
  `create table citations (
    id uuid primary key default uuidv7(),
    source_id uuid not null references sources (id) on delete restrict,
    record_kind text not null,
    record_id text not null,
    field text not null default '',
    value text not null default '',
    page text not null default '',
    passage text not null default '',
    shown boolean not null default true,
    reason text not null default '',
    position integer not null,
    origin text not null default 'desk' check (origin in ('desk', 'record')),
    created_at timestamptz not null,
    updated_at timestamptz not null
  )`,
  `create index citations_record on citations (record_kind, record_id, position, id)`,
  `create index citations_source on citations (source_id, id)`,
  `alter table history add column source_id uuid references sources (id) on delete restrict`,
  `create index history_source on history (source_id, id) where source_id is not null`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
