/** The table of the module, as TypeScript sees it. Only this module's commands write it. */
import type { Generated } from 'kysely';
import type { Lang } from '../../platform/i18n/translate.ts';

type Instant = Temporal.Instant;

/** reply: of the person or institution concerned, to be read beside what is said of them. */
export const KINDS = ['wrong', 'inappropriate', 'update', 'information', 'reply'] as const;
export type Kind = (typeof KINDS)[number];

export const STATES = [
  'received',
  'in_review',
  'corrected',
  'partly',
  'refused',
  'published',
  'withdrawn',
] as const;
export type State = (typeof STATES)[number];

export interface CorrectionsTable {
  id: Generated<string>;
  /** By which it is called in public. */
  number: Generated<number>;
  record_kind: string;
  record_id: string;
  kind: Kind;
  state: Generated<State>;
  /** Who asks and in which words; null: withdrawn, or kept no longer. */
  sealed: Buffer | null;
  /** Of the same words by the same person: pressed twice is sent once. */
  content_hash: Buffer | null;
  has_address: Generated<boolean>;
  lang: Lang;
  privacy_version: number | null;
  due_on: Temporal.PlainDate;
  /** Words for everybody. */
  answer: Generated<string>;
  /** The words of a reply that is published. */
  reply: Generated<string>;
  /** How it was checked who replied; for the organisation only. */
  identity_check: Generated<string>;
  decided_by: string | null;
  decided_at: Instant | null;
  mail_refused_at: Instant | null;
  link_version: Generated<number>;
  version: Generated<number>;
  created_at: Instant;
  updated_at: Instant;
}

declare module '../../platform/db/handles.ts' {
  interface Database {
    corrections: CorrectionsTable;
  }
}
