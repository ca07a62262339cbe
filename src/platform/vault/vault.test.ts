import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { normalizeEmail } from './address.ts';
import { keyId } from './key.ts';
import { createVault, VaultError } from './vault.ts';

const masterKey = createSecretKey(Buffer.alloc(32, 7));
const vault = createVault(masterKey);
const ROW = 'events.registrations:0197f0aa-1111-7000-8000-000000000001';
const PERSON = { name: 'Ximena Ficticia', email: 'ximena@example.org', answers: { diet: 'sin maní' } };

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return error instanceof VaultError ? error.code : `other: ${String(error)}`;
  }
  return 'opened';
}

describe('sealing', () => {
  it('gives back what was sealed, under the same context', () => {
    expect(vault.open(ROW, vault.seal(ROW, PERSON))).toEqual(PERSON);
    for (const value of [null, 0, '', 'é🙂', [1, [2]], { a: null }, 'x'.repeat(100_000)]) {
      expect(vault.open(ROW, vault.seal(ROW, value))).toEqual(value);
    }
  });

  it('opens with a vault made later from the same key, not from another', () => {
    const sealed = vault.seal(ROW, PERSON);
    const again = createVault(createSecretKey(Buffer.alloc(32, 7)));
    const other = createVault(createSecretKey(Buffer.alloc(32, 8)));
    expect(again.open(ROW, sealed)).toEqual(PERSON);
    expect(codeOf(() => other.open(ROW, sealed))).toBe('unreadable');
  });

  // Frozen: if one of these fails, every installation loses its links or its data.
  it('keeps readable what the first release wrote', () => {
    const sealed = Buffer.from(
      'AVWHxlvJ0Wgl5l_4_x2lAq9JLLSswTJ7Mo-zodOppIEKH9HxkvxsIAauueyv-CNxiEgmhU3DvKX0u15VW-tp4pkOmltVI5J5j18iduU9obghlOskjUbILLrBvF6H',
      'base64url',
    );
    expect(vault.open(ROW, sealed)).toEqual({ name: 'Ximena Ficticia' });
    expect(vault.token('events.registration', '0197f0aa-1111-7abc-8def-0123456789ab')).toBe(
      'AZfwqhEReryN7wEjRWeJq8csUVUrrMtMQ-hdBxshru0',
    );
    const hash = vault.lookup('events.registrations.email', 'ximena@example.org');
    expect(hash.toString('base64url')).toBe('ffyNeqAoymb7NFSRt38SrD6tXr26uO9yJu14o9KNljk');
    expect(keyId(masterKey)).toBe('a885-7c42-906d-0cc0');
  });

  it('refuses a blob with any one bit changed', () => {
    const sealed = vault.seal(ROW, PERSON);
    const answers = new Set<string>();
    for (let byte = 0; byte < sealed.length; byte++) {
      for (const bit of [1, 128]) {
        const forged = Buffer.from(sealed);
        forged[byte] = forged[byte]! ^ bit;
        const answer = codeOf(() => vault.open(ROW, forged));
        expect(answer, `byte ${byte}`).toBe(byte === 0 ? 'unknown_version' : 'unreadable');
        answers.add(answer);
      }
    }
    expect([...answers].sort()).toEqual(['unknown_version', 'unreadable']);
  });

  it('refuses a blob cut or lengthened anywhere', () => {
    const sealed = vault.seal(ROW, PERSON);
    for (let length = 0; length < sealed.length; length++) {
      expect(
        codeOf(() => vault.open(ROW, sealed.subarray(0, length))),
        `${length} bytes`,
      ).toBe('unreadable');
    }
    expect(codeOf(() => vault.open(ROW, Buffer.concat([sealed, Buffer.alloc(1)])))).toBe('unreadable');
  });

  it('refuses a blob moved to another row or table', () => {
    const sealed = vault.seal(ROW, PERSON);
    const otherRow = ROW.replace(/1$/, '2');
    expect(codeOf(() => vault.open(otherRow, sealed))).toBe('unreadable');
    expect(codeOf(() => vault.open(ROW.replace('events.', 'proposals.'), sealed))).toBe('unreadable');
    expect(codeOf(() => vault.open(`${ROW} `, sealed))).toBe('unreadable');
  });

  it('wants a context with table and row', () => {
    for (const context of ['', 'events', ':1', 'events:']) {
      expect(codeOf(() => vault.seal(context, 1))).toBe('bad_context');
    }
  });

  it('never seals the same value to the same bytes', () => {
    const blobs = Array.from({ length: 200 }, () => vault.seal(ROW, PERSON).toString('hex'));
    expect(new Set(blobs).size).toBe(200);
  });

  it('holds nothing of the value in clear', () => {
    const sealed = vault.seal(ROW, PERSON);
    for (const word of ['Ximena', 'ximena@example.org', 'diet', 'name']) {
      expect(sealed.includes(word)).toBe(false);
    }
  });

  it('is as long for a short name as for a middling one', () => {
    const lengths = [1, 10, 20, 40, 58].map((length) => vault.seal(ROW, 'a'.repeat(length)).length);
    expect(lengths).toEqual([93, 93, 93, 93, 93]);
    expect(vault.seal(ROW, 'a'.repeat(59)).length).toBe(157);
  });

  it('refuses what JSON can not carry instead of sealing nothing', () => {
    expect(() => vault.seal(ROW, undefined)).toThrow(TypeError);
  });

  it('says nothing of the value in its error', () => {
    const sealed = vault.seal(ROW, 'Ximena Ficticia');
    sealed[40] = sealed[40]! ^ 1;
    let shown = '';
    try {
      vault.open(ROW, sealed);
    } catch (error) {
      shown = inspect(error, { depth: 9 });
    }
    expect(shown).toContain('vault: unreadable');
    expect(shown).not.toContain('Ximena');
  });
});

describe('lookup', () => {
  it('finds the same text again, per purpose and per key', () => {
    const email = vault.lookup('events.registrations.email', 'ximena@example.org');
    expect(email.length).toBe(32);
    expect(vault.lookup('events.registrations.email', 'ximena@example.org').equals(email)).toBe(true);
    expect(vault.lookup('events.registrations.email', 'ximena@example.com').equals(email)).toBe(false);
    expect(vault.lookup('proposals.authors.email', 'ximena@example.org').equals(email)).toBe(false);
    const other = createVault(createSecretKey(randomBytes(32)));
    expect(other.lookup('events.registrations.email', 'ximena@example.org').equals(email)).toBe(false);
  });
});

describe('tokens', () => {
  const id = '0197f0aa-1111-7abc-8def-0123456789ab';
  const token = vault.token('events.registration', id);

  it('are 43 characters fit for an address, the same each time', () => {
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(vault.token('events.registration', id)).toBe(token);
    expect(vault.token('events.registration', id.toUpperCase())).toBe(token);
  });

  it('say whose they are, and prove it', () => {
    expect(vault.peekToken(token)).toBe(id);
    expect(vault.checkToken('events.registration', id, 1, token)).toBe(true);
  });

  it('are void for another purpose, row, version or key', () => {
    expect(vault.checkToken('events.speaker', id, 1, token)).toBe(false);
    expect(vault.checkToken('events.registration', randomUUID(), 1, token)).toBe(false);
    expect(vault.checkToken('events.registration', id, 2, token)).toBe(false);
    const other = createVault(createSecretKey(randomBytes(32)));
    expect(other.checkToken('events.registration', id, 1, token)).toBe(false);
    const second = vault.token('events.registration', id, 2);
    expect(vault.checkToken('events.registration', id, 2, second)).toBe(true);
    expect(vault.checkToken('events.registration', id, 1, second)).toBe(false);
  });

  it('are void when any character is changed, added, lost or respelled', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (let at = 0; at < token.length; at++) {
      for (const letter of alphabet) {
        if (letter === token[at]) continue;
        const forged = token.slice(0, at) + letter + token.slice(at + 1);
        const claimed = vault.peekToken(forged);
        const accepted = claimed !== undefined && vault.checkToken('events.registration', claimed, 1, forged);
        expect(accepted, `${at} ${letter}`).toBe(false);
      }
    }
    for (const forged of ['', token.slice(1), `${token}A`, `${token}=`, ` ${token}`, `${token}\n`]) {
      expect(vault.peekToken(forged)).toBe(undefined);
      expect(vault.checkToken('events.registration', id, 1, forged)).toBe(false);
    }
  });

  it('are made for UUIDs only', () => {
    expect(() => vault.token('events.registration', '17')).toThrow(TypeError);
  });
});

describe('normalizeEmail', () => {
  it.each([
    ['  Ana.Perez@Example.ORG ', 'ana.perez@example.org'],
    ['ana@peñafiel.example', 'ana@xn--peafiel-5za.example'],
    ['ana@PEÑAFIEL.example.', 'ana@xn--peafiel-5za.example'],
    ['ａｎａ＠ｅｘａｍｐｌｅ．ｏｒｇ', 'ana@example.org'],
    ['an\u200Ba@exam\u2060ple.org', 'ana@example.org'],
    ['jose\u0301@example.org', 'josé@example.org'],
    ['"a@b"@example.org', '"a@b"@example.org'],
    ['no address', 'no address'],
    ['ana@not a domain', 'ana@not a domain'],
    ['', ''],
  ])('spells %j as %j', (typed, normal) => {
    expect(normalizeEmail(typed)).toBe(normal);
    expect(normalizeEmail(normal)).toBe(normal);
  });
});
