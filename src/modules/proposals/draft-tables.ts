/** Drafts, and how often mailboxes are written to. Only this module's commands write them. */
import type { Generated } from 'kysely';
import type { Lang } from '../../platform/i18n/translate.ts';

type Instant = Temporal.Instant;

export interface ProposalDraftsTable {
  id: Generated<string>;
  sealed: Buffer;
  /** Of the form that made it. */
  form_hash: Buffer | null;
  lang: Generated<Lang>;
  /** Its link was sent by mail. */
  told_at: Instant | null;
  version: Generated<number>;
  created_at: Instant;
  updated_at: Instant;
}

export interface ProposalMailDaysTable {
  day_hash: Buffer;
  day: Temporal.PlainDate;
  times: Generated<number>;
}

declare module '../../platform/db/handles.ts' {
  interface Database {
    proposal_drafts: ProposalDraftsTable;
    proposal_mail_days: ProposalMailDaysTable;
  }
}
