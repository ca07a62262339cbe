/**
 * What becomes of proposals that were accepted: projects, their milestones, and what shows that these were reached.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `create table projects (
    id uuid primary key default uuidv7(),
    slug text not null unique,
    status text not null check (status in ('draft', 'published', 'archived')),
    title text not null,
    summary text not null,
    institution_id uuid references institutions (id) on delete restrict,
    person_id uuid references people (id) on delete restrict,
    answer_id uuid references answers (id) on delete restrict,
    results text not null default '',
    stopped_reason text not null default '',
    stopped_at timestamptz,
    version integer not null default 1,
    published_at timestamptz,
    results_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check (status <> 'published' or published_at is not null),
    check ((results = '') = (results_at is null)),
    check ((stopped_reason = '') = (stopped_at is null))
  )`,
  `create index projects_public on projects (published_at desc, id desc) where status = 'published'`,
  `create index projects_desk on projects (updated_at desc, id desc)`,
  `create index projects_institution on projects (institution_id)`,
  `create index projects_person on projects (person_id) where person_id is not null`,
  `create index projects_answer on projects (answer_id) where answer_id is not null`,
  `create table project_proposals (
    project_id uuid not null references projects (id) on delete cascade,
    proposal_id uuid not null references proposals (id) on delete restrict,
    primary key (project_id, proposal_id)
  )`,
  `create index project_proposals_of on project_proposals (proposal_id, project_id)`,
  // That one is late follows from its date each time that it is read: it is stored nowhere.
  `create table project_milestones (
    id uuid primary key default uuidv7(),
    project_id uuid not null references projects (id) on delete cascade,
    title text not null,
    institution_id uuid references institutions (id) on delete restrict,
    due_on date not null,
    progress text not null default 'pending' check (progress in ('pending', 'under_way', 'done', 'dropped')),
    progress_on date,
    progress_at timestamptz,
    reason text not null default '',
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    check ((progress in ('done', 'dropped')) = (progress_on is not null)),
    check ((progress = 'pending') = (progress_at is null)),
    check ((progress = 'dropped') = (reason <> ''))
  )`,
  `create index project_milestones_of on project_milestones (project_id, due_on, id)`,
  `create index project_milestones_institution on project_milestones (institution_id)`,
  // A source that everybody can look up, or a paper or picture of the library.
  `create table milestone_evidence (
    id uuid primary key default uuidv7(),
    milestone_id uuid not null references project_milestones (id) on delete cascade,
    source_id uuid references sources (id) on delete restrict,
    file_id uuid references files (id) on delete restrict,
    note text not null,
    actor text not null,
    created_at timestamptz not null,
    check (num_nonnulls(source_id, file_id) = 1)
  )`,
  `create unique index milestone_evidence_source on milestone_evidence (milestone_id, source_id) where source_id is not null`,
  `create unique index milestone_evidence_file on milestone_evidence (milestone_id, file_id) where file_id is not null`,
  `create index milestone_evidence_of_source on milestone_evidence (source_id) where source_id is not null`,
  `create index milestone_evidence_of_file on milestone_evidence (file_id) where file_id is not null`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
