/**
 * Moderation after publication, and what readers say is wrong with a public proposal.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // Public without anybody of the organisation having read it.
  `alter table proposals add column unread_since timestamptz,
    add constraint proposals_unread check (unread_since is null or state = 'published')`,
  `create index proposals_unread on proposals (unread_since) where unread_since is not null`,
  // Readers said that something is wrong with it, and it stays as it is.
  `alter table proposal_decisions drop constraint proposal_decisions_decision_check,
    drop constraint proposal_decisions_check,
    add constraint proposal_decisions_decision check (decision in ('publish', 'refuse', 'hide', 'keep')),
    add constraint proposal_decisions_reason check (decision in ('publish', 'keep') or reason <> '')`,
  // Nothing of who said it.
  `create table proposal_flags (
    id uuid primary key default uuidv7(),
    proposal_id uuid not null references proposals (id) on delete cascade,
    reason text not null check (reason <> ''),
    sealed bytea,
    state text not null default 'open' check (state in ('open', 'upheld', 'dismissed')),
    content_hash bytea not null,
    created_at timestamptz not null,
    decided_at timestamptz,
    check ((state = 'open') = (decided_at is null)),
    check (state = 'open' or sealed is null)
  )`,
  `create unique index proposal_flags_open on proposal_flags (proposal_id, content_hash) where state = 'open'`,
  `create index proposal_flags_of on proposal_flags (proposal_id)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
