/** Times as people write them: the clock on the wall in the organisation's zone. Pure. */

const WALL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

/**
 * @param wall `YYYY-MM-DDTHH:MM`
 * @returns the moment; undefined when there is no such date or hour, or the clock skips it that day. An hour that
 *   comes twice is the first of the two
 */
export function instantOf(wall: string, zone: string): Temporal.Instant | undefined {
  if (!WALL.test(wall)) return undefined;
  try {
    const written = Temporal.PlainDateTime.from(wall, { overflow: 'reject' });
    const there = written.toZonedDateTime(zone, { disambiguation: 'compatible' });
    return there.toPlainDateTime().equals(written) ? there.toInstant() : undefined;
  } catch {
    return undefined;
  }
}

/** `YYYY-MM-DDTHH:MM` in the zone. */
export function wallTime(at: Temporal.Instant, zone: string): string {
  return at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** What the field shows of a stored moment means that moment still, seconds and all. */
export function readMoment(
  wall: string | undefined,
  stored: Temporal.Instant | null,
  zone: string,
): Temporal.Instant | null | undefined {
  if (wall === undefined) return null;
  if (stored && wallTime(stored, zone) === wall.slice(0, 16)) return stored;
  return instantOf(wall, zone);
}
