/**
 * What the QR of a certificate carries behind `#`: its facts and a signature over them, byte by byte as
 * docs/formats/certificates.md describes it for others. `src/browser/verify.js` reads the same.
 */
import type { Kind } from '../tables.ts';
import { CODE_BYTES, codeBytes, codeOf } from './code.ts';

/** What a certificate states. Dates are calendar days in the edition's zone. */
export interface Facts {
  name: string;
  edition: string;
  issuer: string;
  /** What the person was there, in the organiser's words; mostly empty for those who attended. */
  role: string;
  starts: string;
  ends: string;
  issued: string;
  sessions: number;
  minutes: number;
}

export interface Content extends Facts {
  /** 16 characters. */
  code: string;
  kind: Kind;
  /** 8 hex digits. */
  key: string;
}

export const FORMAT_VERSION = 1;
export const SIGNATURE_BYTES = 64;
/** What one text may be long, in bytes of UTF-8. A name of 120 letters of any script fits. */
export const MAX_TEXT_BYTES = 1023;
const KIND_NUMBERS: Record<Kind, number> = { attendance: 1, speaker: 2, organiser: 3 };
const KEY_BYTES = 4;
/** version · key · code · kind · starts · ends · issued · sessions · minutes */
const HEAD_BYTES = 1 + KEY_BYTES + CODE_BYTES + 1 + 2 * 5;
const EPOCH = Temporal.PlainDate.from('2000-01-01');

/** @returns the bytes that are signed @throws RangeError for a fact that does not fit */
export function encodeContent(content: Content): Uint8Array {
  const texts = [content.issuer, content.edition, content.name, content.role].map(textBytes);
  const length = texts.reduce((sum, text) => sum + 2 + text.length, HEAD_BYTES);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  bytes[0] = FORMAT_VERSION;
  bytes.set(Uint8Array.fromHex(content.key), 1);
  bytes.set(codeBytes(content.code), 1 + KEY_BYTES);
  bytes[15] = KIND_NUMBERS[content.kind];
  const numbers = [content.starts, content.ends, content.issued].map(dayNumber);
  [...numbers, content.sessions, content.minutes].forEach((value, index) =>
    view.setUint16(16 + 2 * index, inRange(value)),
  );
  let at = HEAD_BYTES;
  for (const text of texts) {
    view.setUint16(at, text.length);
    bytes.set(text, at + 2);
    at += 2 + text.length;
  }
  return bytes;
}

/** @returns undefined for anything but exactly one content, to the last byte */
export function decodeContent(bytes: Uint8Array): Content | undefined {
  if (bytes.length < HEAD_BYTES || bytes[0] !== FORMAT_VERSION) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kind = (Object.keys(KIND_NUMBERS) as Kind[]).find((k) => KIND_NUMBERS[k] === bytes[15]);
  const texts: string[] = [];
  let at = HEAD_BYTES;
  for (let index = 0; index < 4; index++) {
    const end = at + 2 <= bytes.length ? at + 2 + view.getUint16(at) : Number.POSITIVE_INFINITY;
    const text = end <= bytes.length ? readText(bytes.subarray(at + 2, end)) : undefined;
    if (text === undefined) return undefined;
    texts.push(text);
    at = end;
  }
  const [issuer = '', edition = '', name = '', role = ''] = texts;
  if (!kind || at !== bytes.length) return undefined;
  return {
    key: bytes.slice(1, 1 + KEY_BYTES).toHex(),
    code: codeOf(bytes.subarray(1 + KEY_BYTES, 1 + KEY_BYTES + CODE_BYTES)),
    kind,
    starts: dayOf(view.getUint16(16)),
    ends: dayOf(view.getUint16(18)),
    issued: dayOf(view.getUint16(20)),
    sessions: view.getUint16(22),
    minutes: view.getUint16(24),
    issuer,
    edition,
    name,
    role,
  };
}

/** Content and signature as they stand behind `#`. */
export function packProof(content: Uint8Array, signature: Uint8Array): string {
  const bytes = new Uint8Array(content.length + signature.length);
  bytes.set(content);
  bytes.set(signature, content.length);
  return bytes.toBase64({ alphabet: 'base64url', omitPadding: true });
}

/** @returns undefined when it is no base64url in its one spelling, or too short */
export function unpackProof(text: string): { signed: Uint8Array; signature: Uint8Array } | undefined {
  if (!/^[A-Za-z0-9_-]{120,6000}$/.test(text)) return undefined;
  try {
    const bytes = Uint8Array.fromBase64(text, { alphabet: 'base64url' });
    if (bytes.toBase64({ alphabet: 'base64url', omitPadding: true }) !== text) return undefined;
    const at = bytes.length - SIGNATURE_BYTES;
    return { signed: bytes.subarray(0, at), signature: bytes.subarray(at) };
  } catch {
    return undefined;
  }
}

/** Cut at a whole letter where it is too long for the content. */
export function fitText(text: string): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(MAX_TEXT_BYTES));
  return text.slice(0, read);
}

function textBytes(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > MAX_TEXT_BYTES) throw new RangeError('A text of a certificate is too long.');
  return bytes;
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function readText(bytes: Uint8Array): string | undefined {
  try {
    return bytes.length > MAX_TEXT_BYTES ? undefined : strict.decode(bytes);
  } catch {
    return undefined;
  }
}

function dayNumber(day: string): number {
  return EPOCH.until(Temporal.PlainDate.from(day), { largestUnit: 'days' }).days;
}

function dayOf(number: number): string {
  return EPOCH.add({ days: number }).toString();
}

function inRange(value: number): number {
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new RangeError('A number of a certificate is out of its range.');
  return value;
}
