/** Words as the search compares them. Pure. */

const MOST_WORDS = 8;
const LONGEST = 40;

/** Small letters without accents; signs become blanks. */
export function plainWords(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** What was asked for, as words that the database may be given: letters and figures only. */
export function searchWords(text: string): string[] {
  return plainWords(text)
    .split(' ')
    .filter(Boolean)
    .slice(0, MOST_WORDS)
    .map((word) => [...word].slice(0, LONGEST).join(''));
}
