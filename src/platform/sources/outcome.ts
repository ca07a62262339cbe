/** How the commands answer: done, or an expected refusal by its code. */
export type Refused =
  | 'not_found'
  /** Somebody saved since the form was drawn. */
  | 'changed'
  | 'missing_title'
  | 'missing_reason'
  | 'missing_value'
  | 'bad_address'
  | 'bad_date'
  | 'too_many'
  /** The policy of the source: linked only. */
  | 'link_only'
  | 'no_address'
  /** Its text was not scanned, or numbers of people were found in it. */
  | 'not_clean'
  | 'not_now';

export interface Refusal {
  ok: false;
  refused: Refused;
  /** Of the input. */
  field?: string;
}

export type Outcome<T extends object = object> = ({ ok: true } & T) | Refusal;

export const refuse = (refused: Refused, field?: string): Refusal => ({
  ok: false,
  refused,
  ...(field !== undefined && { field }),
});
