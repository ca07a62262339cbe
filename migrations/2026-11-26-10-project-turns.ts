/**
 * Of projects: since when each proposal stands in it, and what it took back, so that whoever was told the first is told
 * that too.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `alter table project_proposals add column linked_at timestamptz`,
  // Nobody wrote down when; before it was published nobody could read of it, and that is the moment that counts.
  `update project_proposals as l set linked_at = p.created_at from projects as p where p.id = l.project_id`,
  `alter table project_proposals alter column linked_at set not null`,
  `create table project_turns (
    id uuid primary key default uuidv7(),
    project_id uuid not null references projects (id) on delete cascade,
    milestone_id uuid references project_milestones (id) on delete cascade,
    proposal_id uuid references proposals (id) on delete restrict,
    what text not null check (what in ('left', 'resumed', 'archived', 'shown_again', 'no_results', 'undone', 'taken_up',
      'not_begun', 'dated', 'reworded', 'evidence_gone')),
    due_was date,
    at timestamptz not null,
    check ((what = 'left') = (proposal_id is not null)),
    check ((what in ('undone', 'taken_up', 'not_begun', 'dated', 'reworded', 'evidence_gone')) = (milestone_id is not null)),
    check ((what = 'dated') = (due_was is not null))
  )`,
  `create index project_turns_of on project_turns (project_id, at)`,
  `create index project_turns_milestone on project_turns (milestone_id) where milestone_id is not null`,
  `create index project_turns_proposal on project_turns (proposal_id) where proposal_id is not null`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
