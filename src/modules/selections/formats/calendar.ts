/** The events of a process as a calendar that one subscribes to: whole days, and hours where a source says them. Pure. */
import { calendarText, calendarWords, foldLine } from '../../../platform/calendar/lines.ts';
import { selectionPath } from '../addresses.ts';
import type { ShownEvent } from '../queries/selections.ts';

export const CALENDAR_MEDIA_TYPE = 'text/calendar; charset=utf-8; method=PUBLISH';

export interface CalendarOf {
  title: string;
  slug: string;
  version: number;
  updated: Temporal.Instant;
  events: readonly ShownEvent[];
  /** “Previsto”, “Según la ley”; empty for what happened. */
  label: (event: ShownEvent) => string;
  timeZone: string;
  baseUrl: string;
}

/** Of events whose day is known: a month is no day. */
export function processCalendar(of: CalendarOf): string {
  const host = new URL(of.baseUrl).hostname;
  const stamp = utc(of.updated);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Justicia Abierta//Elecciones//ES',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${text(of.title)}`,
    `X-WR-CALNAME:${text(of.title)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...of.events
      .filter(({ on_date: on }) => on?.length === 10)
      .flatMap((event) => [
        'BEGIN:VEVENT',
        `UID:suceso-${event.id}@${host}`,
        `SEQUENCE:${of.version}`,
        `DTSTAMP:${stamp}`,
        ...days(event, of.timeZone),
        `SUMMARY:${text([of.label(event), event.title].filter(Boolean).join(': '))}`,
        ...(event.detail ? [`DESCRIPTION:${text(event.detail)}`] : []),
        `URL:${of.baseUrl}${selectionPath(of.slug)}`,
        'TRANSP:TRANSPARENT',
        'END:VEVENT',
      ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${foldLine(line)}\r\n`).join('');
}

const text = (value: string): string => calendarText(calendarWords(value));
const utc = (at: Temporal.Instant): string => at.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '');

function days({ on_date: on, until_date: until, at_time: time }: ShownEvent, timeZone: string): string[] {
  const first = Temporal.PlainDate.from(on ?? '');
  const last = until?.length === 10 ? Temporal.PlainDate.from(until) : first;
  if (time !== null && until === null) {
    const start = first.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).toInstant();
    return [`DTSTART:${utc(start)}`, `DTEND:${utc(start.add({ hours: 1 }))}`];
  }
  const day = (date: Temporal.PlainDate): string => date.toString().replaceAll('-', '');
  // The end is the day after, as the format has it; a span written the wrong way round is one day.
  const end = Temporal.PlainDate.compare(last, first) < 0 ? first : last;
  return [`DTSTART;VALUE=DATE:${day(first)}`, `DTEND;VALUE=DATE:${day(end.add({ days: 1 }))}`];
}
