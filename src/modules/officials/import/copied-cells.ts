/** Cells of a column that say what other rows say, though they should not: filled down, or copied. Pure. */

/** Consecutive rows at least; two may be neighbours in earnest. */
const FEWEST_FILLED = 3;

/**
 * Cells that a spreadsheet filled down: equal but for one whole number that counts up by one with the rows.
 * The first of them may be right; the others are not to be believed.
 * @param cells of one column, in the order of the rows
 * @returns for each cell that was filled the place of the first of its run
 */
export function filledDown(cells: readonly string[]): Map<number, number> {
  const found = new Map<number, number>();
  for (let first = 0; first < cells.length;) {
    const last = endOfRun(cells, first);
    if (last - first + 1 >= FEWEST_FILLED) for (let at = first + 1; at <= last; at++) found.set(at, first);
    first = Math.max(last, first + 1);
  }
  return found;
}

function endOfRun(cells: readonly string[], first: number): number {
  let last = first;
  let place: number | undefined;
  while (last + 1 < cells.length) {
    const next = countedUp(cells[last] ?? '', cells[last + 1] ?? '');
    if (next === undefined || (place !== undefined && next !== place)) break;
    place = next;
    last += 1;
  }
  return last;
}

/** @returns which of the numbers of the text is one higher, when that is all that differs */
function countedUp(one: string, other: string): number | undefined {
  const [before, after] = [one.split(/(\d+)/), other.split(/(\d+)/)];
  if (before.length !== after.length) return undefined;
  const differing = before.flatMap((part, at) => (part === after[at] ? [] : [at]));
  const [at] = differing;
  if (at === undefined || differing.length > 1 || at % 2 === 0) return undefined;
  return Number(after[at]) === Number(before[at]) + 1 ? at : undefined;
}

/**
 * Cells that say exactly what another one says, the first of them too: nothing tells of which row it is.
 * @returns for each of them the place of another
 */
export function repeated(cells: readonly string[]): Map<number, number> {
  const groups = Map.groupBy(cells.keys(), (at) => cells[at] ?? '');
  return new Map(
    [...groups].flatMap(([cell, [first, second, ...others]]): [number, number][] =>
      cell === '' || first === undefined || second === undefined
        ? []
        : [[first, second], ...[second, ...others].map((at): [number, number] => [at, first])],
    ),
  );
}
