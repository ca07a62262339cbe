/** Times as people write them: the clock on the wall in a zone. Pure. */

const WALL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

/** With room on both sides for any zone: feeds, forms and the database write years with four digits, without a sign. */
const YEARS = { first: 1000, last: 9998 } as const;

/** Whether it can be kept and shown everywhere; what is outside is a slip of the hand. */
export function isWithinYears({ year }: { year: number }): boolean {
  return year >= YEARS.first && year <= YEARS.last;
}

/**
 * @param wall `YYYY-MM-DDTHH:MM`
 * @param zone IANA name
 * @returns the moment; `invalid` when there is no such date or hour, or in a year that nobody means; `gap` when the clock skips that hour on
 *   that day. An hour that comes twice is the first of the two.
 */
export function instantOf(wall: string, zone: string): Temporal.Instant | 'invalid' | 'gap' {
  if (!WALL.test(wall)) return 'invalid';
  let written: Temporal.PlainDateTime;
  try {
    written = Temporal.PlainDateTime.from(wall, { overflow: 'reject' });
  } catch {
    return 'invalid';
  }
  if (!isWithinYears(written)) return 'invalid';
  const there = written.toZonedDateTime(zone, { disambiguation: 'compatible' });
  return there.toPlainDateTime().equals(written) ? there.toInstant() : 'gap';
}

/** `YYYY-MM-DDTHH:MM` in the zone. */
export function wallTime(at: Temporal.Instant, zone: string): string {
  return at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** The day, when the text is `YYYY-MM-DD` and there is such a day. */
export function dayOf(text: string): Temporal.PlainDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  try {
    const day = Temporal.PlainDate.from(text, { overflow: 'reject' });
    return isWithinYears(day) ? day : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What a field shows of a stored moment means that moment still, seconds and all.
 * @returns null when nothing was typed; undefined when it is no moment there
 */
export function readMoment(
  wall: string | undefined,
  stored: Temporal.Instant | null,
  zone: string,
): Temporal.Instant | null | undefined {
  if (wall === undefined) return null;
  if (stored && wallTime(stored, zone) === wall.slice(0, 16)) return stored;
  const at = instantOf(wall, zone);
  return typeof at === 'string' ? undefined : at;
}
