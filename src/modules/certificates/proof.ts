/** Keys and signatures: Ed25519, as Node has it. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import { CODE_BYTES, codeOf } from './rules/code.ts';
import { type Content, decodeContent, encodeContent, packProof, unpackProof } from './rules/content.ts';

export interface PublicKey {
  /** 8 hex digits. */
  id: string;
  /** 32 bytes. */
  bytes: Uint8Array;
  /** Nothing that it signed is to be believed. */
  isVoid: boolean;
}

export interface SigningKey {
  id: string;
  key: KeyObject;
}

export function newCode(): string {
  return codeOf(randomBytes(CODE_BYTES));
}

/** @returns the public half, its id, and the private half as PKCS #8 for the vault */
export function newKeyPair(): { id: string; publicKey: Buffer; secret: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const bytes = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const secret = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  return { id: keyIdOf(bytes), publicKey: bytes, secret };
}

export function openKey(secret: string): KeyObject {
  return createPrivateKey({ key: Buffer.from(secret, 'base64'), format: 'der', type: 'pkcs8' });
}

function keyIdOf(publicKey: Uint8Array): string {
  return createHash('sha256').update(publicKey).digest('hex').slice(0, 8);
}

/** @returns what stands behind `#` @throws RangeError for a fact that does not fit */
export function prove(content: Omit<Content, 'key'>, { id, key }: SigningKey): string {
  const bytes = encodeContent({ ...content, key: id });
  return packProof(bytes, sign(null, bytes, key));
}

/** A signature over plain text, base64url: of the list of what was revoked. */
export function signText(text: string, { key }: SigningKey): string {
  return sign(null, Buffer.from(text, 'utf8'), key).toString('base64url');
}

export type Checked =
  | { state: 'signed'; content: Content }
  /** Not what was signed, or no content at all. */
  | { state: 'altered' }
  | { state: 'unknown_key'; key: string };

export function checkProof(proof: string, keys: readonly PublicKey[]): Checked {
  const parts = unpackProof(proof);
  const content = parts && decodeContent(parts.signed);
  if (!parts || !content) return { state: 'altered' };
  const key = keys.find((k) => k.id === content.key && !k.isVoid);
  if (!key) return { state: 'unknown_key', key: content.key };
  return verify(null, parts.signed, publicKeyOf(key.bytes), parts.signature)
    ? { state: 'signed', content }
    : { state: 'altered' };
}

export function jwkOf(bytes: Uint8Array) {
  return { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(bytes).toString('base64url') };
}

function publicKeyOf(bytes: Uint8Array): KeyObject {
  return createPublicKey({ key: jwkOf(bytes), format: 'jwk' });
}
