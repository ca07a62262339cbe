/**
 * Days of a programme as the schedule formats cut them. A day is over when the last have gone home, not at
 * midnight: what begins before four in the morning belongs to the evening before. Pure.
 */

/** Hour on the wall at which one day of an event ends and the next begins. */
export const DAY_CHANGE = 4;

export interface ScheduleDay<T> {
  /** From 1 on, in order. */
  index: number;
  date: Temporal.PlainDate;
  starts: Temporal.ZonedDateTime;
  /** Where the next day begins. */
  ends: Temporal.ZonedDateTime;
  items: T[];
}

/**
 * @param items in order of their beginning
 * @param zone IANA name of the edition's zone
 * @returns the days that have items
 */
export function scheduleDays<T extends { starts: Temporal.ZonedDateTime }>(
  items: readonly T[],
  zone: string,
): ScheduleDay<T>[] {
  // Sessions share their hours, and working out a date is most of the work.
  const dates = new Map<Temporal.ZonedDateTime, string>();
  const keyOf = (starts: Temporal.ZonedDateTime): string => {
    const key = dates.get(starts) ?? dateOf(starts).toString();
    dates.set(starts, key);
    return key;
  };
  const byDate = Map.groupBy(items, ({ starts }) => keyOf(starts));
  return [...byDate]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([text, its], at) => dayOn(Temporal.PlainDate.from(text), at + 1, zone, its));
}

/** One day without anything on it, for a programme that has no hours yet. */
export function emptyDay<T>(on: Temporal.ZonedDateTime): ScheduleDay<T> {
  return dayOn(dateOf(on), 1, on.timeZoneId, []);
}

function dateOf(at: Temporal.ZonedDateTime): Temporal.PlainDate {
  const wall = at.toPlainDateTime();
  return (wall.hour < DAY_CHANGE ? wall.subtract({ days: 1 }) : wall).toPlainDate();
}

function dayOn<T>(date: Temporal.PlainDate, index: number, zone: string, items: T[]): ScheduleDay<T> {
  const change = { timeZone: zone, plainTime: Temporal.PlainTime.from({ hour: DAY_CHANGE }) };
  return {
    index,
    date,
    starts: date.toZonedDateTime(change),
    ends: date.add({ days: 1 }).toZonedDateTime(change),
    items,
  };
}

/** Short name of an edition in the formats' alphabet; two editions never share one. */
export function acronymOf(slug: string): string {
  return slug.replaceAll('-', '_').padEnd(4, '_');
}

/** `01:05`, `26:30`: hours and minutes, at least one minute. */
export function durationOf(starts: Temporal.Instant, ends: Temporal.Instant): string {
  const minutes = Math.max(1, Math.round((ends.epochMilliseconds - starts.epochMilliseconds) / 60_000));
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
