import { describe, expect, it } from 'vitest';
import { protect, protectOne, type ProtectedTable } from './protect.ts';

/** All ways in which `people` fall into `categories`. */
function* populations(people: number, categories: number): Generator<number[]> {
  if (categories === 1) {
    yield [people];
    return;
  }
  for (let first = 0; first <= people; first++)
    for (const rest of populations(people - first, categories - 1)) yield [first, ...rest];
}

const table = (counts: readonly number[]): ProtectedTable =>
  protect(counts.map((count, i) => ({ key: String.fromCharCode(97 + i), count })));
const shownOf = (counts: readonly number[]) => table(counts).cells?.map((cell) => cell.shown);

interface Fiber {
  shown: ProtectedTable;
  /** By cell: its values in all populations behind the table. */
  values: Set<number>[];
  /** What the cells that are not shown add up to. */
  sums: Set<number>;
}

/** What of a table as a whole gives somebody away. */
function tableFaults(people: number, { shown, values, sums }: Fiber): unknown[] {
  const faults: unknown[] = [];
  if (shown.total !== undefined && shown.total !== people) faults.push([shown, 'another total']);
  // What is not shown, taken together, is no small number of people either.
  if (shown.cells)
    for (const sum of sums) if (sum > 0 && sum < 5) faults.push([shown, 'small remainder', sum]);
  // Where nothing is shown, still nobody's number follows from that alone.
  const known = values.filter((its) => its.size === 1 && Math.max(...its) > 0 && Math.max(...its) < 5);
  if (!shown.cells && shown.total !== undefined && known.length > 0) faults.push([shown, 'one value']);
  return faults;
}

/** Cells that say too much, or not what is so. */
function cellFaults({ shown: { cells = [] }, values }: Fiber): unknown[] {
  return cells.flatMap(({ shown }, i) => {
    const its = values[i] ?? new Set();
    const [least, most] = [Math.min(...its), Math.max(...its)];
    const isFine =
      shown === 'fewer'
        ? least === 0 && its.size >= 3 && most < 5
        : shown === 'hidden'
          ? least >= 5
          : its.size === 1 && least === shown && shown >= 5;
    return isFine ? [] : [[cells, i, [...its]]];
  });
}

/** What a reader can know: for each published table, the values that each cell has in any population behind it. */
function fibers(people: number, categories: number): Fiber[] {
  const found = new Map<string, Fiber>();
  for (const counts of populations(people, categories)) {
    const shown = table(counts);
    const key = JSON.stringify(shown);
    const fiber = found.get(key) ?? { shown, values: counts.map(() => new Set<number>()), sums: new Set() };
    counts.forEach((count, i) => fiber.values[i]?.add(count));
    const hidden = counts.filter((_, i) => typeof shown.cells?.[i]?.shown !== 'number');
    fiber.sums.add(hidden.reduce((a, b) => a + b, 0));
    found.set(key, fiber);
  }
  return [...found.values()];
}

describe('no population can be worked out from its table', () => {
  const sizes: [number, number][] = [2, 3, 4].flatMap((categories) =>
    Array.from({ length: categories === 4 ? 26 : 45 }, (_, people): [number, number] => [people, categories]),
  );
  // Some with more categories, where small cells are many.
  sizes.push([7, 6], [12, 6], [15, 5], [18, 5], [22, 5]);

  it('for everybody of every small population', () => {
    let published = 0;
    const faults = sizes.flatMap(([people, categories]) =>
      fibers(people, categories).flatMap((fiber) => {
        if (fiber.shown.cells) published += 1;
        return [...tableFaults(people, fiber), ...cellFaults(fiber)];
      }),
    );
    expect(faults.slice(0, 5)).toEqual([]);
    // Worth its name only if most of what is safe is shown.
    expect(published).toBeGreaterThan(1000);
  });

  it('the naive table would give them away', () => {
    const naive = (counts: number[]) => counts.map((count) => (count < 5 ? 'fewer' : count));
    const behind = [...populations(20, 3)].filter(
      (counts) => JSON.stringify(naive(counts)) === JSON.stringify([12, 7, 'fewer']),
    );
    expect(behind).toEqual([[12, 7, 1]]);
  });
});

describe('a table', () => {
  it('without small cells is shown as it is', () => {
    expect(table([12, 7, 5])).toEqual({
      total: 24,
      cells: [
        { key: 'a', shown: 12 },
        { key: 'b', shown: 7 },
        { key: 'c', shown: 5 },
      ],
    });
  });

  it('hides the smallest other cell beside a single small one', () => {
    expect(shownOf([40, 20, 30, 1])).toEqual([40, 'hidden', 30, 'fewer']);
    expect(shownOf([40, 20, 30, 0])).toEqual([40, 'hidden', 30, 'fewer']);
    expect(shownOf([98, 2])).toEqual(['hidden', 'fewer']);
  });

  it('hides nothing more where the small ones keep each other', () => {
    expect(shownOf([40, 3, 2, 1, 0])).toEqual([40, 'fewer', 'fewer', 'fewer', 'fewer']);
  });

  it('hides two where one is too close to five, and all where nothing helps', () => {
    expect(shownOf([40, 30, 5, 1])).toEqual([40, 'hidden', 'hidden', 'fewer']);
    expect(table([4, 4, 3])).toEqual({ total: 11, cells: undefined });
    expect(table([5, 1])).toEqual({ total: 6, cells: undefined });
    expect(table([1, 2])).toEqual({ total: undefined, cells: undefined });
    expect(table([])).toEqual({ total: undefined, cells: undefined });
  });

  it('of a large population takes no time', () => {
    const counts = Array.from({ length: 30 }, (_, i) => (i % 3 === 0 ? i % 5 : 5 + i * 100));
    const began = performance.now();
    expect(table(counts).cells).toHaveLength(30);
    expect(table([100_000, 50_000, 5, 1]).cells).toHaveLength(4);
    expect(performance.now() - began).toBeLessThan(500);
  });

  it('a number alone is shown from five on', () => {
    expect([0, 4, 5, 6].map(protectOne)).toEqual(['fewer', 'fewer', 5, 6]);
  });
});
