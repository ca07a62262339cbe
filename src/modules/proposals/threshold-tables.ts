/** Numbers of supports that proposals reached. Only this module's commands write them. */
import type { Generated } from 'kysely';

export interface ProposalThresholdsTable {
  proposal_id: string;
  at_count: number;
  /** What follows, in words for the public, as it was said when it was reached. */
  what: string;
  /** The first time. */
  reached_at: Temporal.Instant;
  /** Since when it has fewer again; null: it has as many. */
  lost_at: Temporal.Instant | null;
  done_at: Temporal.Instant | null;
  /** In words for the public. */
  done_note: Generated<string>;
  /** As in audit. */
  done_by: Generated<string>;
}

declare module '../../platform/db/handles.ts' {
  interface Database {
    proposal_thresholds: ProposalThresholdsTable;
  }
}
