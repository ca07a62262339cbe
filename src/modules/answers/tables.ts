/** The tables of the module, as TypeScript sees them. Only this module's commands write them. */
import type { Generated } from 'kysely';

type Instant = Temporal.Instant;
type PlainDate = Temporal.PlainDate;

export const ANSWER_KINDS = ['accepted', 'partly', 'refused', 'studying', 'referred'] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

export const CHANNELS = ['link', 'oral', 'letter'] as const;
/** link: the institution itself, by its signed link · oral, letter: entered by the organisation. */
export type Channel = (typeof CHANNELS)[number];

export const DELIVERY_KINDS = ['stamped', 'ticket', 'by_hand'] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];

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
  reminded_at: Instant | null;
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
  actor: string;
  created_at: Instant;
}

declare module '../../platform/db/handles.ts' {
  interface Database {
    asks: AsksTable;
    ask_deliveries: AskDeliveriesTable;
    answers: AnswersTable;
  }
}
