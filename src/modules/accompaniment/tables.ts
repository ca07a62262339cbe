/** The tables of the module, as TypeScript sees them. Only this module's commands write them. */
import type { Generated } from 'kysely';

type Instant = Temporal.Instant;

export const SIDES = ['authors', 'desk'] as const;
/** Who wrote it: those who propose, or somebody of the organisation. */
export type Side = (typeof SIDES)[number];

export type SuggestionState = 'open' | 'accepted' | 'refused' | 'taken_back';

export type AmendmentState = 'waiting' | 'published' | 'refused' | 'hidden';

export interface AccompanimentsTable {
  proposal_id: string;
  /** Of the staff; null: nobody yet. */
  adviser: string | null;
  /** By its authors, the first time; null: the desk began by itself. */
  asked_at: Instant | null;
  /** Since when its authors wait for the desk; null: they don't. */
  waiting_since: Instant | null;
  closed_at: Instant | null;
  /** The checklist; null: nobody looked at anything yet. */
  sealed_checks: Buffer | null;
  /** The mail that is not followed by an act of theirs yet. */
  authors_told_at: Instant | null;
  adviser_told_at: Instant | null;
  version: Generated<number>;
  created_at: Instant;
  updated_at: Instant;
}

export interface AccompanimentMessagesTable {
  id: Generated<string>;
  proposal_id: string;
  side: Side;
  /** Who wrote it, for the organisation only. */
  actor: string;
  /** null: forgotten. */
  sealed_words: Buffer | null;
  /** Of side, words and how much of the thread was seen. */
  sent_hash: Buffer;
  created_at: Instant;
  /** Marked by the other side. */
  read_at: Instant | null;
}

export interface AccompanimentSuggestionsTable {
  id: Generated<string>;
  proposal_id: string;
  side: Side;
  state: Generated<SuggestionState>;
  /** Of the text that it was written on. */
  text_version: number;
  sealed_said: Buffer;
  sent_hash: Buffer;
  actor: string;
  decided_by: string | null;
  /** How many supported the proposal when the public text became this one; null: it was not public. */
  supports_before: number | null;
  created_at: Instant;
  decided_at: Instant | null;
}

export interface AccompanimentAmendmentsTable {
  id: Generated<string>;
  proposal_id: string;
  /** Its name below the proposal, given when it is published; never given twice. */
  number: number | null;
  state: Generated<AmendmentState>;
  sealed_said: Buffer;
  sent_hash: Buffer;
  decided_by: string | null;
  created_at: Instant;
  decided_at: Instant | null;
}

declare module '../../platform/db/handles.ts' {
  interface Database {
    accompaniments: AccompanimentsTable;
    accompaniment_messages: AccompanimentMessagesTable;
    accompaniment_suggestions: AccompanimentSuggestionsTable;
    accompaniment_amendments: AccompanimentAmendmentsTable;
  }
}
