/**
 * Whether two held the same at one time, for certain. Dates are known to the day, month or year, and an end that is
 * not known says only that it did not come before the beginning. Who hands over and who takes over on one day do not
 * hold it at once. Pure; `queries/at-once.ts` says the same to the database.
 */

export interface Span {
  /** `2019`, `2019-10` or `2019-10-13`. */
  starts: string | null;
  ends: string | null;
}

const first = (date: string): string => date + '-01-01'.slice(date.length - 4);
/** Not before the last day that is meant; only to be compared. */
const last = (date: string): string => date + '-12-31'.slice(date.length - 4);

/** Whether one has surely begun before the other surely ends. */
function beginsBeforeEnd(one: Span, other: Span): boolean {
  const begun = one.starts ?? one.ends;
  const over = other.ends ?? other.starts;
  if (begun === null || over === null) return false;
  // Of one known by a single date only that day is known, and on that day it was held.
  const isOpen = one.starts === null || other.ends === null;
  return isOpen ? last(begun) <= first(over) : last(begun) < first(over);
}

/** @returns false also where it can't be told: “2019” and “octubre de 2019” may only touch */
export function surelyAtOnce(one: Span, other: Span): boolean {
  return beginsBeforeEnd(one, other) && beginsBeforeEnd(other, one);
}
