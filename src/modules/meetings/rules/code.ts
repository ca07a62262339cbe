/**
 * Codes that people type on old phones and read aloud: six letters or digits and a check. Of every two signs that look
 * or sound alike at most one is used, and no vowel, so that no code is a word. The check is a weighted sum modulo the
 * nineteen signs: it finds every wrong sign and every two that changed places. Pure.
 */
const ALPHABET = '3479CDFHJKMNPRTVWXY';
const BASE = ALPHABET.length;
/** Without the check. */
export const CODE_BYTES = 6;
/** 7 · 11 = 4 · 19 + 1: what undoes the weight of the check. */
const UNDO = 11;

const CODE = new RegExp(`^[${ALPHABET}]{${CODE_BYTES + 1}}$`);

function checkOf(signs: string): string {
  let sum = 0;
  for (let at = 0; at < CODE_BYTES; at++) sum += (at + 1) * ALPHABET.indexOf(signs.charAt(at));
  return ALPHABET.charAt(((BASE - (sum % BASE)) * UNDO) % BASE);
}

/** @param bytes six random ones */
export function makeCode(bytes: Uint8Array): string {
  const signs = Array.from(bytes.subarray(0, CODE_BYTES), (byte) => ALPHABET.charAt(byte % BASE)).join('');
  return signs + checkOf(signs);
}

/** As printed and as in addresses: `KTM-4RVX`. */
export const spellCode = (code: string): string => `${code.slice(0, 3)}-${code.slice(3)}`;

/** A code as somebody typed it: small letters, blanks, hyphens. @returns undefined when it can be none */
export function readCode(typed: string): string | undefined {
  const code = typed
    .slice(0, 40)
    .toUpperCase()
    .replaceAll(/[\s\u2010-\u2015._-]/g, '');
  return CODE.test(code) && checkOf(code) === code.slice(-1) ? code : undefined;
}
