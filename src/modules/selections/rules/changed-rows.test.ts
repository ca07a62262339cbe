import { describe, expect, it } from 'vitest';
import { type ChangedRows, inVersions } from './changed-rows.ts';

/** A round of 37 members and 40 candidates in which every ballot was read wrong. */
const round = (reason = ''): ChangedRows[] =>
  Array.from({ length: 40 }, (_, at) => ({
    sort: 'ballots',
    of: ['1', 'Nómina', `Candidatura ${at}`],
    rows: Array.from({ length: 37 }, (_ballot, member) => ({
      line: `Integrante ${member}`,
      before: { choice: 'for', reason },
      after: { choice: 'against', reason },
    })),
  }));

const rowsOf = (parts: readonly ChangedRows[]) =>
  parts.flatMap(({ of, rows }) => rows.map((row) => ({ of, ...row })));

describe('rows that changed', () => {
  it('go into versions that a page can show, and none is lost', () => {
    const parts = inVersions(round());
    expect(parts.map((part) => rowsOf(part).length)).toEqual([
      150, 150, 150, 150, 150, 150, 150, 150, 150, 130,
    ]);
    expect(Math.max(...parts.map((part) => JSON.stringify(part).length))).toBeLessThan(30_000);
    expect(parts.flatMap(rowsOf)).toEqual(rowsOf(round()));
  });

  it('with long words stay below a bound too, and one that is longer stands alone', () => {
    const long = inVersions(round('x'.repeat(4000)));
    expect(Math.max(...long.map((part) => JSON.stringify(part).length))).toBeLessThan(160_000);
    expect(long.flatMap(rowsOf)).toHaveLength(40 * 37);
    const plan = {
      sort: 'candidacies',
      of: ['Ana'],
      rows: [{ line: '', before: { plan: 'x'.repeat(200_000) }, after: null }],
    };
    expect(inVersions([plan, plan]).map((part) => part.length)).toEqual([1, 1]);
  });

  it('make one version where there are none', () => {
    expect(inVersions([])).toEqual([[]]);
  });
});
