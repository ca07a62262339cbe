/** What the organisation writes, its categories, what it speaks of, and what is being written. */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // The text as it was written stands beside what was made of it, so that a page is one row.
  `create table publications (
    id uuid primary key default uuidv7(),
    type text not null,
    section text not null check (section = case type
      when 'article' then 'publications' when 'video' then 'publications' when 'course' then 'publications'
      when 'report' then 'publications' when 'initiative' then 'initiatives' when 'term' then 'glossary'
      when 'law' then 'laws' end),
    slug text not null check (slug <> ''),
    status text not null default 'draft' check (status in ('draft', 'in_review', 'published', 'archived')),
    publish_at timestamptz,
    scheduled_by text,
    review_note text not null default '',
    first_published_at timestamptz,
    archived_at timestamptz,
    dated_at timestamptz,
    title text not null,
    summary text not null,
    body text not null,
    lang text not null default 'es',
    author_name text not null,
    author_email text not null,
    image text not null,
    image_alt text not null,
    link text not null,
    date timestamptz,
    highlight boolean not null default false,
    law jsonb,
    course jsonb,
    front_matter text,
    file_name text,
    file_sha256 text,
    html text not null,
    html_version integer not null,
    plain text not null,
    headings jsonb not null default '[]',
    words integer not null,
    files uuid[] not null default '{}',
    embeds text[] not null default '{}',
    written_by text not null,
    preview_version integer not null default 1,
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (section, slug),
    check (status in ('draft', 'in_review') or first_published_at is not null),
    check (status <> 'published' or dated_at is not null),
    check ((publish_at is null) = (scheduled_by is null)),
    check (publish_at is null or status in ('draft', 'in_review')),
    check ((status = 'archived') = (archived_at is not null)),
    check ((type = 'law') = (law is not null)),
    check (type = 'course' or course is null)
  )`,
  `create index publications_section on publications (section, dated_at desc, id desc) where status = 'published'`,
  `create index publications_type on publications (type, dated_at desc, id desc) where status = 'published'`,
  `create index publications_public on publications (dated_at desc, id desc) where status = 'published'`,
  `create index publications_highlight on publications (dated_at desc, id desc) where status = 'published' and highlight`,
  `create index publications_due on publications (publish_at) where publish_at is not null`,
  `create index publications_office on publications (updated_at desc, id desc)`,
  `create index publications_files on publications using gin (files)`,
  `create index publications_rendered on publications (html_version)`,
  `create index publications_file_name on publications (file_name, section) where file_name is not null`,
  `create table publication_categories (
    id uuid primary key default uuidv7(),
    slug text not null unique check (slug <> ''),
    title text not null,
    description text not null,
    position integer not null default 0,
    front_matter text,
    body text not null default '',
    file_name text,
    file_sha256 text,
    version integer not null default 1,
    updated_at timestamptz not null
  )`,
  `create table publication_filed (
    publication_id uuid not null references publications (id) on delete cascade,
    category_id uuid not null references publication_categories (id) on delete cascade,
    primary key (publication_id, category_id)
  )`,
  `create index publication_filed_category on publication_filed (category_id, publication_id)`,
  // Records of any module, by kind and id as in its links; without a foreign key, since modules don't know each other.
  `create table publication_links (
    publication_id uuid not null references publications (id) on delete cascade,
    kind text not null,
    record_id text not null,
    position integer not null default 0,
    primary key (publication_id, kind, record_id)
  )`,
  `create index publication_links_record on publication_links (kind, record_id, publication_id)`,
  // What somebody is typing, as the form sends it, by the version that they started from.
  `create table publication_drafts (
    publication_id uuid not null references publications (id) on delete cascade,
    user_id uuid not null references staff_users (id) on delete cascade,
    base_version integer not null,
    fields jsonb not null,
    saves integer not null default 1,
    saved_at timestamptz not null,
    primary key (publication_id, user_id, base_version)
  )`,
  `create index publication_drafts_user on publication_drafts (user_id)`,
  // A change of what is public already, waiting for somebody who may publish it.
  `create table publication_corrections (
    id uuid primary key default uuidv7(),
    publication_id uuid not null references publications (id) on delete cascade,
    base_version integer not null,
    fields jsonb not null,
    reason text not null,
    written_by text not null,
    state text not null default 'open' check (state in ('open', 'published', 'returned')),
    note text not null default '',
    created_at timestamptz not null,
    decided_at timestamptz,
    check ((state = 'open') = (decided_at is null))
  )`,
  `create index publication_corrections_open on publication_corrections (publication_id, id)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
