import { describe, expect, it } from 'vitest';
import { sameClock, zoneOfCountry } from './country-zone.ts';
import { dueReminders, reminderMoment } from './reminders.ts';

const at = (text: string) => Temporal.Instant.from(text);
const edition = {
  starts_at: at('2027-03-07T14:00:00Z'),
  timezone: 'America/Guatemala',
  reminders: ['week', 'day', 'hour'] as const,
};

describe('the moment of a reminder', () => {
  it('is the same hour on the clock of the zone, across a change of clocks', () => {
    // Clocks in Santiago go back an hour in the night to 4 April 2027.
    const moved = { starts_at: at('2027-04-05T12:00:00Z'), timezone: 'America/Santiago' };
    expect(reminderMoment(moved, 'week').toString()).toBe('2027-03-29T11:00:00Z');
    expect(reminderMoment(moved, 'day').toString()).toBe('2027-04-04T12:00:00Z');
    expect(reminderMoment(moved, 'hour').toString()).toBe('2027-04-05T11:00:00Z');
  });
});

describe('what is due', () => {
  it.each([
    ['2027-02-28T13:59:59Z', []],
    ['2027-02-28T14:00:00Z', ['week']],
    ['2027-02-28T19:59:59Z', ['week']],
    ['2027-02-28T20:00:00Z', []],
    ['2027-03-06T14:00:00Z', ['day']],
    ['2027-03-06T17:00:00Z', []],
    ['2027-03-07T13:00:00Z', ['hour']],
    ['2027-03-07T13:29:59Z', ['hour']],
    ['2027-03-07T13:30:00Z', []],
    ['2027-03-07T14:00:00Z', []],
  ])('at %s is %j', (now, kinds) => {
    expect(dueReminders(edition, at(now)).map((due) => due.kind)).toEqual(kinds);
  });

  it('is only what the organiser has set', () => {
    const now = at('2027-02-28T14:00:00Z');
    expect(dueReminders({ ...edition, reminders: ['day'] }, now)).toEqual([]);
  });
});

describe('the zone of a country', () => {
  const when = at('2027-03-07T14:00:00Z');
  it.each([
    ['Guatemala', 'America/Guatemala'],
    ['  EL SALVADOR ', 'America/El_Salvador'],
    ['peru', 'America/Lima'],
    ['Germany', 'Europe/Berlin'],
    ['México', undefined],
    ['no', undefined],
    ['País inventado', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j: %s', (country, zone) => {
    expect(zoneOfCountry(country, when)).toBe(zone);
  });

  it('shows the same clock or another', () => {
    expect(sameClock('America/Guatemala', 'America/El_Salvador', when)).toBe(true);
    expect(sameClock('America/Guatemala', 'America/Lima', when)).toBe(false);
  });
});
