/**
 * Text from outside, made harmless without changing what it says: composed accents (NFC), no control
 * characters, no directional overrides that could make a name read as something else, no blanks around. Where
 * nothing can be seen there is nothing.
 */
import { normalForm } from '../unicode.ts';

// C0 and C1 controls (newline and tab are handled apart), lone surrogates, bidi embeddings and
// overrides, and the invisible characters used to hide text. Zero-width joiners stay: emoji need them.
const FORBIDDEN =
  // oxlint-disable-next-line no-control-regex -- taking control characters out is the purpose
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFB]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

// What most texts are made of: Latin letters, composed, and the signs of print. Nothing in them needs
// cleaning, and a programme of 300 sessions has thousands of them.
const PLAIN_LINE = /^[\u0020-\u007E\u00A1-\u00AC\u00AE-\u02AF\u2010-\u2027]*$/;
const PLAIN_LINES = /^[\n\u0020-\u007E\u00A1-\u00AC\u00AE-\u02AF\u2010-\u2027]*$/;

const SEEN = /[^\s\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * @param multiline keeps line breaks (as `\n`); otherwise they become blanks
 * @returns the cleaned text, possibly empty
 */
export function cleanText(text: string, multiline: boolean): string {
  if ((multiline ? PLAIN_LINES : PLAIN_LINE).test(text)) return text.trim();
  const lines = normalForm(text, 'NFC').replaceAll(/\r\n?/g, '\n').replaceAll(FORBIDDEN, '');
  const flat = multiline ? lines.replaceAll('\t', ' ') : lines.replaceAll(/[\n\t]/g, ' ');
  return SEEN.test(flat) ? flat.trim() : '';
}
