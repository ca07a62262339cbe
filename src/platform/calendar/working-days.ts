/** Days on which offices are open: no Saturday, no Sunday, no holiday. Pure. */

/** @param holidays as `2026-05-01` */
export function isWorkingDay(day: Temporal.PlainDate, holidays: ReadonlySet<string>): boolean {
  return day.dayOfWeek < 6 && !holidays.has(day.toString());
}

/**
 * Counted from the day after (or, with less than nothing, before): three working days after a Thursday end on a
 * Tuesday. No days: the day itself, whatever it is.
 * @param holidays as `holidaysOf` gives them (`days`)
 */
export function addWorkingDays(
  from: Temporal.PlainDate,
  days: number,
  holidays: ReadonlySet<string>,
): Temporal.PlainDate {
  const step = Math.sign(days);
  let day = from;
  for (let left = Math.abs(days); left > 0;) {
    day = day.add({ days: step });
    if (isWorkingDay(day, holidays)) left -= 1;
  }
  return day;
}

/** Years between two days, both counted, whose holidays nobody has read in: what was counted there is not exact. */
export function yearsWithoutHolidays(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  years: ReadonlySet<number>,
): number[] {
  const [first, last] = from.year <= to.year ? [from.year, to.year] : [to.year, from.year];
  return Array.from({ length: last - first + 1 }, (_, at) => first + at).filter((year) => !years.has(year));
}
