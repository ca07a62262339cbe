/**
 * Mails to groups: what was written, to whom it went, who wants no more of them.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // `audience` is sealed: which answer a group was chosen by would tell, beside the list of its recipients,
  // what each of them answered. `run` counts starts and stops: a job of an earlier run ends by itself.
  `create table mailings (
    id uuid primary key default uuidv7(),
    event_id uuid not null references events (id) on delete cascade,
    state text not null default 'draft' check (state in ('draft', 'sending', 'stopped', 'done')),
    audience bytea not null,
    subject_es text not null,
    body_es text not null,
    subject_en text not null default '',
    body_en text not null default '',
    version integer not null default 1,
    run integer not null default 0,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    started_at timestamptz,
    listed_at timestamptz,
    finished_at timestamptz,
    counts jsonb not null default '{}' check (jsonb_typeof(counts) = 'object'),
    check ((state = 'draft') = (started_at is null)),
    check ((state = 'done') = (finished_at is not null))
  )`,
  `create index mailings_by_event on mailings (event_id, id)`,
  `create index mailings_under_way on mailings (id) where state = 'sending'`,
  // One row per mailing and person, whatever is started twice. \`mail_id\` is a row of the outbox, which is
  // cleared on its own terms; \`skipped\` says why somebody of the group gets none.
  `create table mailing_recipients (
    mailing_id uuid not null references mailings (id) on delete cascade,
    registration_id uuid not null references event_registrations (id) on delete cascade,
    mail_id uuid,
    skipped text check (skipped in ('unsubscribed', 'refused_before', 'withdrawn', 'unreadable')),
    primary key (mailing_id, registration_id)
  )`,
  `create index mailing_recipients_by_registration on mailing_recipients (registration_id)`,
  // By the keyed hash too: who cancels and registers again is not written to again.
  `create table mailing_unsubscribes (
    event_id uuid not null references events (id) on delete cascade,
    address_hash bytea not null,
    registration_id uuid not null references event_registrations (id) on delete cascade,
    at timestamptz not null,
    primary key (event_id, address_hash)
  )`,
  `create index mailing_unsubscribes_by_registration on mailing_unsubscribes (registration_id)`,
];
