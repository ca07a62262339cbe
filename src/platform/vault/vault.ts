/**
 * Where personal data of people who take part is written: sealed with a key that is kept outside the
 * database, found again by a keyed hash. A stolen dump or backup names nobody.
 *
 * Sealed blob: version (1 byte) · nonce (12) · AES-256-GCM of the padded JSON · tag (16).
 * Every purpose has its own key, derived from the master key, so that a fault in one use says nothing
 * about another.
 */
import { isUuid } from '../uuid.ts';
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { keyId, type MasterKey } from './key.ts';

export interface Vault {
  /** Public fingerprint of the key, as `keyId` makes it: on the terminal, in backups and in the back office. */
  keyId: string;
  /**
   * @param context `{table}:{row id}`, e.g. `events.registrations:0197…`: bound to the blob, so that it
   *   opens nowhere else
   * @param value anything JSON can carry
   */
  seal: (context: string, value: unknown) => Buffer;
  /** @throws VaultError when the blob was changed, belongs elsewhere or was sealed with another key */
  open: <T>(context: string, sealed: Uint8Array) => T;
  /**
   * @param purpose `{table}.{column}`: the same text gives unrelated hashes for different purposes
   * @param text already normalised (`normalizeEmail`)
   * @returns 32 bytes, equal for equal text, to find a row again
   */
  lookup: (purpose: string, text: string) => Buffer;
  /**
   * A secret link to one row that is stored nowhere: it can be made again at any time, and is made void
   * by counting up `version`.
   * @param id a UUID
   * @returns 43 characters fit for an address
   */
  token: (purpose: string, id: string, version?: number) => string;
  /** @returns the id that a token speaks of, unproven; `undefined` when it is no token. Then `checkToken`. */
  peekToken: (token: string) => string | undefined;
  /** @returns true when this token was made for purpose, id and version; in constant time */
  checkToken: (purpose: string, id: string, version: number, token: string) => boolean;
}

/** A blob that can't be opened. Says nothing of what it holds. */
export class VaultError extends Error {
  override readonly name = 'VaultError';
  readonly code: 'unreadable' | 'unknown_version' | 'bad_context';

  constructor(code: VaultError['code']) {
    super(`vault: ${code}`);
    this.code = code;
  }
}

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES;
const LENGTH_BYTES = 4;
/** Sealed sizes go in steps, so that the length of a blob tells little about the name inside. */
const PAD_BYTES = 64;
const ID_BYTES = 16;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The vault on one master key; purposes get keys derived from it, made once and kept in memory. */
export function createVault(masterKey: MasterKey): Vault {
  const derived = new Map<string, Buffer>();
  const keyFor = (use: 'seal' | 'lookup' | 'token', purpose: string): Buffer => {
    const info = `justicia-abierta ${use} v${VERSION} ${purpose}`;
    let key = derived.get(info);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', masterKey, '', info, 32));
      derived.set(info, key);
    }
    return key;
  };
  const signature = (purpose: string, id: string, version: number): Buffer =>
    createHmac('sha256', keyFor('token', purpose)).update(`${id} ${version}`).digest().subarray(0, 16);

  return {
    keyId: keyId(masterKey),
    seal: (context, value) => seal(keyFor('seal', purposeOf(context)), context, value),
    open: <T>(context: string, sealed: Uint8Array) =>
      unseal(keyFor('seal', purposeOf(context)), context, sealed) as T,
    lookup: (purpose, text) => createHmac('sha256', keyFor('lookup', purpose)).update(text).digest(),
    token: (purpose, id, version = 1) => {
      const canonical = id.toLowerCase();
      if (!isUuid(canonical)) throw new TypeError('A token speaks of a UUID.');
      const idBytes = Buffer.from(canonical.replaceAll('-', ''), 'hex');
      return Buffer.concat([idBytes, signature(purpose, canonical, version)]).toString('base64url');
    },
    peekToken: (token) => {
      const bytes = tokenBytes(token);
      return bytes && uuidOf(bytes);
    },
    checkToken: (purpose, id, version, token) => {
      const bytes = tokenBytes(token);
      const canonical = id.toLowerCase();
      // Which row the link speaks of is no secret; only the signature needs the constant time.
      if (!bytes || uuidOf(bytes) !== canonical) return false;
      return timingSafeEqual(bytes.subarray(ID_BYTES), signature(purpose, canonical, version));
    },
  };
}

/** What was sealed; undefined when nothing is kept, or it can't be opened: another key, or tampered with. */
export function tryOpen<T>(vault: Vault, context: string, sealed: Uint8Array | null): T | undefined {
  if (sealed === null) return undefined;
  try {
    return vault.open<T>(context, sealed);
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}

/** The table part of a context: one key per table keeps the number of nonces per key far from its limit. */
function purposeOf(context: string): string {
  const colon = context.indexOf(':');
  if (colon < 1 || colon === context.length - 1) throw new VaultError('bad_context');
  return context.slice(0, colon);
}

function associatedData(context: string): Buffer {
  return Buffer.concat([Buffer.from([VERSION]), Buffer.from(context, 'utf8')]);
}

function seal(key: Buffer, context: string, value: unknown): Buffer {
  const json = JSON.stringify(value) as string | undefined;
  if (json === undefined) throw new TypeError('Only what JSON can carry can be sealed.');
  const text = Buffer.from(json, 'utf8');
  const padded = Buffer.alloc(Math.ceil((LENGTH_BYTES + text.length) / PAD_BYTES) * PAD_BYTES);
  padded.writeUInt32BE(text.length, 0);
  text.copy(padded, LENGTH_BYTES);

  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(associatedData(context));
  const body = Buffer.concat([cipher.update(padded), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION]), nonce, body, cipher.getAuthTag()]);
}

function unseal(key: Buffer, context: string, sealed: Uint8Array): unknown {
  const blob = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (blob.length < HEAD_BYTES + PAD_BYTES + TAG_BYTES) throw new VaultError('unreadable');
  if (blob[0] !== VERSION) throw new VaultError('unknown_version');
  const tagAt = blob.length - TAG_BYTES;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, blob.subarray(1, HEAD_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(associatedData(context));
    decipher.setAuthTag(blob.subarray(tagAt));
    const padded = Buffer.concat([decipher.update(blob.subarray(HEAD_BYTES, tagAt)), decipher.final()]);
    const length = padded.readUInt32BE(0);
    return JSON.parse(padded.toString('utf8', LENGTH_BYTES, LENGTH_BYTES + length));
  } catch {
    // Whatever went wrong, the parser's words could quote what was sealed.
    throw new VaultError('unreadable');
  }
}

/** The bytes of a token, only in its one canonical spelling: a link can't be respelled and still work. */
function tokenBytes(token: string): Buffer | undefined {
  if (!TOKEN.test(token)) return undefined;
  const bytes = Buffer.from(token, 'base64url');
  return bytes.toString('base64url') === token ? bytes : undefined;
}

function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString('hex', 0, ID_BYTES);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
