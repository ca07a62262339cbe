/** The table of the module, as TypeScript sees it. Only this module's commands write it. */
import type { Generated } from 'kysely';
import type { Lang } from '../../platform/i18n/translate.ts';

type Instant = Temporal.Instant;

/** unconfirmed: who owns the mailbox has not said that they want it. */
export type FollowState = 'unconfirmed' | 'confirmed';

export interface FollowsTable {
  id: Generated<string>;
  /** Kind and id of what is followed, as in `links.ts`. */
  kind: string;
  record_id: string;
  state: FollowState;
  /** Of the mailbox, for this one record. */
  address_hash: Buffer;
  /** The address, as long as they follow. */
  sealed: Buffer;
  lang: Generated<Lang>;
  created_at: Instant;
  /** When the mail that asks to confirm was promised; null: it is to be. */
  asked_at: Instant | null;
  asked_times: Generated<number>;
  /** Of the mailbox and the day, so that it is written to a few times only; gone once it is confirmed. */
  day_hash: Buffer | null;
  confirmed_at: Instant | null;
  /** They know what could be read until then. */
  told_until: Instant | null;
  mailed_at: Instant | null;
}

declare module '../../platform/db/handles.ts' {
  interface Database {
    follows: FollowsTable;
  }
}
