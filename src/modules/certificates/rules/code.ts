/** The code of a certificate: 80 random bits in 16 characters that nobody confuses when reading them aloud. */

/** Crockford's base 32: no I, L, O or U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const CODE_BYTES = 10;
const CODE = /^[0-9A-HJKMNP-TV-Z]{16}$/;

/** @param bytes 10 of them */
export function codeOf(bytes: Uint8Array): string {
  let code = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      code += ALPHABET[(held >> bits) & 31] ?? '';
    }
    held &= (1 << bits) - 1;
  }
  return code;
}

/** @param code as `readCode` gives it */
export function codeBytes(code: string): Uint8Array {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const letter of code) {
    held = (held << 5) | ALPHABET.indexOf(letter);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 255);
    }
    held &= (1 << bits) - 1;
  }
  return Uint8Array.from(bytes);
}

/** As printed and as in addresses: `K7QM-4T2X-9BRE-0WNA`. */
export function spellCode(code: string): string {
  return (code.match(/.{4}/g) ?? []).join('-');
}

/**
 * A code as somebody typed it: small letters, blanks, other hyphens, O for 0, I or L for 1.
 * @returns the 16 characters, or undefined when it can be no code
 */
export function readCode(typed: string): string | undefined {
  const code = typed
    .toUpperCase()
    .replaceAll(/[\s\u2010-\u2015._-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return CODE.test(code) ? code : undefined;
}

/** On samples; nobody is given this one. */
export const SAMPLE_CODE = '0'.repeat(16);
