/** What of a text the fonts can set; the rest is shown as one sign each, so that nobody takes it for complete. */

export const FALLBACK = '\uFFFD';
/** Joiners, marks of direction and of variants: they say how a letter looks and are none. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * @param has whether the fonts have a code point
 * @returns the text composed (NFC), with `FALLBACK` for each letter (as a person counts them) that is missing
 */
export function settable(text: string, has: (codePoint: number) => boolean): string {
  let out = '';
  for (const { segment } of graphemes.segment(text.normalize('NFC'))) {
    if (segment === '\n') {
      out += segment;
      continue;
    }
    const visible = segment.replaceAll(INVISIBLE, '');
    const whole = [...visible].every((letter) => has(letter.codePointAt(0) ?? 0));
    out += whole ? visible : FALLBACK;
  }
  return out;
}
