/** Found records as they are shown: title and one passage, with the words asked for marked. */
import type { Term } from './ask.ts';
import { markWhole, matcher, type Part, passageOf, Places } from './passages.ts';
import type { Found, SearchAnswer } from './search.ts';
import { foldInPlace, wordsOf } from './words.ts';

export interface Shown extends Found {
  title: Part[];
  passage: Part[];
}

/** The records as they are shown for these words. */
export function showFound(found: readonly Found[], terms: readonly Term[]): Shown[] {
  const places = new Places(terms);
  const isAsked = matcher(terms);
  const asked = (text: string) => places.in(text).filter(({ word }) => isAsked(word));
  return found.map(({ kind, document }) => {
    const [title, text] = [document.title.trim(), document.text.trim()];
    return { kind, document, title: markWhole(title, asked(title)), passage: passageOf(text, asked(text)) };
  });
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
