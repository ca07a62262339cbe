/** What is looked for of what somebody typed. Pure. */
import { wordsOf } from './words.ts';

/** Signs that are read of a question. */
const LONGEST = 500;
const MOST_READ = 40;

/** The words of a question, each once, those too that say nothing. */
export function askedWords(text: string): string[] {
  return [...new Set(wordsOf(text.slice(0, LONGEST), MOST_READ))];
}

/** A word of the question that says something, with everything that counts as it. */
export interface Term {
  word: string;
  /** As it is indexed wherever it stands, whatever the language of the record. */
  stems: readonly string[];
  /** Words of titles and names that begin with it, or that it may have been meant to be. */
  written: readonly string[];
  /** In about how many records titles have these. These counts are the database's own, and told to it again. */
  records?: number | null;
  /** In about how many records it is. */
  anywhere?: number;
  /** In about how many records its stem is in the title. */
  named?: number;
}
