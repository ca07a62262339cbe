import { describe, expect, it } from 'vitest';
import { dayOf, instantOf, readMoment, wallTime } from './wall-time.ts';

describe('wall time', () => {
  it('is read and written in the zone', () => {
    const at = instantOf('2023-03-07T08:00', 'America/Guatemala');
    expect(String(at)).toBe('2023-03-07T14:00:00Z');
    expect(wallTime(Temporal.Instant.from('2023-03-07T14:00:00Z'), 'America/Guatemala')).toBe(
      '2023-03-07T08:00',
    );
  });

  it('refuses an hour that the clock skips, and takes the first of one that comes twice', () => {
    expect(instantOf('2026-03-29T02:30', 'Europe/Madrid')).toBe('gap');
    expect(String(instantOf('2026-10-25T02:30', 'Europe/Madrid'))).toBe('2026-10-25T00:30:00Z');
    expect(String(instantOf('2026-03-29T03:00', 'Europe/Madrid'))).toBe('2026-03-29T01:00:00Z');
  });

  it.each(['2023-02-30T08:00', '2023-03-07T25:00', '2023-03-07', '07/03/2023 8:00', '2023-03-07T08:00Z', ''])(
    'refuses %j',
    (text) => {
      expect(instantOf(text, 'America/Guatemala')).toBe('invalid');
    },
  );

  it.each(['0000-01-01T00:00', '0001-01-01T00:00', '0999-12-31T23:59', '9999-12-31T23:59'])(
    'takes the year of %j for a slip: not every part of the site could write it',
    (text) => {
      expect(instantOf(text, 'America/Guatemala')).toBe('invalid');
      expect(dayOf(text.slice(0, 10))).toBeUndefined();
    },
  );

  it('knows the days that exist', () => {
    expect(dayOf('2024-02-29')?.toString()).toBe('2024-02-29');
    expect(['2023-02-29', '2023-2-9', 'mañana', ''].map(dayOf)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('keeps the seconds of a stored moment that nobody changed', () => {
    const zone = 'America/Guatemala';
    const stored = Temporal.Instant.from('2023-07-04T17:20:23.307Z');
    expect(readMoment(wallTime(stored, zone), stored, zone)).toBe(stored);
    expect(readMoment('2023-07-04T11:21', stored, zone)?.toString()).toBe('2023-07-04T17:21:00Z');
    expect(readMoment(undefined, stored, zone)).toBeNull();
    for (const wrong of ['nunca', '2027-02-30T08:00'])
      expect(readMoment(wrong, stored, zone)).toBeUndefined();
    expect(readMoment('2027-03-14T02:30', stored, 'America/New_York')).toBeUndefined();
  });
});
