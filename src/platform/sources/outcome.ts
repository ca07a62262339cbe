/** What the commands of the service may refuse, by its code. */
import type { Outcome as AnyOutcome, Refusal as AnyRefusal } from '../db/outcome.ts';

export type Refused =
  | 'not_found'
  /** Somebody saved since the form was drawn. */
  | 'changed'
  | 'missing_title'
  | 'missing_reason'
  | 'missing_value'
  /** Something that everybody reads would rest on nothing any more, and nobody said why. */
  | 'hides'
  /** The sources that are left print something else than what is shown. */
  | 'unprinted'
  | 'bad_address'
  | 'too_many'
  /** The policy of the source: linked only. */
  | 'link_only'
  | 'no_address'
  /** Its text was not scanned, or numbers of people were found in it. */
  | 'not_clean'
  | 'not_now';

export type Refusal = AnyRefusal<Refused>;
export type Outcome<T extends object = object> = AnyOutcome<T, Refused>;

export const refuse = (refused: Refused, field?: string): Refusal => ({
  ok: false,
  refused,
  ...(field !== undefined && { field }),
});
