/**
 * iCalendar (RFC 5545, methods of RFC 5546). Times are UTC, so no reader has to know a zone by name.
 * Calendars get shared: no secret link and no room link goes in. There is no field for a room link,
 * and the address of somebody's own registration is taken out of every text.
 */
import { calendarText, calendarWords, foldLine } from '../../../platform/calendar/lines.ts';

export interface CalendarEntry {
  /** From `calendarUid`: the same for the life of the thing, so that an update replaces it. */
  uid: string;
  /** Raised by every change of time, place or status. */
  sequence: number;
  /** When this version was made. */
  stamp: Temporal.Instant;
  start: Temporal.Instant;
  end: Temporal.Instant;
  summary: string;
  description?: string | undefined;
  location?: string | undefined;
  /** Public page of the thing, absolute. */
  url?: string | undefined;
  status?: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED' | undefined;
  lastModified?: Temporal.Instant | undefined;
}

export interface CalendarPerson {
  name: string;
  email: string;
}

export interface CalendarOptions {
  /** `PUBLISH` for feeds, `REQUEST` for the mail to one person, `CANCEL` to take it back. */
  method: 'PUBLISH' | 'REQUEST' | 'CANCEL';
  /** Title of a calendar that one subscribes to. */
  name?: string | undefined;
  entries: readonly CalendarEntry[];
  organizer?: CalendarPerson | undefined;
  /** The person invited; never in a published calendar. */
  attendee?: CalendarPerson | undefined;
}

/** Media type of the answer or attachment; mail programs act on `method` only when it is said here too. */
export function calendarMediaType(method: CalendarOptions['method']): string {
  return `text/calendar; charset=utf-8; method=${method}`;
}

/**
 * @param kind `event`, `session`, `registration`
 * @param baseUrl address of the installation; its host makes the id unique in the world
 */
export function calendarUid(kind: string, id: string, baseUrl: string): string {
  return `${kind}-${id}@${new URL(baseUrl).hostname}`;
}

/** @returns the calendar as text, lines ended by CRLF and folded at 75 octets */
export function writeCalendar(options: CalendarOptions): string {
  const { method, name, entries } = options;
  const utc = keptClock();
  const people = peopleLines(options);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Justicia Abierta//Encuentros//ES',
    'CALSCALE:GREGORIAN',
    `METHOD:${method}`,
    // NAME is RFC 7986; the other is what most programs still read.
    ...(name ? [`NAME:${text(name)}`, `X-WR-CALNAME:${text(name)}`] : []),
    ...(method === 'PUBLISH' ? ['REFRESH-INTERVAL;VALUE=DURATION:PT1H', 'X-PUBLISHED-TTL:PT1H'] : []),
    ...entries.flatMap((entry) => entryLines(entry, method, people, utc)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${foldLine(line)}\r\n`).join('');
}

function peopleLines({ method, organizer, attendee }: CalendarOptions): string[] {
  const lines = organizer ? [`ORGANIZER;CN=${parameter(organizer.name)}:${mailto(organizer.email)}`] : [];
  if (attendee && method !== 'PUBLISH')
    lines.push(
      `ATTENDEE;CN=${parameter(attendee.name)};ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:${mailto(attendee.email)}`,
    );
  return lines;
}

function entryLines(
  entry: CalendarEntry,
  method: CalendarOptions['method'],
  people: readonly string[],
  utc: Clock,
): string[] {
  const status = method === 'CANCEL' ? 'CANCELLED' : entry.status;
  const url = entry.url === undefined ? null : publicAddress(entry.url);
  return [
    'BEGIN:VEVENT',
    `UID:${entry.uid}`,
    `SEQUENCE:${Math.max(0, Math.trunc(entry.sequence))}`,
    `DTSTAMP:${utc(entry.stamp)}`,
    `DTSTART:${utc(entry.start)}`,
    `DTEND:${utc(entry.end)}`,
    `SUMMARY:${text(entry.summary)}`,
    ...(entry.description ? [`DESCRIPTION:${text(entry.description)}`] : []),
    ...(entry.location ? [`LOCATION:${text(entry.location)}`] : []),
    ...(url ? [`URL:${url}`] : []),
    ...(status ? [`STATUS:${status}`] : []),
    ...(entry.lastModified ? [`LAST-MODIFIED:${utc(entry.lastModified)}`] : []),
    ...people,
    'END:VEVENT',
  ];
}

type Clock = (at: Temporal.Instant) => string;

/** `20230307T140000Z`. Entries share their hours: each is written out once a calendar. */
function keptClock(): Clock {
  const kept = new Map<number, string>();
  return (at) => {
    const second = Math.floor(at.epochMilliseconds / 1000);
    let written = kept.get(second);
    if (written === undefined) {
      written = at.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '');
      kept.set(second, written);
    }
    return written;
  };
}

const OWN_REGISTRATION = /https?:\/\/[^\s/]+\/registro\/\S*/gi;

/** Without secrets too. */
const clean = (value: string): string => calendarWords(value).replaceAll(OWN_REGISTRATION, '');
const text = (value: string): string => calendarText(clean(value));

/** A quoted parameter; signs that cannot stand there are written as RFC 6868 says. */
function parameter(value: string): string {
  const inner = clean(value).replaceAll('^', '^^').replaceAll('\n', '^n').replaceAll('"', "^'");
  return `"${inner}"`;
}

function mailto(email: string): string {
  return `mailto:${encodeURIComponent(email.toWellFormed()).replaceAll('%40', '@').replaceAll('%2B', '+')}`;
}

/** A URI is not escaped, so it must be one: http(s), written out by the URL parser, and nobody's secret. */
function publicAddress(address: string): string | null {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname.startsWith('/registro/')) return null;
  return url.href;
}
