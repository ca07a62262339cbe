import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../test/harness/database.ts';
import { atOnce } from '../queries/at-once.ts';
import { type Span, surelyAtOnce } from './at-once.ts';

const span = (text: string): Span => {
  const [starts, ends] = text.split(' – ');
  return { starts: starts === '?' ? null : (starts ?? null), ends: ends === '?' ? null : (ends ?? null) };
};

const CASES: readonly [one: string, other: string, atOnce: boolean][] = [
  ['2015 – 2020', '2017 – 2019', true],
  ['2015 – 2020', '2018 – 2024', true],
  ['2015-01-10 – 2020-01-10', '2020-01-10 – 2025-01-10', false],
  ['2015-01-10 – 2020-01-10', '2020-01-09 – 2025-01-10', true],
  ['2015 – 2019', '2019-10 – 2024', false],
  ['2015 – 2019-10', '2019-10-13 – 2024', false],
  ['2019 – ?', '2019-10 – ?', false],
  ['2019-10-13 – ?', '2019-10-13 – ?', true],
  ['2019-10-13 – ?', '2020-10-13 – ?', false],
  ['2015 – 2020', '2017 – ?', true],
  ['2015 – 2020', '2020 – ?', false],
  ['2015 – 2020', '? – 2017', true],
  ['2015 – 2020', '? – 2022', false],
  ['? – 2017-05-05', '? – 2017-05-05', true],
  ['2019 – 2019', '2018 – 2020', true],
  ['2019 – 2019', '2019 – 2019', false],
  ['2019-02 – 2019-02', '2019-02 – 2019-03', false],
  ['? – ?', '2019 – 2020', false],
  ['? – ?', '? – ?', false],
];

describe('two at once', () => {
  it.each(CASES)('%s and %s: %s', (one, other, expected) => {
    expect([surelyAtOnce(span(one), span(other)), surelyAtOnce(span(other), span(one))]).toEqual([
      expected,
      expected,
    ]);
  });

  const database = useDatabase();
  it('is told alike by the database', async () => {
    const rows = CASES.map(([one, other]) => [span(one), span(other)] as const);
    const found = await sql<{ same: boolean }>`
      select ${atOnce('a', 'b')} as same from unnest(
        ${rows.map(([one]) => one.starts)}::text[], ${rows.map(([one]) => one.ends)}::text[],
        ${rows.map(([, two]) => two.starts)}::text[], ${rows.map(([, two]) => two.ends)}::text[]
      ) with ordinality as all_of (a_starts, a_ends, b_starts, b_ends, at)
      cross join lateral (select a_starts as starts, a_ends as ends) a
      cross join lateral (select b_starts as starts, b_ends as ends) b
      order by at`.execute(database.db);
    expect(found.rows.map(({ same }) => same)).toEqual(CASES.map(([, , expected]) => expected));
  });
});
