/** Words as sources are searched by them. Pure. */
import { normalForm } from '../unicode.ts';

const MOST_WORDS = 8;
const LONGEST = 40;

/** Small letters without accents; signs become blanks. */
export function plainWords(text: string): string {
  return normalForm(text, 'NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** What was asked for as a query of the database: every word, the beginning of a word is enough. Empty: nothing. */
export function wordQuery(text: string): string {
  return plainWords(text)
    .split(' ')
    .filter(Boolean)
    .slice(0, MOST_WORDS)
    .map((word) => `${[...word].slice(0, LONGEST).join('')}:*`)
    .join(' & ');
}

/** Two values as printed say the same: blanks, case and accents make no difference. */
export function sameValue(a: string, b: string): boolean {
  return foldedValue(a) === foldedValue(b);
}

export function foldedValue(text: string): string {
  return normalForm(text, 'NFKD').replaceAll(/\p{M}/gu, '').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}
