/** Moving an edition to other dates as people mean it: by the clock and the calendar of its zone. Pure. */

export interface Move {
  /** Of the programme: by as many days and hours as the beginning. An hour that the clock skips there becomes the next one. */
  time: (at: Temporal.Instant) => Temporal.Instant;
  /** Of the registration: by as many days, at the same hour. */
  deadline: (at: Temporal.Instant) => Temporal.Instant;
  date: (day: Temporal.PlainDate) => Temporal.PlainDate;
}

/** @param from and @param to the beginning before and after */
export function moveBetween(from: Temporal.Instant, to: Temporal.Instant, zone: string): Move {
  const wall = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone).toPlainDateTime();
  const by = wall(from).until(wall(to), { largestUnit: 'day' });
  const days = wall(from).toPlainDate().until(wall(to).toPlainDate(), { largestUnit: 'day' });
  const add = (at: Temporal.Instant, duration: Temporal.Duration) =>
    wall(at).add(duration).toZonedDateTime(zone).toInstant();
  return {
    time: (at) => (at.equals(from) ? to : add(at, by)),
    deadline: (at) => add(at, days),
    date: (day) => day.add(days),
  };
}
