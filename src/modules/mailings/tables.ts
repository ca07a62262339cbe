/** The tables of the module, as TypeScript sees them. Only this module's commands write them. */
import type { Generated } from 'kysely';
import type { SkipReason } from './rules/progress.ts';

type Instant = Temporal.Instant;

export const MAILING_STATES = ['draft', 'sending', 'stopped', 'done'] as const;
export type MailingState = (typeof MAILING_STATES)[number];
export interface MailingsTable {
  id: Generated<string>;
  event_id: string;
  state: Generated<MailingState>;
  /** Sealed `Audience`: beside the recipients it would tell what they answered. */
  audience: Buffer;
  subject_es: string;
  body_es: string;
  subject_en: Generated<string>;
  body_en: Generated<string>;
  /** Raised by every edit. */
  version: Generated<number>;
  /** Raised by every start, stop and resumption; a job of an earlier run ends by itself. */
  run: Generated<number>;
  created_at: Generated<Instant>;
  updated_at: Generated<Instant>;
  started_at: Instant | null;
  /** Everybody of the group has a row; what is left is sending. */
  listed_at: Instant | null;
  finished_at: Instant | null;
  /** The numbers at the end, which outlast the recipients. */
  counts: Generated<Record<string, number>>;
}

export interface MailingRecipientsTable {
  mailing_id: string;
  registration_id: string;
  /** Row of the outbox. */
  mail_id: string | null;
  skipped: SkipReason | null;
}

export interface MailingUnsubscribesTable {
  event_id: string;
  /** As in the registration: found again after a new one. */
  address_hash: Buffer;
  registration_id: string;
  at: Instant;
}

declare module '../../platform/db/handles.ts' {
  interface Database {
    mailings: MailingsTable;
    mailing_recipients: MailingRecipientsTable;
    mailing_unsubscribes: MailingUnsubscribesTable;
  }
}
