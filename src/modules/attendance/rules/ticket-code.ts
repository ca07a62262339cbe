/**
 * The code on a ticket: twenty letters and digits in groups of four, that nobody misreads.
 *
 *   E E E  S S S S S S S S S S S S S S S S  C
 *   edition (15 bits) · secret (80 bits) · check
 *
 * Crockford's base 32 (no I, L, O, U). The edition's three say, also without network, that a ticket is of
 * another Encuentro. The check is a weighted sum over GF(32): it finds every wrong character and every two
 * that changed places. The same arithmetic runs on the phone (`src/browser/door-code.js`); a test holds both together.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const EDITION_CHARS = 3;
const SECRET_CHARS = 16;
export const CODE_CHARS = EDITION_CHARS + SECRET_CHARS + 1;
export const SECRET_BYTES = (SECRET_CHARS * 5) / 8;
/** Before the code in the QR: says that it is a ticket. Upper case, so that the QR stays small. */
export const QR_PREFIX = 'JA:';

/** In GF(32) with x⁵ + x² + 1. */
function double(value: number): number {
  return value & 16 ? ((value << 1) ^ 0b100101) & 31 : value << 1;
}

function checkOf(text: string): number {
  let sum = 0;
  for (const char of text) sum = double(sum ^ ALPHABET.indexOf(char));
  return sum;
}

/** The first `chars` × 5 bits of the bytes, as text. */
function spell(bytes: Uint8Array, chars: number): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5 && text.length < chars; bits -= 5)
      text += ALPHABET.charAt((held >>> (bits - 5)) & 31);
    held &= (1 << bits) - 1;
  }
  return text;
}

/** @param edition at least 2 random-looking bytes of the edition */
export function editionPart(edition: Uint8Array): string {
  return spell(edition, EDITION_CHARS);
}

/**
 * @param edition at least 2 random-looking bytes of the edition
 * @param secret at least 10 random-looking bytes of the ticket
 * @returns 20 characters, without groups
 */
export function makeCode(edition: Uint8Array, secret: Uint8Array): string {
  const text = editionPart(edition) + spell(secret, SECRET_CHARS);
  return text + ALPHABET.charAt(checkOf(text));
}

/** As people read it: `XXXX-XXXX-XXXX-XXXX-XXXX`. */
export function groupCode(code: string): string {
  return code.replaceAll(/.{4}(?=.)/g, '$&-');
}

export type ReadCode =
  | { ok: true; code: string; edition: string }
  /** `not_a_ticket`: something else altogether; `mistyped`: one would be, but for a wrong character or two. */
  | { ok: false; fault: 'not_a_ticket' | 'mistyped' };

/**
 * What was scanned or typed: with or without prefix, groups, capitals; O for 0, I and L for 1 are forgiven.
 */
export function readCode(typed: string): ReadCode {
  const upper = typed.slice(0, 200).toUpperCase().trim();
  const bare = (upper.startsWith(QR_PREFIX) ? upper.slice(QR_PREFIX.length) : upper)
    .replaceAll(/[\s·.–—-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  if (!/^[0-9A-HJKMNP-TV-Z]+$/.test(bare)) return { ok: false, fault: 'not_a_ticket' };
  if (bare.length !== CODE_CHARS)
    return { ok: false, fault: Math.abs(bare.length - CODE_CHARS) <= 2 ? 'mistyped' : 'not_a_ticket' };
  const text = bare.slice(0, -1);
  if (ALPHABET.charAt(checkOf(text)) !== bare.slice(-1)) return { ok: false, fault: 'mistyped' };
  return { ok: true, code: bare, edition: bare.slice(0, EDITION_CHARS) };
}
