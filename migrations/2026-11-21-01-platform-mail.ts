/**
 * The outbox of mail: one row per promise, written in the transaction of the change it tells of.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // Ids and plain facts only: who gets the mail and what it says is put together when it is sent.
  // `next_attempt_at`: 'epoch' is "at once", so that fresh mail goes before what is tried again; of a
  // claimed row it is the end of the claim.
  `create table mails (
    id uuid primary key,
    kind text not null,
    subject_id text not null,
    data jsonb not null default '{}' check (jsonb_typeof(data) = 'object'),
    dedupe_key text,
    state text not null default 'queued'
      check (state in ('queued', 'sending', 'sent', 'refused', 'failed', 'cancelled')),
    message_id text,
    attempts integer not null default 0 check (attempts >= 0),
    next_attempt_at timestamptz not null default 'epoch',
    claimed_until timestamptz,
    error_code text check (error_code ~ '^[a-z0-9_]{1,60}$'),
    created_at timestamptz not null default now(),
    sent_at timestamptz,
    check ((state = 'sending') = (claimed_until is not null)),
    check ((state = 'sent') = (sent_at is not null))
  )`,
  `create unique index mails_by_dedupe_key on mails (dedupe_key) where dedupe_key is not null`,
  `create index mails_due on mails (next_attempt_at, id) where state in ('queued', 'sending')`,
  `create index mails_by_state on mails (state, id)`,
  `create index mails_by_subject on mails (subject_id)`,
];
