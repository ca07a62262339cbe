/** Spanish order as a key that a database compares byte by byte. Pure. */

/** After every letter, so that ñ stands between n and o. */
const AFTER_LETTERS = '~';

/**
 * What a list is sorted by: small letters and figures without accents and signs, single blanks; ñ stays a letter of
 * its own, after n.
 */
export function spanishOrder(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ñ', `n${AFTER_LETTERS}`)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}~]+/gu, ' ')
    .trim();
}

/** Equal for two names that differ in case, accents, blanks and signs only. */
export function institutionKey(name: string): string {
  return spanishOrder(name).replaceAll(AFTER_LETTERS, '');
}

/** The acronym that a name has in brackets at its end: `Consejo de Ejemplo (CDE)`. It stays in the printed name. */
export function acronymIn(name: string): string | undefined {
  const found = /\(([^()]{2,20})\)\s*$/u.exec(name)?.[1]?.trim();
  return found !== undefined && /^\p{Lu}[\p{L}\p{N}.-]*$/u.test(found) && /\p{Lu}.*\p{Lu}/u.test(found)
    ? found
    : undefined;
}
