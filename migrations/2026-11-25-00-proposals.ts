/**
 * Proposals of citizens: what they say, who they are from, how they stand.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // One row, made by the first number: the last one given. Whoever gives one waits for it: no gap, no double.
  `create table proposal_numbers (
    one boolean primary key default true check (one),
    last integer not null default 0
  )`,
  // What everybody may read lies open; what they may not is sealed. The database holds it to one of the two.
  `create table proposals (
    id uuid primary key default uuidv7(),
    number integer unique check (number > 0),
    state text not null check (state in
      ('unconfirmed', 'received', 'published', 'imported', 'refused', 'hidden', 'withdrawn')),
    origin text not null check (origin in ('web', 'meeting', 'paper', 'import')),
    category text not null,
    department text not null default '',
    from_event boolean not null default false,
    event_id uuid references events (id) on delete set null,
    title text,
    problem text,
    affected text,
    summary text,
    sealed_text bytea,
    sealed_authors bytea,
    author_kind text not null check (author_kind in ('person', 'several', 'group')),
    visibility text not null check (visibility in ('name', 'organization', 'reserved')),
    address_hash bytea,
    content_hash bytea,
    text_version integer not null default 1,
    link_version integer not null default 1,
    lang text not null default 'es',
    privacy_version integer,
    accepted_at timestamptz not null,
    published_at timestamptz,
    mail_refused_at timestamptz,
    last_notice_at timestamptz,
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check ((state in ('published', 'imported')) = (title is not null)),
    check ((title is null) = (problem is null) and (title is null) = (affected is null)
      and (title is null) = (summary is null)),
    check (title is null or sealed_text is null),
    check ((number is null) = (state = 'unconfirmed')),
    check ((state in ('published', 'imported')) <= (published_at is not null))
  )`,
  // The same sent twice, by a double click or by somebody who did not trust the first.
  `create unique index proposals_content on proposals (content_hash) where content_hash is not null`,
  `create index proposals_address on proposals (address_hash) where address_hash is not null`,
  `create index proposals_public on proposals (number desc) where title is not null`,
  `create index proposals_facets on proposals (category, department, number desc) where title is not null`,
  `create index proposals_department on proposals (department, number desc) where title is not null`,
  `create index proposals_event on proposals (event_id, number desc) where title is not null and event_id is not null`,
  `create index proposals_waiting on proposals (updated_at, id) where state = 'received'`,
  // What was decided about showing it, for everybody to read: which, by what reason, when, in which role; never the text.
  `create table proposal_decisions (
    id uuid primary key default uuidv7(),
    proposal_id uuid not null references proposals (id) on delete restrict,
    decision text not null check (decision in ('publish', 'refuse', 'hide')),
    reason text not null default '',
    note text not null default '',
    actor text not null,
    actor_role text not null,
    at timestamptz not null,
    check ((decision = 'publish') or reason <> '')
  )`,
  `create index proposal_decisions_of on proposal_decisions (proposal_id, at)`,
  `create index proposal_decisions_at on proposal_decisions (at desc, id desc)`,
  // An appeal is judged by somebody else than who decided; the database holds it to that.
  `create table proposal_appeals (
    id uuid primary key default uuidv7(),
    proposal_id uuid not null references proposals (id) on delete restrict,
    decision_id uuid not null unique references proposal_decisions (id) on delete restrict,
    against text not null,
    sealed_words bytea,
    state text not null default 'open' check (state in ('open', 'granted', 'dismissed')),
    answer text not null default '',
    judge text,
    created_at timestamptz not null,
    decided_at timestamptz,
    check ((state = 'open') = (judge is null)),
    check ((state = 'open') = (decided_at is null)),
    check (judge <> against)
  )`,
  `create index proposal_appeals_open on proposal_appeals (created_at, id) where state = 'open'`,
  `create index proposal_appeals_of on proposal_appeals (proposal_id)`,
  `create index proposals_unconfirmed on proposals (created_at) where state = 'unconfirmed'`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
