import { expect, it } from 'vitest';
import { makeCode, readCode, spellCode } from './code.ts';

const ALPHABET = '3479CDFHJKMNPRTVWXY';
const codes = Array.from({ length: 30 }, (_, n) =>
  makeCode(Uint8Array.from({ length: 6 }, (_unused, at) => (n * 71 + at * 97 + n * at) % 256)),
);

it('is read however it is typed, and holds no sign that is taken for another', () => {
  for (const code of codes) {
    expect(code).toMatch(/^[3479CDFHJKMNPRTVWXY]{7}$/);
    for (const typed of [code, code.toLowerCase(), spellCode(code), ` ${[...code].join(' ')} `])
      expect(readCode(typed)).toBe(code);
  }
  for (const typed of ['', 'hola', 'KTM', '0000000', 'ÁÁÁÁÁÁÁ', 'K'.repeat(5000)])
    expect(readCode(typed), typed.slice(0, 10)).toBe(undefined);
});

it('finds every wrong sign, and every two that changed places', () => {
  for (const code of codes)
    for (let a = 0; a < code.length; a++) {
      for (const other of ALPHABET)
        if (other !== code[a])
          expect(readCode(code.slice(0, a) + other + code.slice(a + 1)), `${code} ${a} ${other}`).toBe(
            undefined,
          );
      for (let b = a + 1; b < code.length; b++) {
        if (code[a] === code[b]) continue;
        const signs = [...code];
        [signs[a], signs[b]] = [signs[b] ?? '', signs[a] ?? ''];
        expect(readCode(signs.join('')), `${code} ${a} ${b}`).toBe(undefined);
      }
    }
});
