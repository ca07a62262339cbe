/** From what somebody typed to what is looked for. Pure. */
import { NAMED, WRITTEN } from './entry.ts';
import type { Sought } from './hits.ts';
import { anyStems, type Stems } from './stems.ts';
import { wordsOf } from './words.ts';

/** Signs that are read of a question, and words that are looked for. */
const LONGEST = 500;
const MOST_READ = 40;
const MOST_WORDS = 8;

/** The words of a question, each once, those too that say nothing. */
export function askedWords(text: string): string[] {
  return [...new Set(wordsOf(text.slice(0, LONGEST), MOST_READ))];
}

/** Those that say something. */
export function tellingWords(words: readonly string[], stems: Stems): string[] {
  return words.filter((word) => anyStems(stems, word).length > 0).slice(0, MOST_WORDS);
}

/** A word of the question with everything that counts as it. */
export interface Term {
  word: string;
  /** As it is indexed wherever it stands. */
  stems: readonly string[];
  /** Words of titles and names that begin with it, or that it may have been meant to be. */
  written: readonly string[];
}

const quoted = (lexeme: string): string => `'${lexeme}'`;
const oneOf = (lexemes: readonly string[]): string => `( ${lexemes.map(quoted).join(' | ')} )`;

/** @param sign all of the terms, or any of them */
export function soughtOf(terms: readonly Term[], sign: '&' | '|'): Sought {
  const join = (marks: readonly string[]) =>
    terms
      .map(({ stems, written }) =>
        oneOf([
          ...marks.flatMap((mark) => stems.map((stem) => mark + stem)),
          ...written.map((word) => WRITTEN + word),
        ]),
      )
      .join(` ${sign} `);
  return { anywhere: join(['']), named: join([NAMED]) };
}
