/**
 * The key of the vault: 32 random bytes in a text file of its own, outside the database and outside
 * every backup of it. Whoever has a dump but not this file can name nobody; whoever loses this file
 * can't either, so the operator keeps a copy apart (`keyId` lets two copies be compared in the open).
 */
import { createSecretKey, hkdfSync, randomBytes, randomUUID, type KeyObject } from 'node:crypto';
import { link, open, unlink, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { OperatorError } from '../log.ts';

/** Node's opaque key: it prints, logs and serialises as nothing. */
export type MasterKey = KeyObject;

export const KEY_BYTES = 32;
/** 44 characters of base64 for 32 bytes; a line end after it is tolerated, nothing else. */
const KEY_FILE = /^([A-Za-z0-9+/]{43}=)\s*$/;
/** A key file is 45 bytes; a big file under this name is something else and is not read in. */
const MAX_FILE_BYTES = 256;

/**
 * @param path where the key is kept (`SECRET_KEY_FILE`); its folder must exist
 * @returns the key in the file, made first when there is none. Two processes that start at once get
 *   the same key.
 * @throws OperatorError when others can read the file or it holds no key
 */
export async function loadOrCreateKey(path: string): Promise<MasterKey> {
  const existing = await readKey(path);
  if (existing) return existing;
  await createKeyFile(path);
  const created = await readKey(path);
  if (!created) throw new OperatorError(`The key file ${path} vanished while it was being made.`);
  return created;
}

/**
 * @returns a public fingerprint of the key, `xxxx-xxxx-xxxx-xxxx` (hex): equal for equal keys, and of
 *   no use for finding the key
 */
export function keyId(key: MasterKey): string {
  const print = Buffer.from(hkdfSync('sha256', key, '', 'justicia-abierta key id', 8)).toString('hex');
  return (print.match(/.{4}/g) ?? []).join('-');
}

async function readKey(path: string): Promise<MasterKey | undefined> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
  try {
    const { mode, size } = await file.stat();
    // Windows has no such bits; there the folder's own permissions count.
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      const bits = (mode & 0o777).toString(8).padStart(4, '0');
      throw new OperatorError(`Others can read the key file ${path} (mode ${bits}). Run: chmod 600 ${path}`);
    }
    const text = size > MAX_FILE_BYTES ? '' : await file.readFile('utf8');
    const encoded = KEY_FILE.exec(text)?.[1];
    const bytes = Buffer.from(encoded ?? '', 'base64');
    if (bytes.length !== KEY_BYTES || bytes.toString('base64') !== encoded) {
      throw new OperatorError(
        `The key file ${path} holds no key (32 bytes in base64, one line). Put back the copy you kept; ` +
          'without it what the vault holds stays unreadable.',
      );
    }
    return createSecretKey(bytes);
  } finally {
    await file.close();
  }
}

/** Leaves a whole key under `path` or nothing: written and flushed under another name, then linked, which fails if somebody was first. */
async function createKeyFile(path: string): Promise<void> {
  const folder = dirname(path);
  const draft = join(folder, `.key-${randomUUID()}`);
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(KEY_BYTES).toString('base64')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, path);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await unlink(draft);
  }
  await syncFolder(folder);
}

async function syncFolder(folder: string): Promise<void> {
  // Windows can't open a folder; NTFS journals the name itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
