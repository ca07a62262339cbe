/**
 * Background checks of candidates and of members of commissions, what was decided on an objection as printed,
 * and objections of which no source says how many there were.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const PARTIAL = String.raw`~ '^\d{4}(-\d{2}(-\d{2})?)?$'`;

const STATEMENTS = [
  // finding: as printed, never a verdict. address: what was consulted, or the document that answers.
  `create table selection_checks (
    id uuid primary key default uuidv7(),
    selection_id uuid not null references selections (id) on delete restrict,
    candidacy_id uuid references candidacies (id) on delete restrict,
    holder_id uuid references seat_holders (id) on delete restrict,
    key text not null check (key <> ''),
    register text not null check (register <> ''),
    question text not null check (question <> ''),
    on_date text check (on_date ${PARTIAL}),
    finding text not null default '',
    method text not null default '',
    address text not null default '' check (address = '' or address ~ '^https?://'),
    position integer not null,
    unique (selection_id, key),
    check ((candidacy_id is null) <> (holder_id is null))
  )`,
  `create index selection_checks_listed on selection_checks (selection_id, position, id)`,
  `create index selection_checks_candidacy on selection_checks (candidacy_id, position) where candidacy_id is not null`,
  `create index selection_checks_holder on selection_checks (holder_id, position) where holder_id is not null`,
  // Null: no source says how many. What was written before stays as it was.
  `alter table candidacy_objections alter column count drop not null, alter column count drop default`,
  // As printed, beside the outcome, which is a word.
  `alter table candidacy_objections add column decision text not null default ''`,
  `alter table selection_uploads drop constraint selection_uploads_kind_check`,
  `alter table selection_uploads add constraint selection_uploads_kind_check check (kind in
    ('process', 'kind', 'candidate', 'score', 'objection', 'vote', 'document', 'member', 'check'))`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
