/**
 * What somebody says is wrong about a person or an institution, and what the person concerned answers.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // Who asks and in which words lies only in the sealed column; what is public is the kind, the record, the dates, the
  // answer, and a reply that its author wants to be read.
  `create table corrections (
    id uuid primary key default uuidv7(),
    number integer generated always as identity unique,
    record_kind text not null,
    record_id text not null,
    kind text not null check (kind in ('wrong', 'inappropriate', 'update', 'information', 'reply')),
    state text not null default 'received' check (state in ('received', 'in_review', 'corrected', 'partly', 'refused',
      'published', 'withdrawn')),
    sealed bytea,
    content_hash bytea unique,
    has_address boolean not null default false,
    lang text not null,
    privacy_version integer,
    due_on date not null,
    answer text not null default '',
    reply text not null default '',
    identity_check text not null default '',
    decided_by text,
    decided_at timestamptz,
    mail_refused_at timestamptz,
    link_version integer not null default 1,
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check ((decided_at is null) = (state in ('received', 'in_review', 'withdrawn'))),
    check (decided_at is null or answer <> ''),
    check ((state = 'published') = (reply <> '')),
    check (state <> 'published' or (kind = 'reply' and identity_check <> '')),
    check (state <> 'withdrawn' or sealed is null)
  )`,
  `create index corrections_open on corrections (due_on, id) where state in ('received', 'in_review')`,
  `create index corrections_record on corrections (record_kind, record_id, id)`,
  `create index corrections_kept on corrections (updated_at) where sealed is not null`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
