/** The tables of the module, as TypeScript sees them. Only this module's commands write them. */
import type { Generated } from 'kysely';
import type {
  Admissibility,
  CandidacyState,
  Choice,
  CourtEffect,
  Decider,
  Effect,
  EventBasis,
  FilerKind,
  ObjectionOutcome,
  SeatOffice,
} from './rules/vocabulary.ts';
import type { KindFile } from './schemas/kind-file.ts';

type Instant = Temporal.Instant;
/** `2019`, `2019-10` or `2019-10-13`. */
type PartialDate = string | null;

export const STATUSES = ['draft', 'published', 'archived'] as const;
export type Status = (typeof STATUSES)[number];

export interface SelectionKindsTable {
  id: Generated<string>;
  slug: string;
  /** Never changed once it is there. */
  version: number;
  country: string;
  title: string;
  spec: KindFile;
  created_by: string;
  created_at: Instant;
}

export interface SelectionsTable {
  id: Generated<string>;
  slug: string;
  status: Generated<Status>;
  kind_id: string;
  title: string;
  summary: Generated<string>;
  year: number;
  institution_id: string | null;
  post: Generated<string>;
  /** Where they differ from those of the kind. */
  seats: number | null;
  alternates: number | null;
  shortlist: number | null;
  term_starts: PartialDate;
  term_ends: PartialDate;
  /** Nothing later was read. */
  known_until: Temporal.PlainDate | null;
  known_note: Generated<string>;
  /** What was looked for and not found. */
  not_found: Generated<string[]>;
  is_example: Generated<boolean>;
  version: Generated<number>;
  created_at: Instant;
  updated_at: Instant;
}

/** A row of a process that its file calls by a name. */
interface FileRow {
  id: Generated<string>;
  selection_id: string;
  key: string;
  position: number;
}

export interface SelectionEventsTable extends FileRow {
  stage: Generated<string>;
  title: string;
  detail: Generated<string>;
  on_date: PartialDate;
  /** Wall time in the zone of the organisation. */
  at_time: string | null;
  until_date: PartialDate;
  basis: EventBasis;
  effect: Generated<Effect>;
  to_stage: Generated<string>;
}

export interface SelectionEventLinksTable {
  /** The earlier one. */
  from_id: string;
  to_id: string;
}

export interface SelectionCourtActionsTable extends FileRow {
  court: Generated<string>;
  file_number: Generated<string>;
  action: string;
  filed_by: Generated<string>;
  filed_on: PartialDate;
  decided_on: PartialDate;
  outcome: Generated<string>;
  effect: Generated<string>;
  effect_kind: Generated<CourtEffect>;
  stage: Generated<string>;
  event_id: string | null;
}

export interface SelectionDocumentsTable extends FileRow {
  title: string;
  stage: Generated<string>;
  event_id: string | null;
  candidacy_key: Generated<string>;
}

export interface SelectionBodiesTable extends FileRow {
  name: string;
  institution_id: string | null;
  /** How many take part with a vote when no seat is empty. */
  entitled: number | null;
  note: Generated<string>;
}

export interface BodySeatsTable extends FileRow {
  body_id: string;
  group_key: Generated<string>;
  label: string;
  chairs: Generated<boolean>;
}

/** A row that names somebody, and the record of Justiciapedia that it is. */
interface NamingRow extends FileRow {
  person_id: string | null;
  /** Somebody found that it is theirs; otherwise it was made for this row. */
  linked: Generated<boolean>;
  /** What that link said on it: ids of tenures. */
  linked_tenures: Generated<string[]>;
  /** The record that it was before it was linked. */
  person_before: Generated<string | null>;
}

export interface SeatHoldersTable extends NamingRow {
  seat_id: string;
  /** As printed. */
  name: string;
  /** Finds the same printed name elsewhere; never says that it is the same person. */
  name_key: string;
  alternate: Generated<boolean>;
  office: Generated<SeatOffice>;
  chosen_by: Generated<string>;
  slate: Generated<string>;
  votes_for: number | null;
  votes_against: number | null;
  sworn_on: PartialDate;
  starts: PartialDate;
  ends: PartialDate;
  note: Generated<string>;
}

export interface CandidaciesTable extends NamingRow {
  slug: string;
  name: string;
  name_key: string;
  sort_key: string;
  file_number: Generated<string>;
  /** Key of the body it was filed with. */
  through: Generated<string>;
  seat: Generated<'' | 'full' | 'alternate'>;
  /** The last of its states that rests on something, for lists. */
  state: Generated<'' | CandidacyState>;
  /** All of those, each once, for counts. */
  reached: Generated<CandidacyState[]>;
  plan: Generated<string>;
  note: Generated<string>;
}

export interface CandidacyStatesTable extends FileRow {
  candidacy_id: string;
  state: CandidacyState;
  on_date: PartialDate;
  /** The procedural one, as printed. */
  ground: Generated<string>;
  decided_by: Generated<Decider>;
  votes_for: number | null;
  votes_against: number | null;
  event_id: string | null;
}

export interface RubricsTable extends FileRow {
  title: string;
  adopted: boolean;
  proposed_by: Generated<string>;
  votes_for: number | null;
  votes_against: number | null;
  present: number | null;
  decided_on: PartialDate;
  in_force_from: PartialDate;
  /** numeric, as the driver gives it. */
  cut_off: string | null;
  note: Generated<string>;
}

export interface RubricAspectsTable {
  id: Generated<string>;
  rubric_id: string;
  key: string;
  parent_key: Generated<string>;
  label: string;
  rule: Generated<string>;
  /** Null: the source does not say it. */
  max: string | null;
  position: number;
}

export interface GradingsTable extends FileRow {
  rubric_id: string | null;
  title: string;
  grader: Generated<string>;
  on_date: PartialDate;
  note: Generated<string>;
}

/** No row: not recorded, which is never a zero. */
export interface ScoresTable {
  grading_id: string;
  candidacy_id: string;
  aspect_key: string;
  value: string;
}

export interface ScoreTotalsTable {
  grading_id: string;
  candidacy_id: string;
  /** As the source prints it; a sum of ours is computed when it is shown. */
  printed: string;
}

export interface CandidacyObjectionsTable extends FileRow {
  candidacy_id: string;
  /** Null: no source says how many. */
  count: number | null;
  filed_on: PartialDate;
  filer_kind: Generated<FilerKind>;
  filer: Generated<string>;
  ground: Generated<string>;
  evidence: Generated<string>;
  admissibility: Generated<Admissibility>;
  outcome: Generated<ObjectionOutcome>;
  decided_on: PartialDate;
  /** What was decided, as printed. */
  decision: Generated<string>;
  answer: Generated<string>;
}

/** What somebody asked a register about a candidate or a member of a body, and what it said. */
export interface SelectionChecksTable extends FileRow {
  /** One of the two. */
  candidacy_id: string | null;
  holder_id: string | null;
  register: string;
  question: string;
  on_date: PartialDate;
  /** As printed; empty: not recorded. */
  finding: Generated<string>;
  method: Generated<string>;
  address: Generated<string>;
}

export interface VoteRoundsTable extends FileRow {
  body_id: string | null;
  number: number | null;
  matter: string;
  /** On a rule, not on candidates. */
  is_proposal: Generated<boolean>;
  stage: Generated<string>;
  on_date: PartialDate;
  /** Key of a threshold of the kind. */
  threshold: Generated<string>;
  entitled: number | null;
  present: number | null;
  to_fill: number | null;
  /** Every ballot is here. */
  complete: Generated<boolean>;
  note: Generated<string>;
}

export interface RoundResultsTable {
  id: Generated<string>;
  round_id: string;
  candidacy_id: string | null;
  option: Generated<string>;
  votes_for: number | null;
  votes_against: number | null;
  abstained: number | null;
  absent: number | null;
  /** Whether it got what it needed, as the source says. */
  entered: boolean | null;
  note: Generated<string>;
  position: number;
}

export interface BallotsTable {
  result_id: string;
  holder_id: string;
  choice: Choice;
  reason: Generated<string>;
}

/** What can be sent at the desk: a file of a process, of a kind or of holidays, or one of the lists of a process. */
export const UPLOAD_KINDS = [
  'process',
  'kind',
  'holidays',
  'candidate',
  'score',
  'objection',
  'vote',
  'document',
  'member',
  'check',
] as const;
export type UploadKind = (typeof UPLOAD_KINDS)[number];

export interface SelectionUploadsTable {
  id: string;
  kind: UploadKind;
  /** Of lists: the process they are put into. */
  selection_id: string | null;
  file_name: string;
  publisher: string;
  /** The bytes, and what would come of them. */
  sealed: Buffer;
  actor: string;
  created_at: Instant;
  expires_at: Instant;
}

declare module '../../platform/db/handles.ts' {
  interface Database {
    selection_kinds: SelectionKindsTable;
    selections: SelectionsTable;
    selection_events: SelectionEventsTable;
    selection_event_links: SelectionEventLinksTable;
    selection_court_actions: SelectionCourtActionsTable;
    selection_documents: SelectionDocumentsTable;
    selection_bodies: SelectionBodiesTable;
    body_seats: BodySeatsTable;
    seat_holders: SeatHoldersTable;
    candidacies: CandidaciesTable;
    candidacy_states: CandidacyStatesTable;
    rubrics: RubricsTable;
    rubric_aspects: RubricAspectsTable;
    gradings: GradingsTable;
    scores: ScoresTable;
    score_totals: ScoreTotalsTable;
    candidacy_objections: CandidacyObjectionsTable;
    selection_checks: SelectionChecksTable;
    vote_rounds: VoteRoundsTable;
    round_results: RoundResultsTable;
    ballots: BallotsTable;
    selection_uploads: SelectionUploadsTable;
  }
}
