/** Times of a file: wall time in its zone, or with an offset. */

import { dayOf, instantOf } from '../../../platform/i18n/wall-time.ts';
import type { Findings } from './report.ts';

// PostgreSQL and calendars know more, but a year outside of these is a slip of the keyboard.
const FIRST_YEAR = 1900;
const LAST_YEAR = 2200;

export interface TimeReader {
  /** The instant; undefined when the text is none (then a fault is noted). */
  time: (text: string, pointer: string) => Temporal.Instant | undefined;
  date: (text: string, pointer: string) => Temporal.PlainDate | undefined;
}

/** @param zone a zone that is known to exist */
export function timeReader(zone: string, findings: Findings): TimeReader {
  const year = (text: string): boolean => {
    const number = Number(text.slice(0, 4));
    return number >= FIRST_YEAR && number <= LAST_YEAR;
  };
  return {
    time: (text, pointer) => {
      const found = year(text) ? readTime(text, zone) : 'invalid';
      if (found === 'invalid') findings.fault(pointer, 'events.import.bad_time', { written: text });
      else if (found === 'gap') findings.fault(pointer, 'events.import.time_gap', { written: text, zone });
      else {
        if (isTwice(text, zone)) findings.warn(pointer, 'events.import.time_twice', { written: text, zone });
        return found;
      }
      return undefined;
    },
    date: (text, pointer) => {
      const found = year(text) ? dayOf(text) : undefined;
      if (!found) findings.fault(pointer, 'events.import.bad_date', { written: text });
      return found;
    },
  };
}

const hasOffset = (text: string): boolean => /(?:Z|[+-]\d{2}:\d{2})$/.test(text);

function readTime(text: string, zone: string): Temporal.Instant | 'invalid' | 'gap' {
  if (!hasOffset(text)) return instantOf(text, zone);
  try {
    return Temporal.Instant.from(text);
  } catch {
    return 'invalid';
  }
}

/** An hour that the clock shows twice, when it goes back. */
function isTwice(text: string, zone: string): boolean {
  if (hasOffset(text)) return false;
  const wall = Temporal.PlainDateTime.from(text);
  const [first, second] = (['earlier', 'later'] as const).map((disambiguation) =>
    wall.toZonedDateTime(zone, { disambiguation }).toInstant(),
  );
  return first !== undefined && second !== undefined && !first.equals(second);
}
