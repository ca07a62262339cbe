/** Dates as files write them. Pure. */
import { isWithinYears } from '../../../platform/i18n/wall-time.ts';

const DATE_TIME =
  /^(\d{4}-\d{2}-\d{2})(?:[T ]+(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * @param zone IANA name, for what carries no zone itself; a day alone begins at midnight there
 * @returns null for what is no date
 */
export function dateOf(text: string, zone: string): Temporal.Instant | null {
  const [, day, time = '00:00', offset] = DATE_TIME.exec(text.trim()) ?? [];
  if (!day || !isWithinYears({ year: Number(day.slice(0, 4)) })) return null;
  try {
    if (offset) return Temporal.Instant.from(`${day}T${time}${offset.toUpperCase()}`);
    return Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone).toInstant();
  } catch {
    return null;
  }
}

export function dayOf(text: string): Temporal.PlainDate | null {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(text.trim())?.[0];
  try {
    const date = day ? Temporal.PlainDate.from(day) : null;
    return date && isWithinYears(date) ? date : null;
  } catch {
    return null;
  }
}

export function hoursOf(text: string): number | null {
  const hours = /^\d{1,4}$/.exec(text.trim())?.[0];
  return hours ? Number(hours) : null;
}
