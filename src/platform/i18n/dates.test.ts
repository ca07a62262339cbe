import { describe, expect, it } from 'vitest';
import {
  clockTime,
  dateRange,
  dayKey,
  isTimeZone,
  longDate,
  plainDate,
  zoneCity,
  zoneOffset,
} from './dates.ts';
import { negotiateLanguage } from './translate.ts';

const GT = 'America/Guatemala';
const at = Temporal.Instant.from('2023-03-08T05:30:00Z');

describe('dates in words', () => {
  it('are those of the zone, not of the server', () => {
    expect(longDate(at, GT, 'es')).toBe('martes, 7 de marzo de 2023');
    expect(longDate(at, 'Europe/Madrid', 'es')).toBe('miércoles, 8 de marzo de 2023');
    expect(clockTime(at, GT, 'es')).toBe('23:30');
    expect(dayKey(at, GT)).toBe('2023-03-07');
  });
  it('without an hour stay the day they are', () => {
    expect(plainDate(Temporal.PlainDate.from('2023-03-05'), 'es')).toBe('domingo, 5 de marzo de 2023');
  });
  it('name the offset of that day and the city', () => {
    expect(zoneOffset(at, GT)).toBe('GMT-6');
    expect(zoneOffset(Temporal.Instant.from('2026-07-01T00:00:00Z'), 'Europe/Madrid')).toBe('GMT+2');
    expect(zoneCity('America/El_Salvador')).toBe('El Salvador');
  });
  it('of several days share what they have in common', () => {
    expect(
      dateRange(
        Temporal.Instant.from('2023-03-07T14:00:00Z'),
        Temporal.Instant.from('2023-03-08T19:00:00Z'),
        GT,
        'es',
      ),
    ).toMatch(/^7.8 de marzo de 2023$/);
  });
});

describe('zones', () => {
  it('are known by their name', () => {
    expect(['America/Guatemala', 'UTC', 'GMT-6', 'Guatemala', 'America/Nowhere', ''].map(isTimeZone)).toEqual(
      [true, true, false, false, false, false],
    );
  });
});

describe('the language', () => {
  it.each([
    [undefined, 'es'],
    ['en-GB,en;q=0.9', 'en'],
    ['fr,de', 'es'],
    ['en;q=0.1, es;q=0.8', 'es'],
    ['en;q=0', 'es'],
    [','.repeat(5000), 'es'],
  ])('for %j is %s', (header, lang) => {
    expect(negotiateLanguage(header)).toBe(lang);
  });
});
