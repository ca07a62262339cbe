import { describe, expect, it } from 'vitest';
import { instantOf, readMoment, wallTime } from './wall-time.ts';

const ZONE = 'America/Guatemala';

describe('times on the wall', () => {
  it.each([
    ['2027-03-07T08:00', ZONE, '2027-03-07T14:00:00Z'],
    ['2027-02-30T08:00', ZONE, undefined],
    ['mañana', ZONE, undefined],
    // The clock of New York skips this hour.
    ['2027-03-14T02:30', 'America/New_York', undefined],
  ])('%s in %s is %s', (wall, zone, instant) => {
    expect(instantOf(wall, zone)?.toString()).toBe(instant);
  });

  it('keep the seconds of a stored moment that nobody changed', () => {
    const stored = Temporal.Instant.from('2023-07-04T17:20:23.307Z');
    expect(readMoment(wallTime(stored, ZONE), stored, ZONE)).toBe(stored);
    expect(readMoment('2023-07-04T11:21', stored, ZONE)?.toString()).toBe('2023-07-04T17:21:00Z');
    expect(readMoment(undefined, stored, ZONE)).toBeNull();
    expect(readMoment('nunca', stored, ZONE)).toBeUndefined();
  });
});
