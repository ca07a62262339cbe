/** The table of the module, as TypeScript sees it. Only its commands write it. */
import type { Generated } from 'kysely';
import type { AnswerCode } from './rules/result.ts';

type Instant = Temporal.Instant;

/** waiting: nobody else has looked at it; returned: with what is missing. Only `confirmed` is shown. */
export type ObservationState = 'waiting' | 'confirmed' | 'returned';

export interface ObservationsTable {
  id: Generated<string>;
  selection_id: string;
  /** Keys of stage and check in the kind of the process. */
  stage: string;
  check_key: string;
  answer: AnswerCode;
  /** What was seen, in words. */
  evidence: Generated<string>;
  observed_on: Temporal.PlainDate;
  source_id: string | null;
  file_id: string | null;
  state: Generated<ObservationState>;
  /** As in audit: `staff:{id}`. Never shown to the public: observers get persecuted. */
  author: string;
  reviewer: string | null;
  review_note: Generated<string>;
  reviewed_at: Instant | null;
  version: Generated<number>;
  created_at: Instant;
  updated_at: Instant;
}

declare module '../../platform/db/handles.ts' {
  interface Database {
    observations: ObservationsTable;
  }
}
