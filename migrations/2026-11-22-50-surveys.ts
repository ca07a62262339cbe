/** What those who came thought of it: questions, and answers that lead to nobody. */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `create table surveys (
    id uuid primary key default uuidv7(),
    event_id uuid not null unique references events (id) on delete cascade,
    state text not null default 'draft' check (state in ('draft', 'open', 'closed')),
    intro text not null default '',
    opens_at timestamptz,
    closes_at timestamptz,
    open_link boolean not null default false,
    open_per_day integer not null default 300 check (open_per_day between 1 and 10000),
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check (closes_at > opens_at)
  )`,
  `create table survey_questions (
    id uuid primary key default uuidv7(),
    survey_id uuid not null references surveys (id) on delete cascade,
    key text not null,
    label text not null,
    hint text not null default '',
    type text not null check (type in ('scale', 'one_of', 'several_of', 'yes_no', 'text', 'long_text')),
    required boolean not null default false,
    options jsonb not null default '[]',
    position integer not null default 0,
    unique (survey_id, key)
  )`,
  // Used tickets and answers: no column of one leads to the other, no row says when (see commands/answer.ts).
  `create table survey_tickets (
    survey_id uuid not null references surveys (id) on delete cascade,
    ticket_hash bytea not null,
    mixed boolean not null default false,
    primary key (survey_id, ticket_hash)
  )`,
  `create table survey_answers (
    id uuid primary key,
    survey_id uuid not null references surveys (id) on delete cascade,
    source text not null check (source in ('ticket', 'open')),
    answers jsonb not null,
    mixed boolean not null default false
  )`,
  `create index survey_answers_survey on survey_answers (survey_id, id)`,
  `create table survey_texts (
    id uuid primary key,
    survey_id uuid not null references surveys (id) on delete cascade,
    source text not null check (source in ('ticket', 'open')),
    question_key text not null,
    sealed bytea not null,
    mixed boolean not null default false
  )`,
  `create index survey_texts_survey on survey_texts (survey_id, question_key, id)`,
  // How many came through the open link on a day: the bound against a flood.
  `create table survey_days (
    survey_id uuid not null references surveys (id) on delete cascade,
    day date not null,
    count integer not null,
    primary key (survey_id, day)
  )`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
