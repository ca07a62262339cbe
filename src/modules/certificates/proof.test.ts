import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { webcrypto } from 'node:crypto';
import * as library from '@noble/ed25519';
import { describe, expect, it } from 'vitest';
import { checkProof, newCode, newKeyPair, openKey, prove, type PublicKey } from './proof.ts';
import { codeBytes, codeOf, readCode, spellCode } from './rules/code.ts';
import { type Content, decodeContent, encodeContent, fitText } from './rules/content.ts';
import { readPasted } from './rules/pasted.ts';

const pair = newKeyPair();
const key = { id: pair.id, key: openKey(pair.secret) };
const known: PublicKey[] = [{ id: pair.id, bytes: pair.publicKey, isVoid: false }];

function contentOf(more: Partial<Content> = {}): Omit<Content, 'key'> {
  return {
    code: newCode(),
    kind: 'attendance',
    name: 'Persona Ejemplo Uno',
    edition: 'Encuentro de Justicia Abierta de prueba',
    issuer: 'Organización de prueba',
    role: '',
    starts: '2027-03-07',
    ends: '2027-03-08',
    issued: '2027-03-12',
    sessions: 6,
    minutes: 450,
    ...more,
  };
}

describe('codes', () => {
  it('are 80 bits in 16 letters that read back, however they are typed', () => {
    for (let i = 0; i < 50; i++) {
      const code = newCode();
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
      expect(codeOf(codeBytes(code))).toBe(code);
      const typed = ` ${spellCode(code).toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('-', ' – ')} `;
      expect(readCode(typed)).toBe(code);
    }
    expect(readCode('K7QM-4T2X-9BRE-0WN')).toBeUndefined();
    expect(readCode('U7QM-4T2X-9BRE-0WNA')).toBeUndefined();
  });

  it('are found in whatever was pasted', () => {
    const code = 'K7QM4T2X9BRE0WNA';
    const address = `https://sitio.example/verificar/${spellCode(code)}`;
    expect(readPasted(address)).toEqual({ code, proof: undefined });
    expect(readPasted(` ${address}?lang=en#abc\ndef `)).toEqual({ code, proof: 'abcdef' });
    expect(readPasted(`${spellCode(code)}#abc`)).toEqual({ code, proof: 'abc' });
    expect(readPasted('#abc')).toEqual({ code: undefined, proof: 'abc' });
    expect(readPasted('hola')).toEqual({ code: undefined, proof: undefined });
  });
});

describe('a proof', () => {
  it('carries the facts in about 300 characters of address', () => {
    const content = contentOf();
    const proof = prove(content, key);
    expect(checkProof(proof, known)).toEqual({ state: 'signed', content: { ...content, key: pair.id } });
    const address = `https://justicia.example.org/verificar/${spellCode(content.code)}#${proof}`;
    expect(address.length).toBeLessThanOrEqual(310);
  });

  it('is refused when any one of its bytes is another', () => {
    const proof = prove(contentOf(), key);
    const bytes = Buffer.from(proof, 'base64url');
    const states = new Map<number, string>();
    for (let at = 0; at < bytes.length; at++) {
      const forged = Buffer.from(bytes);
      forged[at] = (forged[at] ?? 0) ^ 1;
      states.set(at, checkProof(forged.toString('base64url'), known).state);
    }
    // Bytes 1 to 4 name the key.
    expect([...states].filter(([, state]) => state === 'unknown_key').map(([at]) => at)).toEqual([
      1, 2, 3, 4,
    ]);
    expect([...states.values()].filter((state) => state === 'altered')).toHaveLength(bytes.length - 4);
  });

  it('is refused cut, lengthened, respelled or empty', () => {
    const proof = prove(contentOf(), key);
    const last = proof.at(-1) ?? '';
    const wrong = [
      proof.slice(0, -1),
      `${proof}A`,
      `${proof.slice(0, -1)}${String.fromCharCode(last.charCodeAt(0) + 1)}`,
      `${proof}=`,
      proof.replace(/.$/, '+'),
      '',
      'A'.repeat(200),
      'A'.repeat(7000),
    ];
    expect(wrong.map((text) => checkProof(text, known).state)).toEqual(wrong.map(() => 'altered'));
  });

  it('is checked with the key that signed it, also after that was changed, unless it is void', () => {
    const proof = prove(contentOf(), key);
    const next = newKeyPair();
    const both = [{ id: next.id, bytes: next.publicKey, isVoid: false }, ...known];
    expect(checkProof(proof, both).state).toBe('signed');
    expect(checkProof(proof, both.slice(0, 1)).state).toBe('unknown_key');
    expect(
      checkProof(
        proof,
        known.map((k) => ({ ...k, isVoid: true })),
      ).state,
    ).toBe('unknown_key');
    // Another key under the same id: what a forger would publish.
    expect(checkProof(proof, [{ id: pair.id, bytes: next.publicKey, isVoid: false }]).state).toBe('altered');
  });

  it('takes names of any script and refuses what does not fit', () => {
    for (const name of ['Ixʼkik Tẍä', '<b>x</b> & "y"', 'محمد \u202eabc', '漢字 👩‍👩‍👧', '𐀀'.repeat(200)]) {
      const content = { ...contentOf({ name }), key: pair.id };
      expect(decodeContent(encodeContent(content))).toEqual(content);
    }
    const tooLong = { ...contentOf({ name: 'a'.repeat(10_000) }), key: pair.id };
    expect(() => encodeContent(tooLong)).toThrow(RangeError);
    expect(fitText('ñ'.repeat(10_000))).toBe('ñ'.repeat(511));
    expect(() => encodeContent({ ...contentOf({ minutes: 70_000 }), key: pair.id })).toThrow(RangeError);
  });
});

/** The script of the page, with as much of a browser as it needs. */
async function inBrowser(given: object, pasted: string, crypto: unknown): Promise<Record<string, string>> {
  const parts = ['valid', 'valid_then', 'revoked', 'replaced', 'altered', 'unknown_key', 'unknown'].map(
    (outcome) => ({ hidden: true, dataset: { outcome } }),
  );
  const slots = ['name', 'edition', 'role', 'dates', 'time', 'issuer', 'issued', 'code'].map((fact) => ({
    textContent: '',
    dataset: { fact },
    parentElement: { hidden: false },
  }));
  const shown = Promise.withResolvers<void>();
  let send: ((event: unknown) => void) | undefined;
  const box = {
    dataset: { verify: JSON.stringify(given) },
    hidden: true,
    querySelectorAll: (selector: string) => (selector === '[data-outcome]' ? parts : slots),
    querySelector: () => ({ hidden: true }),
    scrollIntoView: () => shown.resolve(),
  };
  const document = {
    documentElement: { lang: 'es' },
    querySelector: (selector: string) =>
      selector === '[data-verify]'
        ? box
        : { addEventListener: (_name: string, listener: (event: unknown) => void) => void (send = listener) },
    querySelectorAll: () => [],
    getElementById: () => null,
  };
  const globals = { document, location: { hash: '' }, addEventListener: () => undefined, crypto };
  const script = readFileSync(path.resolve(import.meta.dirname, '../../browser/verify.js'), 'utf8');
  const context = createContext({
    ...globals,
    atob,
    btoa,
    TextDecoder,
    Uint8Array,
    DataView,
    ed25519Library: library,
  });
  runInContext(script, context);
  send?.({ preventDefault: () => undefined, target: { elements: { content: { value: pasted } } } });
  await shown.promise;
  const outcome = parts.find((part) => !part.hidden)?.dataset.outcome ?? '';
  return { outcome, ...Object.fromEntries(slots.map((slot) => [slot.dataset.fact, slot.textContent])) };
}

describe('verify.js', () => {
  const words = { kinds: { attendance: 'Asistencia' }, sessions: 'sesiones', hours: 'h', minutes: 'min' };
  const keys = [{ id: pair.id, x: pair.publicKey.toString('base64url'), void: false }];
  const content = contentOf({ name: '<i>Ixʼkik</i> 👩‍👩‍👧 محمد' });
  const proof = prove(content, key);

  it.each([
    ['the browser’s own Ed25519', webcrypto],
    ['the library, where there is none', { subtle: undefined }],
  ])('reads what the server writes, with %s', async (_with, crypto) => {
    const given = { keys, ended: {}, words };
    expect(await inBrowser(given, `https://x.example/verificar/${content.code}#${proof}`, crypto)).toEqual({
      outcome: 'valid_then',
      name: '<i>Ixʼkik</i> 👩‍👩‍👧 محمد',
      edition: 'Encuentro de Justicia Abierta de prueba',
      role: 'Asistencia',
      dates: '7–8 de marzo de 2027',
      time: '6 sesiones 7 h 30 min',
      issuer: 'Organización de prueba',
      issued: '12 de marzo de 2027',
      code: spellCode(content.code),
    });
    const forged = Buffer.from(proof, 'base64url');
    forged[60] = (forged[60] ?? 0) ^ 1;
    expect((await inBrowser(given, `#${forged.toString('base64url')}`, crypto))['outcome']).toBe('altered');
  });

  it('comes to the same end as the server for every kind of fault', async () => {
    const other = newCode();
    const outcome = async (given: object, pasted: string) =>
      (await inBrowser({ words, ...given }, pasted, webcrypto))['outcome'];
    expect(await outcome({ keys, ended: { [content.code]: 'revoked' } }, `#${proof}`)).toBe('revoked');
    expect(await outcome({ keys, ended: { [content.code]: 'replaced' } }, `#${proof}`)).toBe('replaced');
    expect(await outcome({ keys, ended: {} }, `https://x/verificar/${other}#${proof}`)).toBe('altered');
    expect(await outcome({ keys: [], ended: {} }, `#${proof}`)).toBe('unknown_key');
    expect(await outcome({ keys: [{ ...keys[0], void: true }], ended: {} }, `#${proof}`)).toBe('unknown_key');
    expect(await outcome({ keys, ended: {} }, `#${proof.slice(0, -1)}`)).toBe('altered');
    expect(await outcome({ keys, ended: {} }, 'hola')).toBe('altered');
  });
});
