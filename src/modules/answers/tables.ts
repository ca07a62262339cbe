/** The tables of the module, as TypeScript sees them. Only this module's commands write them. */
import type { Generated, GeneratedAlways } from 'kysely';

type Instant = Temporal.Instant;
type PlainDate = Temporal.PlainDate;

export const ANSWER_KINDS = ['accepted', 'partly', 'refused', 'studying', 'referred'] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

export const CHANNELS = ['link', 'account', 'oral', 'letter'] as const;
/** link, account: the institution itself, by its signed link or its account · oral, letter: entered by the organisation. */
export type Channel = (typeof CHANNELS)[number];

export const DELIVERY_KINDS = ['stamped', 'ticket', 'by_hand', 'receipt'] as const;
/** Noted by somebody; receipt: they wrote that they have it, without an answer. mail: their server took the message. */
export type DeliveryKind = (typeof DELIVERY_KINDS)[number] | 'mail';

export interface AsksTable {
  id: Generated<string>;
  proposal_id: string;
  institution_id: string;
  /** What is asked, for everybody to read. */
  words: string;
  asked_on: PlainDate;
  due_on: PlainDate;
  working_days: number;
  /** The holidays of all years in between are known. */
  counted_exactly: boolean;
  /** Where the link is sent; null: there is none. */
  sealed_address: Buffer | null;
  link_version: Generated<number>;
  link_until: Instant;
  /** The first day of which it is proven that they have it. null: nothing runs, and nothing is silence. */
  delivered_on: PlainDate | null;
  /** When a mail server refused its address; null again with another address. */
  refused_at: Instant | null;
  /** The answer that named this institution. */
  referred_from: string | null;
  /** When the mail was promised. */
  reminded_at: Instant | null;
  /** When it was seen that their server took it: only then it is told that they were reminded. */
  reminder_sent_at: Generated<Instant | null>;
  late_told_at: Instant | null;
  closed_at: Instant | null;
  /** In words for the public. */
  closed_reason: Generated<string>;
  version: Generated<number>;
  created_at: Instant;
  updated_at: Instant;
}

export interface AskDeliveriesTable {
  id: Generated<string>;
  ask_id: string;
  kind: DeliveryKind;
  note: string;
  on_date: PlainDate;
  actor: string;
  created_at: Instant;
}

export interface AnswersTable {
  id: Generated<string>;
  ask_id: string;
  kind: AnswerKind;
  words: string;
  channel: Channel;
  /** Who answered in the institution's name, in their office: public like the answer. */
  person: string;
  position: string;
  on_date: PlainDate;
  /** Of what the organisation entered: where it was said, to whom, or which letter. */
  circumstances: Generated<string>;
  /** To whom it belongs, as they say; only of `referred`. */
  referred_to: Generated<string>;
  /** Why it is a receipt and no answer, in words for the public; empty: it is one. */
  receipt_reason: Generated<string>;
  /** When that was said, or taken back. */
  judged_at: Generated<Instant | null>;
  /** It ends the silence. */
  final: GeneratedAlways<boolean>;
  actor: string;
  created_at: Instant;
}

/** The paper that proves a delivery, sealed. */
export interface AskPapersTable {
  delivery_id: string;
  /** For everybody to see. */
  open: boolean;
  media_type: string;
  size: number;
  sealed: Buffer;
}

/** Whose account speaks for which institution. */
export interface InstitutionAccountsTable {
  user_id: string;
  institution_id: string;
  actor: string;
  created_at: Instant;
}

declare module '../../platform/db/handles.ts' {
  interface Database {
    asks: AsksTable;
    ask_deliveries: AskDeliveriesTable;
    answers: AnswersTable;
    ask_papers: AskPapersTable;
    institution_accounts: InstitutionAccountsTable;
  }
}
