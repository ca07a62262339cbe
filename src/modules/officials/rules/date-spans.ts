/** Dates known to the day, the month or the year, and spans between them: what comes first, what overlaps. Pure. */
import type { PartialDate } from '../../../platform/sources/printed-date.ts';

export interface DateSpan {
  /** Undefined: since ever, or not known. */
  from?: PartialDate;
  /** Undefined: until today, or not known. */
  to?: PartialDate;
}

/** The last day that is meant: of “2019” the 31 December. */
export function lastDayOf({ from, precision }: PartialDate): Temporal.PlainDate {
  if (precision === 'day') return from;
  return from.add(precision === 'year' ? { years: 1 } : { months: 1 }).subtract({ days: 1 });
}

/**
 * @returns −1, 0 or 1; `undefined` when it can't be told because one lies within the other: “2019” and “marzo de
 *   2019”. Sort by `from` where an order is needed all the same
 */
export function compareDates(a: PartialDate, b: PartialDate): -1 | 0 | 1 | undefined {
  if (Temporal.PlainDate.compare(lastDayOf(a), b.from) < 0) return -1;
  if (Temporal.PlainDate.compare(lastDayOf(b), a.from) < 0) return 1;
  return a.precision === b.precision ? 0 : undefined;
}

export type Overlap =
  | 'yes'
  | 'no'
  /** One ends in the month or year in which the other begins, or an end is not known. */
  | 'perhaps';

export function overlapOf(a: DateSpan, b: DateSpan): Overlap {
  if (endsBefore(a, b) || endsBefore(b, a)) return 'no';
  return begins(a, b) && begins(b, a) ? 'yes' : 'perhaps';
}

/** Surely over before the other begins. */
function endsBefore({ to }: DateSpan, { from }: DateSpan): boolean {
  return to !== undefined && from !== undefined && Temporal.PlainDate.compare(lastDayOf(to), from.from) < 0;
}

/** Surely begun before the other ends. */
function begins({ from }: DateSpan, { to }: DateSpan): boolean {
  return from !== undefined && to !== undefined && Temporal.PlainDate.compare(lastDayOf(from), to.from) <= 0;
}
