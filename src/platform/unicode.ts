/** One form of writing for what looks the same. Pure. */

/** More accents over one letter than any language has. */
const PILED = /(\p{M}{8})\p{M}+/gu;

/**
 * `String.normalize` for texts from outside. It puts the accents of a letter in order, which takes time with the square
 * of their number: one letter with a hundred thousand of them holds up everybody for half a minute. Beyond eight they
 * are left out.
 */
export function normalForm(text: string, form: 'NFC' | 'NFD' | 'NFKC' | 'NFKD'): string {
  return text.replaceAll(PILED, '$1').normalize(form);
}
