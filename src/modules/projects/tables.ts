/** The tables of the module, as TypeScript sees them. Only this module's commands write them. */
import type { Generated } from 'kysely';

type Instant = Temporal.Instant;
type PlainDate = Temporal.PlainDate;

export type ProjectStatus = 'draft' | 'published' | 'archived';

export const PROGRESS = ['pending', 'under_way', 'done', 'dropped'] as const;
/** What was said of a milestone; that one is late is never stored. */
export type Progress = (typeof PROGRESS)[number];

export interface ProjectsTable {
  id: Generated<string>;
  slug: string;
  status: ProjectStatus;
  title: string;
  /** What will be done. */
  summary: string;
  /** Who answers for it; null: the organisation itself. */
  institution_id: string | null;
  /** Somebody of it, shown as long as everybody can read about them in Justiciapedia. */
  person_id: string | null;
  /** The answer that it comes from. */
  answer_id: string | null;
  /** What came of it, in words. */
  results: Generated<string>;
  /** Why it goes on no more, in words for the public. */
  stopped_reason: Generated<string>;
  stopped_at: Instant | null;
  version: Generated<number>;
  published_at: Instant | null;
  results_at: Instant | null;
  created_at: Instant;
  updated_at: Instant;
}

export interface ProjectProposalsTable {
  project_id: string;
  proposal_id: string;
  /** Since when: before that its readers could not know of it. */
  linked_at: Instant;
}

/** What a project took back, or said otherwise than before, after everybody could read it. */
export const TURNS = [
  'left',
  'resumed',
  'archived',
  'shown_again',
  'no_results',
  'undone',
  'taken_up',
  'not_begun',
  'dated',
  'reworded',
  'evidence_gone',
] as const;
export type Turn = (typeof TURNS)[number];

export interface ProjectTurnsTable {
  id: Generated<string>;
  project_id: string;
  /** Of what happened to one of its milestones. */
  milestone_id: string | null;
  /** Of one that stands in it no longer. */
  proposal_id: string | null;
  what: Turn;
  /** The last day before it was changed. */
  due_was: PlainDate | null;
  /** Of one that goes on again: when it had stopped; null of those before this was kept. */
  stood_since: Generated<Instant | null>;
  at: Instant;
}

export interface ProjectMilestonesTable {
  id: Generated<string>;
  project_id: string;
  title: string;
  /** Whose it is; null: the organisation's. */
  institution_id: string | null;
  due_on: PlainDate;
  progress: Generated<Progress>;
  /** The day on which it was reached or given up. */
  progress_on: PlainDate | null;
  /** When that was entered. */
  progress_at: Instant | null;
  /** Why it was given up, in words for the public. */
  reason: Generated<string>;
  version: Generated<number>;
  created_at: Instant;
  updated_at: Instant;
}

export interface MilestoneEvidenceTable {
  id: Generated<string>;
  milestone_id: string;
  source_id: string | null;
  file_id: string | null;
  /** What it shows, in words for the public. */
  note: string;
  actor: string;
  created_at: Instant;
}

declare module '../../platform/db/handles.ts' {
  interface Database {
    projects: ProjectsTable;
    project_proposals: ProjectProposalsTable;
    project_turns: ProjectTurnsTable;
    project_milestones: ProjectMilestonesTable;
    milestone_evidence: MilestoneEvidenceTable;
  }
}
