/** The tables of the module, as TypeScript sees them. Only this module's commands write them. */
import type { Generated } from 'kysely';
import type { Lang } from '../../platform/i18n/translate.ts';

type Instant = Temporal.Instant;

export const KINDS = ['talk', 'case', 'lesson'] as const;
/** A talk, a success case, a lesson learned. */
export type Kind = (typeof KINDS)[number];
export const LIBRARY_KINDS = ['case', 'lesson'] as const;
export type LibraryKind = (typeof LIBRARY_KINDS)[number];
export const STATES = ['pending', 'submitted', 'accepted', 'changes', 'declined', 'withdrawn'] as const;
/** pending: the address is not confirmed; submitted: under review, until the author was told what was decided. */
export type State = (typeof STATES)[number];
export const DECISIONS = ['accepted', 'changes', 'declined'] as const;
export type Decision = (typeof DECISIONS)[number];
export const REVIEW_STATES = ['assigned', 'given', 'recused'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];
export const APPEARANCES = ['name', 'organization', 'reserved'] as const;
/** How somebody wants to be named where it is published. */
export type Appearance = (typeof APPEARANCES)[number];

/** What reviewers score, 1 to 5. `label` only of the organiser's own criterion. */
export interface Criterion {
  key: string;
  label?: string;
  /** How much it counts; 0: not asked. */
  weight: number;
}

export interface Evidence {
  text: string;
  /** http or https. */
  link?: string;
  /** ISO date of the source. */
  date?: string;
}

export interface ContributionCallsTable {
  event_id: string;
  /** null: there is no call (yet). */
  opens_at: Instant | null;
  /** null: open until the edition begins. */
  closes_at: Instant | null;
  kinds: Generated<Kind[]>;
  text: Generated<string>;
  /** Reviewers don't see who it is from. */
  anonymous: Generated<boolean>;
  reviews_wanted: Generated<number>;
  criteria: Criterion[];
  last_number: Generated<number>;
  version: Generated<number>;
  updated_at: Generated<Instant>;
}

export interface ContributionsTable {
  id: Generated<string>;
  event_id: string;
  /** Counted up in the edition when the address is confirmed: its only name in the back office. */
  number: number | null;
  kind: Kind;
  state: State;
  address_hash: Buffer | null;
  /** Finds the same one sent twice. */
  content_hash: Buffer | null;
  sealed_author: Buffer | null;
  sealed_text: Buffer | null;
  text_version: Generated<number>;
  consent_publish: Generated<boolean>;
  lang: Generated<Lang>;
  privacy_version: number | null;
  accepted_at: Instant;
  decision: Decision | null;
  sealed_words: Buffer | null;
  decided_at: Instant | null;
  told_at: Instant | null;
  session_id: string | null;
  link_version: Generated<number>;
  mail_refused_at: Instant | null;
  last_notice_at: Instant | null;
  version: Generated<number>;
  created_at: Generated<Instant>;
  updated_at: Generated<Instant>;
}

export interface ContributionReviewsTable {
  contribution_id: string;
  reviewer_id: string;
  state: Generated<ReviewState>;
  scores: Generated<Record<string, number>>;
  sealed_note: Buffer | null;
  /** Of the text that was read; 0 before. */
  text_version: Generated<number>;
  assigned_at: Generated<Instant>;
  given_at: Instant | null;
}

export interface LibraryItemsTable {
  id: Generated<string>;
  slug: string;
  kind: LibraryKind;
  contribution_id: string | null;
  event_id: string | null;
  session_id: string | null;
  title: string;
  summary: string;
  context: string;
  done: string;
  result: string;
  evidence: Generated<Evidence[]>;
  learned: string;
  topic: string;
  languages: Generated<string[]>;
  country: string;
  department: string;
  appears: Appearance;
  authors: Generated<string[]>;
  organization: string;
  /** Of the edition where it was born. */
  year: number;
  licence: string;
  /** tsvector of the folded words. */
  search: string;
  version: Generated<number>;
  published_at: Instant;
  updated_at: Instant;
  withdrawn_at: Instant | null;
}

declare module '../../platform/db/handles.ts' {
  interface Database {
    contribution_calls: ContributionCallsTable;
    contributions: ContributionsTable;
    contribution_reviews: ContributionReviewsTable;
    library_items: LibraryItemsTable;
  }
}
