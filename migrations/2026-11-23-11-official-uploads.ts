/**
 * A list that somebody sent to look at before it is read in: what came through the door of it, sealed, for a day.
 * Frozen: never edited after a release; imports nothing.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `create table official_uploads (
    id uuid primary key,
    kind text not null check (kind in ('institution', 'person')),
    file_name text not null,
    publisher text not null,
    sha256 bytea not null check (octet_length(sha256) = 32),
    sealed bytea not null,
    left_out integer[] not null default '{}',
    actor text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
  )`,
  `create index official_uploads_expiring on official_uploads (expires_at)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
