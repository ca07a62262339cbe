/**
 * What a row of a list says of something that is there: it is cited, blanks are filled, and what differs is kept beside
 * it with its source. Nothing that is there is written over. Pure.
 */
import { createHash } from 'node:crypto';
import { sameValue } from '../../../platform/sources/words.ts';
import { MOST_CITES } from '../schemas/parts.ts';
import { type ListRow, RowFault } from './list-cells.ts';
import type { Cite, Into } from './list-into.ts';

type Cited = { cite?: Cite };
type Place = Exclude<Cite[number], string>;
type Plain = string | number | boolean;

const placeOf = (one: Cite[number]): Place => (typeof one === 'string' ? { source: one } : one);
const keyOf = (one: Cite[number]): string => {
  const { source, page, passage, field, value, reason } = placeOf(one);
  return JSON.stringify([source, page, passage, field, value, reason]);
};

/** What is cited already is not cited twice. @throws {RowFault} when a row would cite more than it may */
export function addCites(into: Into, there: Cited, cites: Cite): void {
  const known = new Set((there.cite ?? []).map(keyOf));
  const fresh = cites.filter((one) => !known.has(keyOf(one)));
  if (fresh.length === 0) return;
  const all = [...(there.cite ?? []), ...fresh];
  if (all.length > MOST_CITES) throw new RowFault('too_many_sources', '');
  into.set(there, 'cite', all);
}

/**
 * Another value than the one that is there: kept with its source, and told.
 * @param words the value as people read it
 */
export function contradict(
  into: Into,
  row: ListRow,
  there: Cited,
  { field, words, cites }: { field: string; words: string; cites: Cite },
): void {
  const last = cites.at(-1);
  if (last === undefined) return;
  const { source, page } = placeOf(last);
  // Kept once, whatever reason was given meanwhile for the one that is shown.
  const isKept = (there.cite ?? []).map(placeOf).some((one) => {
    const isPlace = one.source === source && one.page === page && one.field === field;
    return isPlace && one.value !== undefined && sameValue(one.value, words);
  });
  if (!isKept) addCites(into, there, [{ source, ...(page !== undefined && { page }), field, value: words }]);
  into.differing(there, { line: row.line, column: field, words });
}

/**
 * @param said values by their names in the file; undefined: the row does not say it
 * @param words of a value that is a code
 */
export function mergeRow<T extends Cited>(
  into: Into,
  row: ListRow,
  there: T,
  {
    said,
    cites,
    words = (_field, value) => String(value),
  }: { said: Partial<T>; cites: Cite; words?: (field: string, value: Plain) => string },
): void {
  addCites(into, there, cites);
  for (const [field, value] of Object.entries(said) as [keyof T & string, T[keyof T & string]][]) {
    if (value === undefined) continue;
    const has = there[field];
    if (has === undefined) into.set(there, field, value);
    else if (has !== value && !sameValue(String(has), String(value)))
      contradict(into, row, there, { field, words: words(field, value as Plain), cites });
  }
}

/** So that the same file read again finds its rows, and another file has its own. */
export function keyOfContent(
  prefix: string,
  of: string,
  content: readonly (string | number | undefined)[],
): string {
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 12);
  // Letters: a run of figures would be taken for a number by which a state knows people.
  const hash = digest.replaceAll(/\d/g, (figure) => 'ghijklmnop'.charAt(Number(figure)));
  return `${prefix}-${of.slice(0, 60)}-${hash}`;
}

/** Whether a key was made from what the row says; any other was given by somebody. */
export const isMadeKey = (key: string): boolean => /^(?:tacha|ver-[am])-.*-[a-p]{12}$/.test(key);
