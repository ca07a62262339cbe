import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyId, loadOrCreateKey } from './key.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ja-key-'));
  path = join(folder, 'secret.key');
});
afterEach(() => rm(folder, { recursive: true }));

describe('loadOrCreateKey', () => {
  it('makes a key that only its owner reads, and finds it again', async () => {
    const made = await loadOrCreateKey(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, 'utf8')).toMatch(/^[A-Za-z0-9+/]{43}=\n$/);
    const found = await loadOrCreateKey(path);
    expect(found.equals(made)).toBe(true);
    expect(await readdir(folder)).toEqual(['secret.key']);
  });

  it('makes another key elsewhere', async () => {
    const one = await loadOrCreateKey(path);
    const two = await loadOrCreateKey(join(folder, 'other.key'));
    expect(one.equals(two)).toBe(false);
  });

  it('gives the same key to all who start at once', async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => loadOrCreateKey(path)));
    expect(new Set(keys.map((key) => keyId(key))).size).toBe(1);
    expect(await readdir(folder)).toEqual(['secret.key']);
  });

  it.each([0o640, 0o604, 0o644, 0o660])('refuses a file of mode %o, saying what to do', async (mode) => {
    await loadOrCreateKey(path);
    await chmod(path, mode);
    await expect(loadOrCreateKey(path)).rejects.toThrow(
      `Others can read the key file ${path} (mode 0${mode.toString(8)}). Run: chmod 600 ${path}`,
    );
  });

  it.each([
    ['empty', ''],
    ['short', 'AAAA\n'],
    ['31 bytes', `${Buffer.alloc(31, 1).toString('base64')}\n`],
    ['33 bytes', `${Buffer.alloc(33, 1).toString('base64')}\n`],
    ['hex', `${'ab'.repeat(32)}\n`],
    ['respelled base64', `${'A'.repeat(42)}B=\n`],
    ['two lines', `${Buffer.alloc(32, 1).toString('base64')}\nmore\n`],
    ['huge', 'A'.repeat(1_000_000)],
  ])('refuses a malformed file (%s) and leaves it as it is', async (_what, text) => {
    await writeFile(path, text, { mode: 0o600 });
    await expect(loadOrCreateKey(path)).rejects.toThrow(`The key file ${path} holds no key`);
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it('never shows the key when the object is printed', async () => {
    const key = await loadOrCreateKey(path);
    const secret = (await readFile(path, 'utf8')).trim();
    const shown = `${inspect(key, { depth: 9, showHidden: true })} ${JSON.stringify(key)} ${String(key)}`;
    expect(shown).not.toContain(secret);
    expect(shown).not.toContain(Buffer.from(secret, 'base64').toString('hex'));
  });
});

describe('keyId', () => {
  it('is equal for equal keys only, and not part of the key', async () => {
    const key = await loadOrCreateKey(path);
    const other = await loadOrCreateKey(join(folder, 'other.key'));
    expect(keyId(key)).toMatch(/^[0-9a-f]{4}(-[0-9a-f]{4}){3}$/);
    expect(keyId(await loadOrCreateKey(path))).toBe(keyId(key));
    expect(keyId(other)).not.toBe(keyId(key));
    expect(key.export().toString('hex')).not.toContain(keyId(key).replaceAll('-', '').slice(0, 8));
  });
});
