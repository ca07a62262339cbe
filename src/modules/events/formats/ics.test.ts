import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { type CalendarEntry, type CalendarOptions, calendarUid, writeCalendar } from './ics.ts';

const at = (iso: string): Temporal.Instant => Temporal.Instant.from(iso);

const entry: CalendarEntry = {
  uid: calendarUid('session', '0199', 'https://ejemplo.org:8443'),
  sequence: 2,
  stamp: at('2026-02-01T00:00:00Z'),
  start: at('2026-03-07T08:00:00-06:00'),
  end: at('2026-03-07T13:00:00.9-06:00'),
  summary: 'Taller: datos; lenguaje claro, y \\ más',
  description: 'Primer párrafo.\n\nSegundo, con «ñ».',
  location: 'Sala Norte, Ciudad de Guatemala',
  url: 'https://ejemplo.org/encuentros/2026/sesiones/taller',
  status: 'CONFIRMED',
  lastModified: at('2026-02-02T00:00:00Z'),
};

function parse(ics: string): ICAL.Component {
  return new ICAL.Component(ICAL.parse(ics));
}

function only(options: Partial<CalendarOptions> = {}): ICAL.Component {
  const event = parse(
    writeCalendar({ method: 'PUBLISH', entries: [entry], ...options }),
  ).getFirstSubcomponent('vevent');
  if (!event) throw new Error('no entry');
  return event;
}

describe('an entry', () => {
  it('says what it was given, in UTC', () => {
    const event = only();
    expect(event.getFirstPropertyValue('uid')).toBe('session-0199@ejemplo.org');
    expect(event.getFirstPropertyValue('sequence')).toBe(2);
    expect(String(event.getFirstPropertyValue('dtstart'))).toBe('2026-03-07T14:00:00Z');
    expect(String(event.getFirstPropertyValue('dtend'))).toBe('2026-03-07T19:00:00Z');
    expect(String(event.getFirstPropertyValue('dtstamp'))).toBe('2026-02-01T00:00:00Z');
    expect(String(event.getFirstPropertyValue('last-modified'))).toBe('2026-02-02T00:00:00Z');
    expect(event.getFirstPropertyValue('summary')).toBe(entry.summary);
    expect(event.getFirstPropertyValue('description')).toBe(entry.description);
    expect(event.getFirstPropertyValue('location')).toBe(entry.location);
    expect(event.getFirstPropertyValue('url')).toBe(entry.url);
    expect(event.getFirstPropertyValue('status')).toBe('CONFIRMED');
  });

  it('keeps a hostile title inside its own property', () => {
    const summary =
      'A\r\nEND:VEVENT\nBEGIN:VALARM\u2028ATTENDEE:mailto:x@y\u0000\u0007\u202Egnp.exe\ud800 <script>,;\\n "x"';
    const calendar = parse(
      writeCalendar({ method: 'PUBLISH', name: summary, entries: [{ ...entry, summary }] }),
    );
    expect(calendar.getAllSubcomponents().map((c) => c.name)).toEqual(['vevent']);
    const event = calendar.getFirstSubcomponent('vevent')!;
    expect(event.getAllSubcomponents()).toEqual([]);
    expect(event.getAllProperties('attendee')).toEqual([]);
    expect(event.getFirstPropertyValue('summary')).toBe(
      'A\nEND:VEVENT\nBEGIN:VALARM\nATTENDEE:mailto:x@ygnp.exe <script>,;\\n "x"',
    );
  });

  it('holds nobody’s own registration', () => {
    const ics = writeCalendar({
      method: 'REQUEST',
      entries: [
        {
          ...entry,
          url: 'https://ejemplo.org/registro/abc.def',
          description: 'Ver https://ejemplo.org/registro/abc.def aquí',
        },
      ],
    });
    expect(ics).not.toContain('abc.def');
    expect(parse(ics).getFirstSubcomponent('vevent')?.getFirstPropertyValue('description')).toBe('Ver  aquí');
  });

  it('takes no address that is not http', () => {
    const urlOf = (url: string) => only({ entries: [{ ...entry, url }] }).getFirstPropertyValue('url');
    expect(urlOf('javascript:alert(1)')).toBe(null);
    expect(urlOf('no')).toBe(null);
    // The URL parser leaves no line break in an address.
    expect(urlOf('https://a/\r\nX:1')).toBe('https://a/X:1');
  });
});

describe('the lines', () => {
  const long = '🏛️ñandú 日本語'.repeat(40);
  const ics = writeCalendar({ method: 'PUBLISH', entries: [{ ...entry, summary: long }] });

  it('end with CRLF and have at most 75 octets', () => {
    expect(ics.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const sizes = ics.split('\r\n').map((line) => Buffer.byteLength(line));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(75);
    expect(Math.max(...sizes)).toBeGreaterThan(71);
    expect(ics.endsWith('END:VCALENDAR\r\n')).toBe(true);
  });

  it('are never cut inside a character', () => {
    expect(ics).not.toContain('\ufffd');
    for (const line of ics.split('\r\n')) expect(line.isWellFormed()).toBe(true);
    expect(parse(ics).getFirstSubcomponent('vevent')?.getFirstPropertyValue('summary')).toBe(long);
  });
});

describe('people', () => {
  const organizer = { name: 'Red; "Ciudadana"\nX-EVIL:1 ^', email: 'info@ejemplo.org' };
  const attendee = { name: 'Ana, de Ejemplo', email: 'ana+e;x\r\n@ejemplo.org' };

  it('stand quoted in an invitation', () => {
    const event = only({ method: 'REQUEST', organizer, attendee });
    expect(event.getFirstProperty('organizer')?.getParameter('cn')).toBe(organizer.name);
    expect(event.getFirstPropertyValue('organizer')).toBe('mailto:info@ejemplo.org');
    expect(event.getFirstProperty('attendee')?.getParameter('cn')).toBe(attendee.name);
    expect(event.getFirstPropertyValue('attendee')).toBe('mailto:ana+e%3Bx%0D%0A@ejemplo.org');
    expect(event.getAllProperties('x-evil')).toEqual([]);
  });

  it('who are invited are not published', () => {
    expect(only({ organizer, attendee }).getAllProperties('attendee')).toEqual([]);
  });
});

it('takes a calendar back with the same id', () => {
  const calendar = parse(writeCalendar({ method: 'CANCEL', entries: [entry] }));
  expect(calendar.getFirstPropertyValue('method')).toBe('CANCEL');
  const event = calendar.getFirstSubcomponent('vevent');
  expect(event?.getFirstPropertyValue('status')).toBe('CANCELLED');
  expect(event?.getFirstPropertyValue('uid')).toBe('session-0199@ejemplo.org');
});
