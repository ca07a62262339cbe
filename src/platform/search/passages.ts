/** What of a record is shown below its title, and which words in it are marked. Pure. */
import { stemmer as inEnglish } from '@orama/stemmers/english';
import { stemmer as inSpanish } from '@orama/stemmers/spanish';
import type { Term } from './ask.ts';
import { foldInPlace, stemmable } from './words.ts';

export interface Part {
  text: string;
  marked: boolean;
}

/** A word in a text that may be one of those asked for: its place, and how it is compared. */
interface Place {
  from: number;
  to: number;
  word: string;
}

/** Signs of a text that are looked through, and of the passage that is shown. */
const MOST_LOOKED_THROUGH = 30_000;
const PASSAGE = 240;
const MOST_PLACES = 100;

/** Signs that are left of a stem at least where its words are looked for. */
const SHORTEST_HEAD = 3;
/** A word begins as its stem does, but for so many signs at its end: `jueces` and `juez`, `country` and `countri`. */
const CHANGED = 2;

/** How words of this stem begin, whatever their ending. */
const headOf = (stem: string): string => {
  const signs = [...stem];
  return signs.slice(0, Math.max(SHORTEST_HEAD, signs.length - CHANGED)).join('');
};

/** How everything begins that may be what these ask for; none begins with another. */
function headsOf(terms: readonly Term[]): string[] {
  const heads = new Set(
    terms.flatMap(({ word, stems, written }) => [word, ...written, ...stems.map(headOf)]),
  );
  return [...heads].filter((head) => ![...heads].some((other) => other !== head && head.startsWith(other)));
}

/** A letter with any of the accents of Spanish and its neighbours, so that a text is not folded as a whole. */
const ACCENTED: Readonly<Record<string, string>> = {
  a: 'aáàâäãå',
  c: 'cç',
  e: 'eéèêë',
  i: 'iíìîï',
  n: 'nñ',
  o: 'oóòôöõ',
  u: 'uúùûü',
};
const withAccents = (word: string): string =>
  [...word].map((sign) => (ACCENTED[sign] ? `[${ACCENTED[sign]}]` : sign)).join('');

/** Finds words that begin as those asked for. */
export class Places {
  readonly #beginning: RegExp | undefined;

  constructor(terms: readonly Term[]) {
    const heads = headsOf(terms);
    // Letters and figures only: nothing in them is a sign of a pattern.
    if (heads.length > 0) this.#beginning = new RegExp(heads.map(withAccents).join('|'), 'gi');
  }

  in(text: string): Place[] {
    const places: Place[] = [];
    if (!this.#beginning) return places;
    const looked = text.length > MOST_LOOKED_THROUGH ? text.slice(0, MOST_LOOKED_THROUGH) : text;
    for (const { 0: found, index } of looked.matchAll(this.#beginning)) {
      if (index > 0 && isInWord(looked, index - 1)) continue;
      let to = index + found.length;
      while (to < looked.length && isInWord(looked, to)) to += 1;
      places.push({ from: index, to, word: foldInPlace(looked.slice(index, to)) });
      if (places.length >= MOST_PLACES) break;
    }
    return places;
  }
}

const IN_WORD = /[\p{L}\p{N}]/u;

function isInWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128)
    return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
  return IN_WORD.test(text.charAt(at));
}

/** The stemmer of the program leaves other ends of such words than that of the database (`objection`, `object`). */
const english = (word: string): string => inEnglish(word.replace(/(?<=[st])ions?$/, ''));

/**
 * Whether a word is one of those asked for, or has a stem of one. Spanish stems are those of the index, sign for sign,
 * English ones nearly; a word that says nothing is marked only where it was asked for.
 */
export function matcher(terms: readonly Term[]): (word: string) => boolean {
  const whole = new Set(terms.flatMap(({ word, written }) => [word, ...written]));
  const stems = new Set(terms.flatMap((term) => [...term.stems, english(term.word)]));
  const isAsked = (word: string): boolean => {
    if (whole.has(word)) return true;
    const spanish = stemmable(word);
    return spanish !== undefined && [inSpanish(spanish), english(word), word].some((one) => stems.has(one));
  };
  const known = new Map<string, boolean>();
  return (word) => {
    let its = known.get(word);
    if (its === undefined) known.set(word, (its = isAsked(word)));
    return its;
  };
}

/** The text in parts, with what was found marked. */
export function markWhole(text: string, places: readonly Place[]): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const { from, to } of places) {
    if (from > at) parts.push({ text: text.slice(at, from), marked: false });
    parts.push({ text: text.slice(from, to), marked: true });
    at = to;
  }
  if (at < text.length) parts.push({ text: text.slice(at), marked: false });
  return parts;
}

/** One passage of the text, there where most different words stand together; its beginning when none does. */
export function passageOf(text: string, places: readonly Place[]): Part[] {
  const first = bestPlace(places);
  const from = first === undefined ? 0 : wordStart(text, Math.max(0, first - PASSAGE / 4));
  const to = wordEnd(text, Math.min(text.length, from + PASSAGE));
  const inside = places
    .filter((place) => place.from >= from && place.to <= to)
    .map(({ from: start, to: end, word }) => ({ from: start - from, to: end - from, word }));
  const parts = markWhole(text.slice(from, to).toWellFormed(), inside).map((part) => ({
    ...part,
    // One line: what breaks it in the record says nothing in a list.
    text: part.text.replaceAll(/\s+/g, ' '),
  }));
  if (from > 0) parts.unshift({ text: '… ', marked: false });
  if (to < text.length) parts.push({ text: ' …', marked: false });
  return parts;
}

function bestPlace(places: readonly Place[]): number | undefined {
  let best: { from: number; words: number } | undefined;
  for (const [at, { from }] of places.entries()) {
    const near = new Set<string>();
    for (let i = at; i < places.length; i++) {
      const place = places[i];
      if (!place || place.to - from > PASSAGE / 2) break;
      near.add(place.word);
    }
    if (!best || near.size > best.words) best = { from, words: near.size };
  }
  return best?.from;
}

function wordStart(text: string, from: number): number {
  if (from <= 0) return 0;
  const blank = text.indexOf(' ', from);
  return blank < 0 || blank - from > PASSAGE / 4 ? from : blank + 1;
}

function wordEnd(text: string, to: number): number {
  if (to >= text.length) return text.length;
  const blank = text.lastIndexOf(' ', to);
  return blank < 0 || to - blank > PASSAGE / 4 ? to : blank;
}
