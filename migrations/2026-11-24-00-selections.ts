/**
 * Processes by which authorities of justice are chosen: their kinds, events, commissions, candidacies, scores,
 * objections and votes. What each row rests on stands in `citations`; what cites nothing is for editors only.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

// As far as a date is known: 2019, 2019-10, 2019-10-13.
const PARTIAL = String.raw`~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'`;

const STATEMENTS = [
  // A version is never changed: the rules of its day stay with the process that was stamped with it.
  `create table selection_kinds (
    id uuid primary key default uuidv7(),
    slug text not null check (slug <> ''),
    version integer not null check (version > 0),
    country text not null check (country <> ''),
    title text not null check (title <> ''),
    spec jsonb not null,
    created_by text not null,
    created_at timestamptz not null,
    unique (slug, version)
  )`,
  `create table selection_holidays (
    country text not null,
    on_date date not null,
    name text not null check (name <> ''),
    source_id uuid references sources (id) on delete restrict,
    primary key (country, on_date)
  )`,
  `create table selections (
    id uuid primary key default uuidv7(),
    slug text not null unique check (slug <> ''),
    status text not null default 'draft' check (status in ('draft', 'published', 'archived')),
    kind_id uuid not null references selection_kinds (id) on delete restrict,
    title text not null check (title <> ''),
    summary text not null default '',
    year smallint not null,
    institution_id uuid references institutions (id) on delete restrict,
    post text not null default '',
    seats integer check (seats > 0),
    alternates integer check (alternates >= 0),
    shortlist integer check (shortlist > 0),
    term_starts text check (term_starts ${PARTIAL}),
    term_ends text check (term_ends ${PARTIAL}),
    known_until date,
    known_note text not null default '',
    not_found text[] not null default '{}',
    is_example boolean not null default false,
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null
  )`,
  `create index selections_listed on selections (year desc, slug)`,
  `create index selections_institution on selections (institution_id) where institution_id is not null`,
  // key: the stable name of the row in its file; an import finds the row again by it.
  `create table selection_events (
    id uuid primary key default uuidv7(),
    selection_id uuid not null references selections (id) on delete restrict,
    key text not null check (key <> ''),
    stage text not null default '',
    title text not null check (title <> ''),
    detail text not null default '',
    on_date text check (on_date ${PARTIAL}),
    at_time text check (at_time ~ '^[0-2][0-9]:[0-5][0-9]$'),
    until_date text check (until_date ${PARTIAL}),
    basis text not null check (basis in ('observed', 'legal', 'planned')),
    effect text not null default 'none' check (effect in
      ('none', 'opens', 'closes', 'pauses', 'resumes', 'annuls', 'goes_back', 'extends', 'ends', 'ends_in_part')),
    to_stage text not null default '',
    position integer not null,
    unique (selection_id, key)
  )`,
  `create index selection_events_dated on selection_events (selection_id, on_date, position)`,
  `create table selection_event_links (
    from_id uuid not null references selection_events (id) on delete cascade,
    to_id uuid not null references selection_events (id) on delete cascade,
    primary key (from_id, to_id),
    check (from_id <> to_id)
  )`,
  `create index selection_event_links_to on selection_event_links (to_id)`,
  `create table selection_court_actions (
    id uuid primary key default uuidv7(),
    selection_id uuid not null references selections (id) on delete restrict,
    key text not null check (key <> ''),
    court text not null default '',
    file_number text not null default '',
    action text not null check (action <> ''),
    filed_by text not null default '',
    filed_on text check (filed_on ${PARTIAL}),
    decided_on text check (decided_on ${PARTIAL}),
    outcome text not null default '',
    effect text not null default '',
    effect_kind text not null default 'unknown' check (effect_kind in
      ('unknown', 'none', 'suspends', 'annuls', 'orders', 'amends', 'reinstates', 'rejected')),
    stage text not null default '',
    event_id uuid references selection_events (id) on delete set null,
    position integer not null,
    unique (selection_id, key)
  )`,
  `create table selection_documents (
    id uuid primary key default uuidv7(),
    selection_id uuid not null references selections (id) on delete restrict,
    key text not null check (key <> ''),
    title text not null check (title <> ''),
    stage text not null default '',
    event_id uuid references selection_events (id) on delete set null,
    candidacy_key text not null default '',
    position integer not null,
    unique (selection_id, key)
  )`,
  // entitled: how many take part with a vote when no seat is empty; every threshold is computed from it or from those present.
  `create table selection_bodies (
    id uuid primary key default uuidv7(),
    selection_id uuid not null references selections (id) on delete restrict,
    key text not null check (key <> ''),
    name text not null check (name <> ''),
    institution_id uuid references institutions (id) on delete restrict,
    entitled integer check (entitled > 0),
    note text not null default '',
    position integer not null,
    unique (selection_id, key)
  )`,
  `create table body_seats (
    id uuid primary key default uuidv7(),
    selection_id uuid not null references selections (id) on delete restrict,
    body_id uuid not null references selection_bodies (id) on delete restrict,
    key text not null check (key <> ''),
    group_key text not null default '',
    label text not null check (label <> ''),
    chairs boolean not null default false,
    position integer not null,
    unique (selection_id, key)
  )`,
  `create index body_seats_body on body_seats (body_id, position)`,
  // name_key: blind to case and accents; finds the same printed name in other processes, never says it is the same person.
  `create table seat_holders (
    id uuid primary key default uuidv7(),
    selection_id uuid not null references selections (id) on delete restrict,
    seat_id uuid not null references body_seats (id) on delete restrict,
    key text not null check (key <> ''),
    person_id uuid references people (id) on delete restrict,
    name text not null check (name <> ''),
    name_key text not null,
    alternate boolean not null default false,
    office text not null default '' check (office in ('', 'president', 'secretary', 'deputy_secretary')),
    chosen_by text not null default '',
    slate text not null default '',
    votes_for integer check (votes_for >= 0),
    votes_against integer check (votes_against >= 0),
    sworn_on text check (sworn_on ${PARTIAL}),
    starts text check (starts ${PARTIAL}),
    ends text check (ends ${PARTIAL}),
    note text not null default '',
    position integer not null,
    unique (selection_id, key)
  )`,
  `create index seat_holders_seat on seat_holders (seat_id, position)`,
  `create index seat_holders_person on seat_holders (person_id) where person_id is not null`,
  `create index seat_holders_name on seat_holders (name_key)`,
  // state: the last of its states, for lists. through: the body it was filed with, where several choose.
  `create table candidacies (
    id uuid primary key default uuidv7(),
    selection_id uuid not null references selections (id) on delete restrict,
    key text not null check (key <> ''),
    slug text not null check (slug <> ''),
    person_id uuid references people (id) on delete restrict,
    name text not null check (name <> ''),
    name_key text not null,
    sort_key text collate "C" not null,
    file_number text not null default '',
    through text not null default '',
    seat text not null default '' check (seat in ('', 'full', 'alternate')),
    state text not null default '' check (state in ('', 'filed', 'incomplete', 'excluded', 'rebuttal', 'reinstated',
      'continues', 'graded', 'not_eligible', 'eligible', 'shortlisted', 'elected', 'withdrew')),
    plan text not null default '',
    note text not null default '',
    position integer not null,
    unique (selection_id, key),
    unique (selection_id, slug)
  )`,
  `create index candidacies_listed on candidacies (selection_id, sort_key, id)`,
  `create index candidacies_state on candidacies (selection_id, state, sort_key, id)`,
  `create index candidacies_person on candidacies (person_id) where person_id is not null`,
  `create index candidacies_name on candidacies (name_key)`,
  // ground: the procedural one, as printed. by: who decided.
  `create table candidacy_states (
    id uuid primary key default uuidv7(),
    selection_id uuid not null references selections (id) on delete restrict,
    candidacy_id uuid not null references candidacies (id) on delete restrict,
    key text not null check (key <> ''),
    state text not null check (state in ('filed', 'incomplete', 'excluded', 'rebuttal', 'reinstated',
      'continues', 'graded', 'not_eligible', 'eligible', 'shortlisted', 'elected', 'withdrew')),
    on_date text check (on_date ${PARTIAL}),
    ground text not null default '',
    decided_by text not null default '' check (decided_by in ('', 'commission', 'court', 'decider', 'candidate')),
    votes_for integer check (votes_for >= 0),
    votes_against integer check (votes_against >= 0),
    event_id uuid references selection_events (id) on delete set null,
    position integer not null,
    unique (selection_id, key)
  )`,
  `create index candidacy_states_of on candidacy_states (candidacy_id, position)`,
  `create table rubrics (
    id uuid primary key default uuidv7(),
    selection_id uuid not null references selections (id) on delete restrict,
    key text not null check (key <> ''),
    title text not null check (title <> ''),
    adopted boolean not null,
    proposed_by text not null default '',
    votes_for integer check (votes_for >= 0),
    votes_against integer check (votes_against >= 0),
    present integer check (present >= 0),
    decided_on text check (decided_on ${PARTIAL}),
    in_force_from text check (in_force_from ${PARTIAL}),
    cut_off numeric,
    note text not null default '',
    position integer not null,
    unique (selection_id, key)
  )`,
  // max null: the source does not say it.
  `create table rubric_aspects (
    id uuid primary key default uuidv7(),
    rubric_id uuid not null references rubrics (id) on delete cascade,
    key text not null check (key <> ''),
    parent_key text not null default '',
    label text not null check (label <> ''),
    rule text not null default '',
    max numeric check (max >= 0),
    position integer not null,
    unique (rubric_id, key)
  )`,
  // One published sheet of scores; its source is that of every score on it.
  `create table gradings (
    id uuid primary key default uuidv7(),
    selection_id uuid not null references selections (id) on delete restrict,
    key text not null check (key <> ''),
    rubric_id uuid references rubrics (id) on delete restrict,
    title text not null check (title <> ''),
    grader text not null default '',
    on_date text check (on_date ${PARTIAL}),
    note text not null default '',
    position integer not null,
    unique (selection_id, key)
  )`,
  // No row: not recorded. That is never a zero.
  `create table scores (
    grading_id uuid not null references gradings (id) on delete restrict,
    candidacy_id uuid not null references candidacies (id) on delete restrict,
    aspect_key text not null check (aspect_key <> ''),
    value numeric not null,
    primary key (grading_id, candidacy_id, aspect_key)
  )`,
  `create index scores_candidacy on scores (candidacy_id)`,
  // As the source prints them; a sum of ours is computed when it is shown.
  `create table score_totals (
    grading_id uuid not null references gradings (id) on delete restrict,
    candidacy_id uuid not null references candidacies (id) on delete restrict,
    printed numeric not null,
    primary key (grading_id, candidacy_id)
  )`,
  `create index score_totals_candidacy on score_totals (candidacy_id)`,
  // count: a source may only say how many there were on somebody.
  `create table candidacy_objections (
    id uuid primary key default uuidv7(),
    selection_id uuid not null references selections (id) on delete restrict,
    candidacy_id uuid not null references candidacies (id) on delete restrict,
    key text not null check (key <> ''),
    count integer not null default 1 check (count > 0),
    filed_on text check (filed_on ${PARTIAL}),
    filer_kind text not null default 'unknown' check (filer_kind in
      ('unknown', 'individual', 'organisation', 'union', 'public_body', 'several')),
    filer text not null default '',
    ground text not null default '',
    evidence text not null default '',
    admissibility text not null default 'unknown' check (admissibility in ('unknown', 'admitted', 'rejected', 'partly')),
    outcome text not null default 'unknown' check (outcome in ('unknown', 'pending', 'no_effect', 'criterion', 'excluded', 'withdrawn')),
    decided_on text check (decided_on ${PARTIAL}),
    answer text not null default '',
    position integer not null,
    unique (selection_id, key)
  )`,
  `create index candidacy_objections_of on candidacy_objections (candidacy_id, position)`,
  `create index candidacy_objections_listed on candidacy_objections (selection_id, position)`,
  // entitled and present as on the day; threshold: a key of the kind. complete: every ballot is here.
  `create table vote_rounds (
    id uuid primary key default uuidv7(),
    selection_id uuid not null references selections (id) on delete restrict,
    body_id uuid references selection_bodies (id) on delete restrict,
    key text not null check (key <> ''),
    number integer,
    matter text not null check (matter <> ''),
    is_proposal boolean not null default false,
    stage text not null default '',
    on_date text check (on_date ${PARTIAL}),
    threshold text not null default '',
    entitled integer check (entitled > 0),
    present integer check (present >= 0),
    to_fill integer check (to_fill >= 0),
    complete boolean not null default false,
    note text not null default '',
    position integer not null,
    unique (selection_id, key)
  )`,
  `create index vote_rounds_listed on vote_rounds (selection_id, position)`,
  // One candidate (or proposal) in one round. Counts as printed; entered: whether it got what it needed, as the source says.
  `create table round_results (
    id uuid primary key default uuidv7(),
    round_id uuid not null references vote_rounds (id) on delete restrict,
    candidacy_id uuid references candidacies (id) on delete restrict,
    option text not null default '',
    votes_for integer check (votes_for >= 0),
    votes_against integer check (votes_against >= 0),
    abstained integer check (abstained >= 0),
    absent integer check (absent >= 0),
    entered boolean,
    note text not null default '',
    position integer not null,
    check ((candidacy_id is null) = (option <> ''))
  )`,
  `create index round_results_round on round_results (round_id, position)`,
  `create index round_results_candidacy on round_results (candidacy_id) where candidacy_id is not null`,
  `create table ballots (
    result_id uuid not null references round_results (id) on delete restrict,
    holder_id uuid not null references seat_holders (id) on delete restrict,
    choice text not null check (choice in ('for', 'against', 'abstained', 'absent')),
    reason text not null default '',
    primary key (result_id, holder_id)
  )`,
  `create index ballots_holder on ballots (holder_id)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
