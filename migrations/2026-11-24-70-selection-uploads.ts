/**
 * A file of a process, of a kind or of a list that somebody sent to look at before it is read in: sealed, for a day.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // selection_id: the process that a list is of; files of a process or a kind name theirs themselves.
  `create table selection_uploads (
    id uuid primary key,
    kind text not null check (kind in
      ('process', 'kind', 'candidate', 'score', 'objection', 'vote', 'document')),
    selection_id uuid references selections (id) on delete cascade,
    file_name text not null,
    publisher text not null,
    sealed bytea not null,
    actor text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    check ((kind in ('process', 'kind')) = (selection_id is null))
  )`,
  `create index selection_uploads_expiring on selection_uploads (expires_at)`,
  `create index selection_uploads_selection on selection_uploads (selection_id) where selection_id is not null`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
