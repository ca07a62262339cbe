/** The table of lists of proposals. Only `commands/listings.ts` writes it. */
import type { Generated, GeneratedAlways } from 'kysely';

export interface ProposalListingsTable {
  proposal_id: string;
  number: number;
  /** Everybody may read it. */
  shown: boolean;
  category: string;
  department: string;
  event_id: string | null;
  published_at: Temporal.Instant;
  /** That day in the organisation's calendar. */
  published_on: Temporal.PlainDate;
  /** Of all kinds, without what does not count: for the order only; pages show each kind by itself. */
  supports: Generated<number>;
  /** Those that were asked and are still asked, or answered. */
  institutions: Generated<string[]>;
  /** Of the questions that they have and have not answered: since when, and the first date by which they are to. */
  open_since: Temporal.PlainDate | null;
  open_due: Temporal.PlainDate | null;
  answered: Generated<boolean>;
  project: Generated<boolean>;
  /** The higher, the sooner somebody should answer: doubled supports weigh as much as thirty days of silence. null: none. */
  need: GeneratedAlways<number | null>;
}

declare module '../../platform/db/handles.ts' {
  interface Database {
    proposal_listings: ProposalListingsTable;
  }
}
