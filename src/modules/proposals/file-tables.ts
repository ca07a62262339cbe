/** Files of proposals. Only this module's commands write them. */
import type { Generated } from 'kysely';
import type { Reason } from './rules/moderation.ts';

export interface ProposalFilesTable {
  id: Generated<string>;
  proposal_id: string;
  kind: 'picture' | 'document';
  /** waiting: nobody looked at it · accepted: shown while the proposal is · refused: its bytes are gone. */
  state: Generated<'waiting' | 'accepted' | 'refused'>;
  /** Code of the public list; empty unless refused. */
  reason: Generated<Reason | ''>;
  sealed_facts: Buffer;
  /** null: in the open as `file_id`, or gone. */
  sealed_bytes: Buffer | null;
  /** Bytes of what is kept. */
  size: number;
  content_hash: Buffer;
  file_id: string | null;
  /** It was put among the files for this proposal, and goes with it. */
  made_it: Generated<boolean>;
  created_at: Temporal.Instant;
  decided_at: Temporal.Instant | null;
}

declare module '../../platform/db/handles.ts' {
  interface Database {
    proposal_files: ProposalFilesTable;
  }
}
