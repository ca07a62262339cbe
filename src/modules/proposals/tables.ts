/** The tables of the module, as TypeScript sees them. Only this module's commands write them. */
import type { Generated } from 'kysely';
import type { Lang } from '../../platform/i18n/translate.ts';
import type { Entry, Reason } from './rules/moderation.ts';

type Instant = Temporal.Instant;

export const STATES = [
  'unconfirmed',
  'received',
  'published',
  'imported',
  'refused',
  'hidden',
  'withdrawn',
] as const;
/**
 * unconfirmed: its address is not proven · received: numbered, waits for whoever moderates · published · imported:
 * public, from an older record · refused: not published · hidden: was public · withdrawn: by its authors.
 */
export type State = (typeof STATES)[number];

/** In which everybody may read it. */
export const PUBLIC_STATES = ['published', 'imported'] as const satisfies readonly State[];

export const ORIGINS = ['web', 'meeting', 'paper', 'import'] as const;
export type Origin = (typeof ORIGINS)[number];

export const VISIBILITIES = ['name', 'organization', 'reserved'] as const;
/** As what the authors appear; reserved: only the organisation knows them. */
export type Visibility = (typeof VISIBILITIES)[number];

export const AUTHOR_KINDS = ['person', 'several', 'group'] as const;
export type AuthorKind = (typeof AUTHOR_KINDS)[number];

export interface ProposalNumbersTable {
  one: Generated<boolean>;
  last: Generated<number>;
}

export interface ProposalsTable {
  id: Generated<string>;
  /** Its name for everybody, given when it is received; never given twice. */
  number: number | null;
  state: State;
  origin: Origin;
  /** Id of `rules/categories.ts`. */
  category: string;
  /** Id of a department; empty: not told. */
  department: string;
  from_event: boolean;
  /** The edition where it was born, if it is known here. */
  event_id: string | null;
  /** The text, while everybody may read it; else it is in `sealed_text`. */
  title: string | null;
  problem: string | null;
  affected: string | null;
  summary: string | null;
  sealed_text: Buffer | null;
  /** Of its words, while it is public. */
  stems: string[] | null;
  /** null: withdrawn, or forgotten. */
  sealed_authors: Buffer | null;
  author_kind: AuthorKind;
  visibility: Visibility;
  address_hash: Buffer | null;
  content_hash: Buffer | null;
  text_version: Generated<number>;
  link_version: Generated<number>;
  lang: Generated<Lang>;
  privacy_version: number | null;
  accepted_at: Instant;
  published_at: Instant | null;
  mail_refused_at: Instant | null;
  last_notice_at: Instant | null;
  /** It is public, and nobody of the organisation has read it. */
  unread_since: Generated<Instant | null>;
  /** It was put to an institution: its text changes no more. */
  frozen_at: Generated<Instant | null>;
  version: Generated<number>;
  created_at: Instant;
  updated_at: Instant;
}

export interface ProposalDecisionsTable {
  id: Generated<string>;
  proposal_id: string;
  decision: Entry;
  /** Code of the public list; empty of a publication, and of one that stays. */
  reason: Reason | '';
  /** What is said about it in public; never what the reason is about. */
  note: Generated<string>;
  /** Who decided, for the organisation only. */
  actor: string;
  actor_role: string;
  at: Instant;
}

export interface ProposalAppealsTable {
  id: Generated<string>;
  proposal_id: string;
  decision_id: string;
  /** Who decided what is appealed; somebody else judges. */
  against: string;
  /** null: forgotten. */
  sealed_words: Buffer | null;
  state: Generated<'open' | 'granted' | 'dismissed'>;
  answer: Generated<string>;
  judge: string | null;
  created_at: Instant;
  decided_at: Instant | null;
}

export const SUPPORT_STATES = ['unconfirmed', 'confirmed', 'discarded'] as const;
export type SupportState = (typeof SUPPORT_STATES)[number];

export const ATTESTED = ['meeting', 'paper'] as const;
export type Attested = (typeof ATTESTED)[number];

export interface ProposalSupportsTable {
  id: Generated<string>;
  proposal_id: string;
  state: SupportState;
  /** Of the mailbox, for this one proposal. */
  address_hash: Buffer;
  /** The address, as long as it is needed: until it is confirmed, or as long as they want to be told. */
  sealed: Buffer | null;
  lang: Generated<Lang>;
  /** Code of why it does not count. */
  reason: Generated<string>;
  /** It is in the counts. */
  tallied: Generated<boolean>;
  created_at: Instant;
  told_at: Instant | null;
  /** Of the mailbox and the day, so that it is written to a few times only. */
  day_hash: Buffer | null;
  told_times: Generated<number>;
  confirmed_at: Instant | null;
}

export interface ProposalAttestationsTable {
  id: Generated<string>;
  proposal_id: string;
  kind: Attested;
  /** Hands or lines. */
  seen: number;
  /** Of these, how many do not count. */
  discarded: Generated<number>;
  reason: Generated<string>;
  /** Where, in words for the public. */
  place: string;
  on_date: Temporal.PlainDate;
  /** Code of the sheet of paper; empty: none is known here. */
  sheet: Generated<string>;
  actor: string;
  created_at: Instant;
  taken_back_at: Instant | null;
}

export interface ProposalSupportCountsTable {
  proposal_id: string;
  confirmed: Generated<number>;
  discarded: Generated<number>;
  counted_at: Instant;
}

declare module '../../platform/db/handles.ts' {
  interface Database {
    proposal_numbers: ProposalNumbersTable;
    proposals: ProposalsTable;
    proposal_decisions: ProposalDecisionsTable;
    proposal_appeals: ProposalAppealsTable;
    proposal_supports: ProposalSupportsTable;
    proposal_attestations: ProposalAttestationsTable;
    proposal_support_counts: ProposalSupportCountsTable;
  }
}
