/**
 * Pictures and documents that authors send with a proposal: sealed until everybody may see them.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `create table proposal_files (
    id uuid primary key default uuidv7(),
    proposal_id uuid not null references proposals (id) on delete cascade,
    kind text not null check (kind in ('picture', 'document')),
    state text not null default 'waiting' check (state in ('waiting', 'accepted', 'refused')),
    reason text not null default '',
    sealed_facts bytea not null,
    sealed_bytes bytea,
    size integer not null check (size > 0),
    content_hash bytea not null,
    file_id uuid references files (id) on delete set null,
    made_it boolean not null default false,
    created_at timestamptz not null,
    decided_at timestamptz,
    check ((state = 'refused') = (reason <> '')),
    check ((state = 'waiting') = (decided_at is null)),
    -- In the open only what somebody has looked at.
    check (file_id is null or state = 'accepted'),
    check (state <> 'refused' or sealed_bytes is null)
  )`,
  // The same sent twice with one proposal, by a double click, is one.
  `create unique index proposal_files_content on proposal_files (proposal_id, content_hash)`,
  `create index proposal_files_of on proposal_files (proposal_id, id)`,
  `create index proposal_files_waiting on proposal_files (created_at, id) include (size) where state = 'waiting'`,
  `create index proposal_files_file on proposal_files (file_id) where file_id is not null`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
