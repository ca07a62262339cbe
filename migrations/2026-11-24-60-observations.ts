/**
 * What observers of a process saw, check by check: the answer, on what it rests, who looked at it besides.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // Only what somebody else looked at is shown: nobody confirms their own answer, the database refuses it too.
  `create table observations (
    id uuid primary key default uuidv7(),
    selection_id uuid not null references selections (id) on delete restrict,
    stage text not null check (stage <> ''),
    check_key text not null check (check_key <> ''),
    answer text not null check (answer in ('yes', 'no', 'partly', 'not_observed')),
    evidence text not null default '',
    observed_on date not null,
    source_id uuid references sources (id) on delete restrict,
    file_id uuid references files (id) on delete restrict,
    state text not null default 'waiting' check (state in ('waiting', 'confirmed', 'returned')),
    author text not null,
    reviewer text,
    review_note text not null default '',
    reviewed_at timestamptz,
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (selection_id, stage, check_key),
    check (answer = 'not_observed' or evidence <> ''),
    check (answer = 'not_observed' or source_id is not null or file_id is not null),
    check (reviewer <> author),
    check ((state = 'waiting') = (reviewer is null)),
    check ((reviewer is null) = (reviewed_at is null))
  )`,
  `create index observations_waiting on observations (updated_at, id) where state = 'waiting'`,
  `create index observations_source on observations (source_id) where source_id is not null`,
  `create index observations_file on observations (file_id) where file_id is not null`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
