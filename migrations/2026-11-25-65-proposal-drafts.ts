/**
 * Proposals that somebody has begun and not sent; how often a mailbox was written to on one day because strangers asked.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `create table proposal_drafts (
    id uuid primary key default uuidv7(),
    sealed bytea not null,
    form_hash bytea,
    lang text not null default 'es',
    told_at timestamptz,
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null
  )`,
  // The same form sent twice, by a double click or by going back, is one draft.
  `create unique index proposal_drafts_form on proposal_drafts (form_hash) where form_hash is not null`,
  `create index proposal_drafts_created on proposal_drafts (created_at)`,
  `create index proposal_drafts_stale on proposal_drafts (updated_at)`,
  // The hash is of mailbox and day, and of no use the day after.
  `create table proposal_mail_days (
    day_hash bytea primary key,
    day date not null,
    times smallint not null default 1
  )`,
  `create index proposal_mail_days_old on proposal_mail_days (day)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
