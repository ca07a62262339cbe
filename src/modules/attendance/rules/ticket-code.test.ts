import { describe, expect, it } from 'vitest';
import { groupCode, makeCode, readCode } from './ticket-code.ts';

const bytes = (seed: number, length: number) =>
  Uint8Array.from({ length }, (_, i) => (seed * 7919 + i * 104_729 + ((seed * i) % 251)) % 256);
const codes = Array.from({ length: 40 }, (_, n) => makeCode(bytes(n, 2), bytes(n + 1, 10)));
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('the code of a ticket', () => {
  it('is twenty characters that nobody misreads, in groups of four', () => {
    const code = makeCode(new Uint8Array([255, 255]), new Uint8Array(10));
    expect(code.slice(0, 19)).toBe('ZZZ0000000000000000');
    expect(groupCode(code)).toMatch(/^ZZZ0-0000-0000-0000-000[0-9A-HJKMNP-TV-Z]$/);
    for (const one of codes) expect(readCode(one)).toEqual({ ok: true, code: one, edition: one.slice(0, 3) });
  });

  it('keeps all eighty bits of the secret', () => {
    const secrets = new Set<string>();
    for (let bit = 0; bit < 80; bit++) {
      const secret = new Uint8Array(10);
      secret[bit >> 3] = 1 << (bit & 7);
      secrets.add(makeCode(new Uint8Array(2), secret));
    }
    expect(secrets.size).toBe(80);
  });

  it('is read however it is typed or scanned', () => {
    const code = makeCode(bytes(3, 2), new Uint8Array([0, 16, 66, 8, 0, 33, 9, 0, 1, 2]));
    const spoken = groupCode(code).toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
    for (const typed of [
      `JA:${code}`,
      `ja:${groupCode(code)}`,
      spoken,
      ` ${groupCode(code).replaceAll('-', ' – ')} `,
    ])
      expect(readCode(typed)).toMatchObject({ ok: true, code });
  });

  it('finds every wrong character', () => {
    for (const code of codes)
      for (let at = 0; at < code.length; at++)
        for (const other of ALPHABET) {
          if (other === code[at]) continue;
          expect(readCode(code.slice(0, at) + other + code.slice(at + 1)).ok).toBe(false);
        }
  });

  it('finds every two that changed places', () => {
    for (const code of codes)
      for (let a = 0; a < code.length; a++)
        for (let b = a + 1; b < code.length; b++) {
          if (code[a] === code[b]) continue;
          const chars = [...code];
          [chars[a], chars[b]] = [chars[b] ?? '', chars[a] ?? ''];
          expect(readCode(chars.join('')), `${a} ${b}`).toEqual({ ok: false, fault: 'mistyped' });
        }
  });

  it.each([
    ['', 'not_a_ticket'],
    ['https://example.org/', 'not_a_ticket'],
    ['JA:', 'not_a_ticket'],
    ['0000', 'not_a_ticket'],
    ['UUUU-UUUU-UUUU-UUUU-UUUU', 'not_a_ticket'],
    ['A'.repeat(5000), 'not_a_ticket'],
    [codes[0]?.slice(1) ?? '', 'mistyped'],
    [`${codes[0]}0`, 'mistyped'],
  ])('says what %j is', (typed, fault) => {
    expect(readCode(typed)).toEqual({ ok: false, fault });
  });
});
