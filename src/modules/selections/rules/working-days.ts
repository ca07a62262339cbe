/** Days on which offices are open: no Saturday, no Sunday, no day of the holiday table. Pure. */

/** @param holidays as `2026-05-01` */
export function isWorkingDay(day: Temporal.PlainDate, holidays: ReadonlySet<string>): boolean {
  return day.dayOfWeek < 6 && !holidays.has(day.toString());
}

/** Counted from the day after (or before): three working days after a Thursday end on a Tuesday. */
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
