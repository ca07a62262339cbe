/** What readers say is wrong with public proposals. Only this module's commands write it. */
import type { Generated } from 'kysely';
import type { Reason } from './rules/moderation.ts';

export interface ProposalFlagsTable {
  id: Generated<string>;
  proposal_id: string;
  reason: Reason;
  /** Their words, while they wait to be read; null: there are none, or it is decided. */
  sealed: Buffer | null;
  state: Generated<'open' | 'upheld' | 'dismissed'>;
  content_hash: Buffer;
  created_at: Temporal.Instant;
  decided_at: Temporal.Instant | null;
}

declare module '../../platform/db/handles.ts' {
  interface Database {
    proposal_flags: ProposalFlagsTable;
  }
}
