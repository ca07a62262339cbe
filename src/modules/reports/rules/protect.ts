/**
 * Which cells of a table may be shown so that nobody is found out by arithmetic. Pure; `protect.test.ts` tries
 * every small population there is.
 *
 * A table says how a population of known size falls into categories, each person in one. A cell with fewer than
 * five is shown as "fewer than five", nought included: that somebody is there at all can be telling. What
 * remains when the shown cells are taken from the total is then known too, so it must not be small, nor leave
 * only few ways to share it out. Where it does, the smallest of the other cells is hidden as well; where that is
 * not enough, the next one too; and where that is not enough, the table shows nothing.
 *
 * The reader is taken to know these rules. So a table is judged by all the tables that would be shown in the
 * same way: in some of them each small cell must be empty, and it must have at least three different values.
 */

/** Fewer than this are never shown as a number. */
export const SMALL = 5;
const MOST = SMALL - 1;
/** Values that a cell shown as "fewer" can have, at least. */
const WAYS = 3;

export interface Counted {
  key: string;
  count: number;
}

/** `fewer`: 0 to 4. `hidden`: five or more, not shown so that no other cell follows from it. */
export type Shown = number | 'fewer' | 'hidden';

export interface ProtectedTable {
  /** Of everybody; undefined when they are fewer than five. */
  total: number | undefined;
  /** In the order given; undefined: nothing of the table can be shown but its total. */
  cells: { key: string; shown: Shown }[] | undefined;
}

/** One number that is part of no table. */
export function protectOne(count: number): Shown {
  return count < SMALL ? 'fewer' : count;
}

/** @param cells all categories, each person in exactly one; the total is their sum */
export function protect(cells: readonly Counted[]): ProtectedTable {
  const total = cells.reduce((sum, { count }) => sum + count, 0);
  if (total < SMALL) return { total: undefined, cells: undefined };
  // Of just so many people, a table that shows nothing would say that there are four of each.
  if (total > MOST * (cells.length - 1) && total <= MOST * cells.length) return { total, cells: undefined };
  const small = cells.filter(({ count }) => count < SMALL).length;
  const sum = cells.reduce((s, { count }) => s + (count < SMALL ? count : 0), 0);
  const large = inOrder(cells);
  const hidden = hiddenBeside(small, sum, large);
  if (hidden === undefined) return { total, cells: undefined };
  const out = new Set(large.slice(0, hidden).map(({ index }) => index));
  return {
    total,
    cells: cells.map(({ key, count }, index) => ({
      key,
      shown: count < SMALL ? 'fewer' : out.has(index) ? 'hidden' : count,
    })),
  };
}

interface Large {
  /** Place among the categories, which settles which of two equal ones is hidden first. */
  index: number;
  count: number;
}

function inOrder(cells: readonly Counted[]): Large[] {
  return cells
    .map(({ count }, index) => ({ index, count }))
    .filter(({ count }) => count >= SMALL)
    .toSorted((a, b) => a.count - b.count || a.index - b.index);
}

/** How many of the larger cells, smallest first, have to be hidden; undefined: no number is enough. */
function hiddenBeside(small: number, sum: number, large: readonly Large[]): number | undefined {
  if (small === 0) return 0;
  if (isEnough(small, sum)) return 0;
  const [first, second] = large;
  if (first && isSafe(small, sumsBesideOne(small, sum, first, large.slice(1)))) return 1;
  if (first && second && isSafe(small, sumsBesideTwo(small, sum, first, second, large.slice(2)))) return 2;
  return undefined;
}

/** Nothing has to be hidden: the small cells together are not small, and can be shared out in many ways. */
function isEnough(small: number, sum: number): boolean {
  return sum >= SMALL && sum <= MOST * (small - 1);
}

/** @param sums what the small cells may add up to, as far as a reader can tell */
function isSafe(small: number, sums: readonly number[]): boolean {
  const values = new Set<number>();
  for (const sum of sums) {
    const least = Math.max(0, sum - MOST * (small - 1));
    for (let value = least; value <= Math.min(MOST, sum); value++) values.add(value);
  }
  return values.has(0) && values.size >= WAYS;
}

/** All sums of the small cells with which one larger cell would be hidden beside them. */
function unsafeSums(small: number): number[] {
  const all = Array.from({ length: MOST * small + 1 }, (_, sum) => sum);
  return all.filter((sum) => !isEnough(small, sum));
}

/** The most that a hidden cell can be without another one being hidden in its stead. */
function limitOf({ index }: Large, shown: readonly Large[]): number {
  return Math.min(...shown.map((other) => (index < other.index ? other.count : other.count - 1)));
}

function sumsBesideOne(small: number, sum: number, hidden: Large, shown: readonly Large[]): number[] {
  const together = sum + hidden.count;
  const limit = limitOf(hidden, shown);
  return unsafeSums(small).filter((s) => together - s >= SMALL && together - s <= limit);
}

/** Two cells are hidden only when one was not enough: with whatever values they may have. */
function sumsBesideTwo(
  small: number,
  sum: number,
  one: Large,
  two: Large,
  shown: readonly Large[],
): number[] {
  const together = sum + one.count + two.count;
  const limits = [limitOf(one, shown), limitOf(two, shown)] as const;
  return unsafeSums(small).filter((s) => {
    const rest = together - s;
    const from = Math.max(SMALL, rest - limits[1]);
    const to = Math.min(rest - SMALL, limits[0]);
    for (const count of telling(from, to, rest, MOST * small + SMALL + MOST)) {
      const pair = [
        { ...one, count },
        { ...two, count: rest - count },
      ].toSorted((a, b) => a.count - b.count || a.index - b.index);
      const [first, second] = pair;
      if (first && second && !isSafe(small, sumsBesideOne(small, s, first, [second]))) return true;
    }
    return false;
  });
}

/** Between `from` and `to`, where one of two cells is near its least or both are near each other: elsewhere one is enough. */
function telling(from: number, to: number, rest: number, near: number): number[] {
  const around = (middle: number) =>
    Array.from({ length: 2 * near + 1 }, (_, i) => Math.floor(middle) - near + i);
  const all = new Set([...around(SMALL), ...around(rest / 2), ...around(rest - SMALL)]);
  return [...all].filter((count) => count >= from && count <= to);
}
