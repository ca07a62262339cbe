/** The outbox as Kysely sees it. Its only writers are `promise.ts` and `queue.ts`. */
import type { ColumnType, Generated } from 'kysely';

export const MAIL_STATES = ['queued', 'sending', 'sent', 'refused', 'failed', 'cancelled'] as const;
/**
 * queued: will be sent · sending: a sender has it · sent: the mail server took it · refused: the
 * address doesn't exist · failed: given up after days · cancelled: nobody was left to tell.
 */
export type MailState = (typeof MAIL_STATES)[number];

export interface MailsTable {
  id: string;
  kind: string;
  subject_id: string;
  data: Generated<Record<string, unknown>>;
  dedupe_key: string | null;
  /** To many at once: waits for all other mail. */
  bulk: Generated<boolean>;
  state: Generated<MailState>;
  /** Set before the first attempt, never changed: a mail sent again after a crash is the same mail. */
  message_id: string | null;
  attempts: Generated<number>;
  next_attempt_at: Generated<Temporal.Instant>;
  claimed_until: Temporal.Instant | null;
  error_code: string | null;
  created_at: ColumnType<Temporal.Instant, never, never>;
  sent_at: Temporal.Instant | null;
}

declare module '../db/handles.ts' {
  interface Database {
    mails: MailsTable;
  }
}
