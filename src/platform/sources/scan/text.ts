/**
 * The text of a document, as far as it can be read without a program of its own. Whoever wrote the document chose
 * what is in it, and the same process answers visitors: everything here takes time in proportion to its length.
 */
import { normalForm } from '../../unicode.ts';

const PDF = Buffer.from('%PDF-');

/** Signs that no text has: what holds them is another kind of document, whatever it calls itself. */
// oxlint-disable-next-line no-control-regex
const NO_TEXT = /[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/;

/**
 * @param declared media type with its parameters, as the sender says
 * @returns the text as it stands and, of a page, without its marks: each to be read in pieces by `readable`.
 *   Undefined: it can't be read
 */
export function textsOf(bytes: Buffer, declared: string): string[] | undefined {
  // A document that is also a page (polyglot) is what its first bytes say.
  if (bytes.subarray(0, 1024).includes(PDF)) return undefined;
  const text = decode(bytes, declared);
  if (text === undefined || NO_TEXT.test(text)) return undefined;
  if (!/<[a-z!/]/i.test(text)) return [text];
  // Marks may stand within a number, or between a label and its number.
  return [text, withoutMarks(text, ''), withoutMarks(text, ' ')];
}

function decode(bytes: Buffer, declared: string): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8: digits are the same in every other encoding of Latin letters.
    return /^(?:text\/|application\/(?:xhtml\+xml|xml|json))/i.test(declared)
      ? new TextDecoder('windows-1252').decode(bytes)
      : undefined;
  }
}

const LONGEST_MARK = 2000;

const OPEN = 60;
const CLOSE = 62;

/** One walk from sign to sign: a pattern would start anew at every one of a million that open and never close. */
function withoutMarks(text: string, instead: string): string {
  const parts: string[] = [];
  let from = 0;
  let open = -1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === OPEN) open = at;
    if (code !== CLOSE || open === -1) continue;
    if (at - open <= LONGEST_MARK) {
      parts.push(text.slice(from, open), instead);
      from = at + 1;
    }
    open = -1;
  }
  parts.push(text.slice(from));
  return parts.join('');
}

const INVISIBLE = /[\u00AD\u200B-\u200F\u2060-\u2064\uFEFF]/g;
const OTHER_DIGIT = /(?![0-9])\p{Nd}/gu;

/** Of a piece: digits of every script as 0–9, blanks of every kind as blanks, nothing that can't be seen. */
export function readable(piece: string): string {
  return normalForm(unescaped(piece), 'NFKC').replaceAll(INVISIBLE, '').replaceAll(OTHER_DIGIT, digitOf);
}

const digits = new Map<string, string>();

/** Scripts write their digits in runs of ten that begin with the zero; what stands before a zero is no digit. */
function digitOf(sign: string): string {
  const known = digits.get(sign);
  if (known !== undefined) return known;
  const code = sign.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  digits.set(sign, String(value));
  return String(value);
}

const NAMED: Readonly<Record<string, string>> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  shy: '',
  minus: '-',
  ndash: '-',
  period: '.',
};

/** Signs that pages and data write by their numbers or names. */
function unescaped(text: string): string {
  return text
    .replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (all, decimal, hex, name) => {
      if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? all;
      return signOf(decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal));
    })
    .replaceAll(/\\u([\da-f]{4})/gi, (_all, hex) => signOf(Number.parseInt(String(hex), 16)));
}

const signOf = (code: number): string => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ');
