/** Found records as they are shown: title and one passage, with the words asked for marked. */
import type { Read } from '../db/handles.ts';
import type { Term } from './ask.ts';
import { markWhole, matcher, type Part, passageOf, Places, wholeWords } from './passages.ts';
import type { Found, SearchAnswer } from './search.ts';
import { stemsOf } from './stems.ts';
import { foldInPlace, wordsOf } from './words.ts';

export interface Shown extends Found {
  title: Part[];
  passage: Part[];
}

/** At most one query, for stems that this process has not met before. */
export async function showFound(db: Read, found: readonly Found[], terms: readonly Term[]): Promise<Shown[]> {
  const places = new Places(terms);
  const read = found.map(({ kind, document }) => {
    const [title, text] = [document.title.trim(), document.text.trim()];
    return { kind, document, title, text, inTitle: places.in(title), inText: places.in(text) };
  });
  const whole = wholeWords(terms);
  const others = read
    .flatMap(({ inTitle, inText }) => [...inTitle, ...inText].map(({ word }) => word))
    .filter((word) => !whole.has(word));
  const isAsked = matcher(terms, await stemsOf(db, others));
  const asked = <T extends { word: string }>(all: readonly T[]): T[] =>
    all.filter(({ word }) => isAsked(word));
  return read.map(({ kind, document, title, text, inTitle, inText }) => ({
    kind,
    document,
    title: markWhole(title, asked(inTitle)),
    passage: passageOf(text, asked(inText)),
  }));
}

/** What was asked, with the words that were taken for others as they are printed in what was found. */
export function meantWords(text: string, { corrected }: SearchAnswer, shown: readonly Shown[]): string {
  if (corrected.size === 0) return '';
  const printed = new Map<string, string>();
  for (const part of shown.flatMap(({ title }) => title))
    if (part.marked) printed.set(foldInPlace(part.text), part.text);
  return wordsOf(text)
    .map((word) => corrected.get(word) ?? word)
    .map((word) => printed.get(word) ?? word)
    .join(' ');
}
