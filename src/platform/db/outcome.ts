/** What commands take and answer: who does it and when; done, or an expected refusal. */
import type { Actor } from '../access/access.ts';
import type { Db, Trx } from './handles.ts';
import { withTransaction } from './transaction.ts';

/** Who does it, and when. */
export interface Act {
  actor: Actor;
  now: Temporal.Instant;
  /** Why, in words for the public: kept in the history of what is written. */
  reason?: string;
  /** Id of the source on which it rests: kept in the history too. */
  source?: string;
  /** What is written is what an earlier version said: the history calls it `restored`, not `changed`. */
  restoring?: boolean;
}

/** What may be answered to somebody who did nothing wrong: `full`, `closed`, `changed` … */
export interface Refusal<Code extends string = string> {
  ok: false;
  refused: Code;
  /** Values for the words of the refusal. */
  detail?: Record<string, string>;
  /** The input's field that it is about, where there is one. */
  field?: string;
}

export type Outcome<T extends object = object, Code extends string = string> =
  | ({ ok: true } & T)
  | Refusal<Code>;

/** One command in a transaction of its own; what it refused is rolled back. */
export async function run<T extends object, Code extends string>(
  db: Db,
  command: (trx: Trx) => Promise<Outcome<T, Code>>,
): Promise<Outcome<T, Code>> {
  try {
    return await withTransaction(db, async (trx) => {
      const outcome = await command(trx);
      if (!outcome.ok) throw new Refused(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof Refused) return error.refusal as Refusal<Code>;
    throw error;
  }
}

class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.refused);
    this.refusal = refusal;
  }
}
