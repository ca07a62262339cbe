import { describe, expect, it } from 'vitest';
import { type Asked, hireBy, isTimeToWarn, languageNeeds, type Offering } from './language-need.ts';

const session = (id: string, ...languages: string[]): Offering => ({
  id,
  slug: id,
  title: `Sesión ${id}`,
  languages: new Set(languages),
});
const asked = (online: number, inPerson: number, workshops: Record<string, number> = {}): Asked => ({
  online,
  in_person: inPerson,
  workshops: new Map(Object.entries(workshops)),
});

describe('the need', () => {
  it('stands with what is not met first, then by number, and names the workshops where it is missing', () => {
    const sessions = [session('a', 'es', 'quc'), session('b', 'es'), session('c', 'es', 'sign')];
    const needs = languageNeeds(
      new Map([
        ['es', asked(9, 9)],
        ['quc', asked(1, 3, { a: 2, b: 3 })],
        ['sign', asked(2, 0, { c: 2 })],
        ['mam', asked(1, 0)],
        ['kek', asked(2, 1)],
      ]),
      sessions,
      'es',
    );
    expect(needs.map(({ language, unmet, total }) => [language, unmet, total])).toEqual([
      ['kek', 'all', 3],
      ['mam', 'all', 1],
      ['quc', 'workshops', 4],
      ['es', 'none', 18],
      ['sign', 'none', 2],
    ]);
    expect(needs[2]?.workshops.map(({ session: { id }, asked: n }) => [id, n])).toEqual([['b', 3]]);
    expect(needs[2]?.offered.map(({ id }) => id)).toEqual(['a']);
  });

  it('of the edition’s own language is met before there is a programme', () => {
    expect(languageNeeds(new Map([['es', asked(1, 0)]]), [], 'es')[0]?.unmet).toBe('none');
  });
});

describe('the time', () => {
  const edition = {
    starts_at: Temporal.Instant.from('2027-03-07T14:00:00Z'),
    timezone: 'America/Guatemala',
  };
  it('to hire ends a week before, to warn begins two weeks before and ends with the beginning', () => {
    expect(hireBy(edition).toString()).toBe('2027-02-28');
    expect(
      ['2027-02-21T13:59:59Z', '2027-02-21T14:00:00Z', '2027-03-07T13:59:59Z', '2027-03-07T14:00:00Z'].map(
        (at) => isTimeToWarn(edition, Temporal.Instant.from(at)),
      ),
    ).toEqual([false, true, true, false]);
  });
});
