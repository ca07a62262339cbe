/** The letters under which people stand in a list, as spans of its sort keys (`spanish-order.ts`). Pure. */

/** Of the Spanish alphabet. */
export const LETTERS = [...'abcdefghijklmnñopqrstuvwxyz'];

/** @returns from the first key on, up to but without the second; undefined for what is no letter */
export function betweenOf(letter: string): readonly [string, string] | undefined {
  if (letter === 'n') return ['n', 'n~'];
  if (letter === 'ñ') return ['n~', 'o'];
  return /^[a-z]$/.test(letter) ? [letter, String.fromCharCode(letter.charCodeAt(0) + 1)] : undefined;
}
