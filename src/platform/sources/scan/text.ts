/** The text of a document, as far as it can be read without a program of its own. */

const PDF = Buffer.from('%PDF-');

/** Signs that no text has: what holds them is another kind of document, whatever it calls itself. */
// oxlint-disable-next-line no-control-regex
const NO_TEXT = /[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/;

/**
 * @param declared media type with its parameters, as the sender says
 * @returns the readable forms of the text: as it stands and, of a page, without its marks. Undefined: it can't be read
 */
export function textsOf(bytes: Buffer, declared: string): string[] | undefined {
  // A document that is also a page (polyglot) is what its first bytes say.
  if (bytes.subarray(0, 1024).includes(PDF)) return undefined;
  const text = decode(bytes, declared);
  if (text === undefined || NO_TEXT.test(text)) return undefined;
  const plain = normal(text);
  if (!/<[a-z!/]|&[#a-z]/i.test(plain)) return [plain];
  // Marks may stand within a number, or between a label and its number.
  const unmarked = plain
    .replaceAll(/<(?:script|style)\b[^>]{0,2000}>/gi, ' ')
    .replaceAll(/<[^<>]{0,2000}>/g, '');
  const spaced = plain.replaceAll(/<[^<>]{0,2000}>/g, ' ');
  return [plain, normal(entities(unmarked)), normal(entities(spaced))];
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

/** Digits of every script as 0–9, blanks of every kind as blanks, nothing that can't be seen. */
function normal(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\u00AD\u200B-\u200F\u2060-\u2064\uFEFF]/g, '')
    .replaceAll(/(?![0-9])\p{Nd}/gu, digitOf);
}

/** Scripts write their digits in runs of ten that begin with the zero; what stands before a zero is no digit. */
function digitOf(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  for (let value = 0; value <= 9; value++) {
    if (!/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) return String(value);
  }
  return String((code - 0x30) % 10);
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

function entities(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (all, decimal, hex, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? all;
    const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
  });
}
