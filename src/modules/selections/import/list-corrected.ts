/**
 * Rows without a key that may be a later word on a row that is there: another text or another date of it. Which of both,
 * nothing but somebody who looks can say: the same one, and its row says it as corrected, or another one. Pure.
 */
import { sameValue } from '../../../platform/sources/words.ts';
import { type ListRow, RowFault } from './list-cells.ts';
import type { Cite, Into } from './list-into.ts';
import { addCites, isMadeKey } from './list-merge.ts';

/** The answer that a row is another one; no key is called so. */
export const ANOTHER = '+';

/** A row that somebody is asked about. */
export interface Doubt {
  line: number;
  /** What the answer is kept under: follows from what the row says, so that it is the same however often it is read. */
  row: string;
  /** What the row says. */
  words: string;
  /** Rows that are there and that it may be. */
  of: { key: string; words: string }[];
}

type Cited = { key: string; cite?: Cite };

/** What the row shows in a field. */
export const shownOf = <T extends Cited>(one: T, field: keyof T & string): string[] =>
  one[field] === undefined ? [] : [String(one[field])];

/** All that is said of a field: what the row shows, and what sources print otherwise. */
export function saidOf<T extends Cited>(one: T, field: keyof T & string): string[] {
  const beside = (one.cite ?? []).flatMap((place) =>
    typeof place !== 'string' && place.field === field && place.value !== undefined ? [place.value] : [],
  );
  return [...shownOf(one, field), ...beside];
}

/** Whether one of those is what a row says; blanks are said by blanks. */
export function isAmong<T extends Cited>(
  one: T,
  field: keyof T & string,
  value: string | undefined,
  valuesOf: (one: T, field: keyof T & string) => string[],
): boolean {
  if (value === undefined || value === '') return one[field] === undefined;
  return valuesOf(one, field).some((said) => sameValue(said, value));
}

export const isSaid = <T extends Cited>(
  one: T,
  field: keyof T & string,
  value: string | undefined,
): boolean => isAmong(one, field, value, saidOf);

/** Of a row with a key of its own: rows with another one are others. */
export const mayBe = (own: string | undefined, one: { key: string }): boolean =>
  own === undefined || isMadeKey(one.key) || (NUMBERED.test(one.key) && !NUMBERED.test(own));

/** Names that an earlier program gave; a publisher may call its own rows so too. */
const NUMBERED = /^(?:tacha|ver-[am])-(?:.*-)?\d+$/;

/**
 * @param likes rows that are there and of no row of this list
 * @returns the one that somebody said it is; undefined: it is another one
 * @throws {RowFault} where nobody said it yet
 */
export function correctedBy<T extends Cited>(
  into: Into,
  row: ListRow,
  likes: readonly T[],
  {
    key,
    column,
    wordsOf,
    words,
  }: { key: string; column: string; words: string; wordsOf: (one: T) => string },
): T | undefined {
  const answer = into.answers.get(key);
  // What another row was said to be is no longer open.
  const of = likes.filter((one) => one.key === answer || !into.isAnswered(one.key));
  if (of.length === 0 && (answer === undefined || answer === ANOTHER)) return undefined;
  into.doubts.push({
    line: row.line,
    row: key,
    words,
    of: of.map((one) => ({ key: one.key, words: wordsOf(one) })),
  });
  if (answer === ANOTHER) return undefined;
  const one = of.find((like) => like.key === answer);
  if (!one) throw new RowFault('maybe_same', column);
  into.claim(one);
  return one;
}

/**
 * Somebody said that the row is a later word on the one that is there: it says the new one from now on. The former value
 * stays beside it, with the sources that printed it.
 */
export function correct<T extends Cited>(
  into: Into,
  there: T,
  { said, cites, words = String }: { said: Partial<T>; cites: Cite; words?: (value: unknown) => string },
): void {
  const before = [...(there.cite ?? [])];
  addCites(into, there, cites);
  const by = cites.at(-1);
  const title = by && into.file.sources[typeof by === 'string' ? by : by.source]?.title;
  for (const [field, value] of Object.entries(said) as [keyof T & string, T[keyof T & string]][]) {
    if (value === undefined) continue;
    const has = there[field];
    if (has !== undefined && sameValue(String(has), String(value))) continue;
    if (has !== undefined)
      addCites(into, there, formerly(into, before, field, { value: words(has), reason: reasonOf(title) }));
    into.set(there, field, value);
  }
}

const reasonOf = (title = ''): string => `Corregido en «${title}»`.slice(0, 500);

/** What a later list may fill: that a source is cited for the row does not say that it prints it. */
const FILLED = new Set(['filed_on', 'evidence', 'on']);

/**
 * Where the former value stood: each source that is cited for the row and did not print it otherwise; where all did,
 * the one that corrected it last. Of whom nobody knows who printed it, the history alone keeps it.
 */
function formerly(into: Into, cites: Cite, field: string, said: { value: string; reason: string }): Cite {
  const places = cites.map((one) => (typeof one === 'string' ? { source: one } : one));
  const own = places.filter((one) => one.field === field);
  const others = new Set(own.map(({ source }) => source));
  const whole = places.filter((one) => one.field === undefined);
  const silent = whole.filter(({ source }) => !others.has(source));
  const last = own.at(-1)?.reason;
  const isLast = ({ source }: { source: string }): boolean =>
    reasonOf(into.file.sources[source]?.title) === last;
  const printed = silent.length > 0 ? silent : whole.filter(isLast);
  if (FILLED.has(field) && new Set(printed.map(({ source }) => source)).size > 1) return [];
  return printed.map(({ source, page }) => ({ source, ...(page !== undefined && { page }), field, ...said }));
}

/** Signs of a choice that somebody can still read. */
const LONGEST = 240;

export const shortWords = (parts: readonly (string | undefined)[]): string => {
  const words = parts.filter(Boolean).join(' · ');
  return words.length <= LONGEST ? words : `${words.slice(0, LONGEST - 1)}…`;
};
