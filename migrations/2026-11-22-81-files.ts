/**
 * Pictures with their sizes, words and smaller versions; documents; share cards.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // What is there already is the organisation's logo, which is shown beside the organisation's name.
  `alter table files
    add column kind text not null default 'picture' check (kind in ('picture', 'document')),
    add column width integer check (width > 0),
    add column height integer check (height > 0),
    add column alt text not null default '',
    add column decorative boolean not null default true,
    add column credit text not null default '',
    add column state text not null default 'ready' check (state in ('pending', 'ready', 'failed')),
    add column attempts smallint not null default 0,
    add column claimed_until timestamptz,
    add column source_sha256 bytea check (octet_length(source_sha256) = 32),
    add column uploaded_by text not null default 'system:start',
    add column kept boolean not null default false,
    add column unused_since timestamptz,
    add constraint files_size_known check ((width is null) = (height is null)),
    add constraint files_words_said check (kind = 'document' or decorative = (alt = ''))`,
  `alter table files
    alter column kind drop default, alter column decorative drop default,
    alter column state drop default, alter column uploaded_by drop default`,
  // The same bytes are kept once, also when two people send them at the same moment.
  'create unique index files_by_source on files (source_sha256)',
  'create index files_newest on files (created_at desc, id desc)',
  `create index files_pending on files (created_at) where state = 'pending'`,
  'create index files_unused on files (unused_since) where unused_since is not null',
  `create table file_variants (
    file_id uuid not null references files (id) on delete cascade,
    width integer not null check (width > 0),
    format text not null check (format in ('avif', 'webp', 'jpeg', 'png')),
    size integer not null check (size > 0 and size = octet_length(bytes)),
    bytes bytea not null,
    primary key (file_id, width, format)
  )`,
  'alter table file_variants alter column bytes set storage external',
  // Made again whenever one is missing: a bounded store of what was drawn, by what it shows.
  `create table share_cards (
    hash bytea primary key check (octet_length(hash) = 32),
    bytes bytea not null,
    used_at timestamptz not null
  )`,
  'alter table share_cards alter column bytes set storage external',
  'create index share_cards_by_use on share_cards (used_at)',
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
