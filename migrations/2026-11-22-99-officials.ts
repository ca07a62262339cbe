/**
 * Institutions, posts and people of the justice sector; every fact of theirs with its source.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // A file that was read in. It is a source itself: of the rows that name none.
  `create table official_imports (
    id uuid primary key default uuidv7(),
    kind text not null check (kind in ('institution', 'person')),
    source_id uuid not null references sources (id) on delete restrict,
    file_name text not null,
    sha256 bytea not null check (octet_length(sha256) = 32),
    counts jsonb not null default '{}',
    actor text not null,
    created_at timestamptz not null,
    undone_at timestamptz
  )`,
  `create index official_imports_newest on official_imports (created_at desc, id desc)`,
  // What the record shows of what its statements say stands in columns too, so that a list is one query.
  `create table institutions (
    id uuid primary key default uuidv7(),
    slug text not null unique check (slug <> ''),
    status text not null default 'draft' check (status in ('draft', 'published', 'archived')),
    name text not null check (name <> ''),
    name_key text not null,
    sort_key text collate "C" not null,
    kind text not null default '',
    parent_id uuid references institutions (id) on delete restrict,
    territory text not null default '',
    import_id uuid references official_imports (id) on delete restrict,
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check (parent_id <> id)
  )`,
  `create index institutions_sorted on institutions (sort_key, id)`,
  `create index institutions_parent on institutions (parent_id, sort_key, id)`,
  `create index institutions_name_key on institutions (name_key)`,
  `create index institutions_import on institutions (import_id) where import_id is not null`,
  // seats: null is not known; one: two holders at a time contradict each other.
  `create table posts (
    id uuid primary key default uuidv7(),
    institution_id uuid not null references institutions (id) on delete restrict,
    slug text not null check (slug <> ''),
    label text not null check (label <> ''),
    label_key text not null,
    seats integer check (seats > 0),
    position integer not null default 0,
    import_id uuid references official_imports (id) on delete restrict,
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (institution_id, slug)
  )`,
  `create index posts_label_key on posts (institution_id, label_key)`,
  `create index posts_import on posts (import_id) where import_id is not null`,
  // canonical_id: the record under which it is shown. Nothing else of it changes when two are found to be one person,
  // so that taking that back restores everything.
  `create table people (
    id uuid primary key default uuidv7(),
    canonical_id uuid not null references people (id) on delete restrict deferrable initially deferred,
    slug text not null unique check (slug <> ''),
    status text not null default 'draft' check (status in ('draft', 'published', 'archived')),
    kind text not null check (kind in ('office_holder', 'candidate', 'commissioner', 'other')),
    name text not null check (name <> ''),
    name_key text not null,
    sort_key text collate "C" not null,
    delisted boolean not null default false,
    import_id uuid references official_imports (id) on delete restrict,
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null
  )`,
  `create index people_canonical on people (canonical_id, id)`,
  `create index people_name_key on people (name_key)`,
  `create index people_office on people (updated_at desc, id desc)`,
  `create index people_import on people (import_id) where import_id is not null`,
  // Partial dates as ISO text, as far as they are known: 2019, 2019-10, 2019-10-13.
  `create table tenures (
    id uuid primary key default uuidv7(),
    person_id uuid not null references people (id) on delete restrict,
    kind text not null check (kind in ('office', 'candidacy', 'commission', 'elector')),
    institution_id uuid references institutions (id) on delete restrict,
    post_id uuid references posts (id) on delete restrict,
    post_printed text not null default '',
    body_printed text not null default '',
    process text not null default '',
    process_key text not null default '',
    unit text not null default '',
    territory text not null default '',
    state text not null default '',
    list_number text not null default '',
    starts text check (starts ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
    ends text check (ends ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
    evidence text not null default 'kept' check (evidence in ('shown', 'beside', 'kept')),
    source_id uuid references sources (id) on delete restrict,
    page text not null default '',
    passage text not null default '',
    reason text not null default '',
    import_id uuid references official_imports (id) on delete restrict,
    import_row integer,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check (evidence = 'kept' or source_id is not null)
  )`,
  `create index tenures_person on tenures (person_id, id)`,
  `create index tenures_post on tenures (post_id, starts desc, id) where post_id is not null`,
  `create index tenures_institution on tenures (institution_id, starts desc, id) where institution_id is not null`,
  `create index tenures_process on tenures (process_key, id) where process_key <> ''`,
  `create index tenures_source on tenures (source_id) where source_id is not null`,
  `create index tenures_import on tenures (import_id) where import_id is not null`,
  // One thing that one source says of one record. kept: for editors only, as nothing proves it yet.
  `create table statements (
    id uuid primary key default uuidv7(),
    subject_kind text not null check (subject_kind in ('institution', 'post', 'person')),
    subject_id uuid not null,
    property text not null check (property <> ''),
    value jsonb not null,
    printed text not null default '',
    lang text not null default 'es',
    starts text check (starts ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
    ends text check (ends ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
    evidence text not null default 'kept' check (evidence in ('shown', 'beside', 'kept')),
    source_id uuid references sources (id) on delete restrict,
    page text not null default '',
    passage text not null default '',
    reason text not null default '',
    position integer not null default 0,
    import_id uuid references official_imports (id) on delete restrict,
    import_row integer,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check (evidence = 'kept' or source_id is not null),
    check (property <> 'conduct' or evidence = 'kept'
      or coalesce(value ->> 'state', '') in ('filed', 'admitted', 'rejected', 'appealed', 'final')
        and coalesce(value ->> 'date', '') ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$')
  )`,
  `create index statements_subject on statements (subject_id, position, id)`,
  `create index statements_source on statements (source_id) where source_id is not null`,
  `create index statements_import on statements (import_id) where import_id is not null`,
  // By what the list of people is filtered; one row for each person shown, made anew with every change of theirs.
  `create table person_listings (
    person_id uuid primary key references people (id) on delete cascade,
    sort_key text collate "C" not null,
    facets text[] not null
  )`,
  `create index person_listings_sorted on person_listings (sort_key, person_id)`,
  `create index person_listings_facets on person_listings using gin (facets)`,
  // Two records that may be one person, the smaller id first; what somebody decided is never asked again.
  `create table person_pairs (
    id uuid primary key default uuidv7(),
    one_id uuid not null references people (id) on delete cascade,
    other_id uuid not null references people (id) on delete cascade,
    band text not null check (band in ('same', 'equal_name', 'likely', 'possible', 'weak')),
    band_rank smallint not null,
    score real not null,
    reasons text[] not null,
    decision text not null default 'open' check (decision in ('open', 'same', 'not_same', 'later')),
    note text not null default '',
    decided_by text,
    decided_at timestamptz,
    import_id uuid references official_imports (id) on delete set null,
    created_at timestamptz not null,
    unique (one_id, other_id),
    check (one_id < other_id),
    check ((decision = 'open') = (decided_at is null))
  )`,
  `create index person_pairs_queue on person_pairs (band_rank, score desc, id) where decision in ('open', 'later')`,
  `create index person_pairs_other on person_pairs (other_id)`,
  `create index person_pairs_import on person_pairs (import_id) where import_id is not null`,
  // from is shown under into. Undone: the row stays, the link is gone.
  `create table person_merges (
    id uuid primary key default uuidv7(),
    from_id uuid not null references people (id) on delete restrict,
    into_id uuid not null references people (id) on delete restrict,
    pair_id uuid references person_pairs (id) on delete set null,
    reason text not null default '',
    actor text not null,
    at timestamptz not null,
    undone_by text,
    undone_at timestamptz,
    check (from_id <> into_id),
    check ((undone_by is null) = (undone_at is null))
  )`,
  `create unique index person_merges_from on person_merges (from_id) where undone_at is null`,
  `create index person_merges_into on person_merges (into_id) where undone_at is null`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
