/** What a file is made of, before anything of it is read as a table: its letters, its size, its fingerprint. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';

/** A file that can be read again from its beginning. */
export interface ImportInput {
  /** Without folders. */
  name: string;
  /** Bytes. */
  size: number;
  read: () => AsyncIterable<Uint8Array>;
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Programs' files that are taken for lists, by their first bytes. */
export type Stranger = 'archive' | 'workbook' | 'pdf' | 'picture' | 'compressed' | 'markup' | 'binary';

export interface Examined {
  encoding: Encoding;
  sha256: Buffer;
  /** Bytes that were there. */
  size: number;
  stranger?: Stranger;
}

const BEGINNING = 4096;

/** One walk through the bytes, in memory for one piece. */
export async function examine(input: ImportInput): Promise<Examined> {
  const hash = createHash('sha256');
  const decoder = new TextDecoder('utf-8');
  let head = Buffer.alloc(0);
  let size = 0;
  let letters = 0;
  let broken = 0;
  for await (const piece of input.read()) {
    hash.update(piece);
    size += piece.length;
    if (head.length < BEGINNING) {
      head = Buffer.concat([head, piece]).subarray(0, BEGINNING);
      const stranger = strangerOf(head);
      if (stranger) return { encoding: 'utf-8', sha256: hash.digest(), size, stranger };
    }
    const [more, lost] = counted(decoder.decode(piece, { stream: true }));
    letters += more;
    broken += lost;
  }
  broken += counted(decoder.decode())[1];
  const wide = wideOf(head);
  const encoding = wide ?? (broken > letters ? 'windows-1252' : 'utf-8');
  const binary = wide === undefined && head.length > 0 && zeros(head) > head.length / 10;
  return { encoding, sha256: hash.digest(), size, ...(binary && { stranger: 'binary' as const }) };
}

/** Letters beyond ASCII that could be read as UTF-8, and those that could not. */
function counted(text: string): [number, number] {
  let letters = 0;
  let broken = 0;
  for (const [sign] of text.matchAll(/[^\0-\x7F]/g)) {
    if (sign === '\uFFFD') broken += 1;
    else letters += 1;
  }
  return [letters, broken];
}

const zeros = (bytes: Uint8Array): number => bytes.filter((byte) => byte === 0).length;

/** UTF-16, with its mark or by the zero in every second byte. */
function wideOf(head: Buffer): Encoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const pairs = Math.floor(head.length / 2);
  if (pairs < 4) return undefined;
  const at = (rest: number) => zeros(head.filter((_, index) => index % 2 === rest)) / pairs;
  if (at(1) > 0.5 && at(0) < 0.1) return 'utf-16le';
  return at(0) > 0.5 && at(1) < 0.1 ? 'utf-16be' : undefined;
}

const SIGNATURES: readonly (readonly [string, Stranger])[] = [
  ['504b0304', 'archive'],
  ['504b0506', 'archive'],
  ['d0cf11e0a1b11ae1', 'workbook'],
  ['25504446', 'pdf'],
  ['1f8b', 'compressed'],
  ['425a68', 'compressed'],
  ['377abcaf', 'compressed'],
  ['89504e47', 'picture'],
  ['ffd8ff', 'picture'],
  ['47494638', 'picture'],
];

function strangerOf(head: Buffer): Stranger | undefined {
  const hex = head.subarray(0, 8).toString('hex');
  const known = SIGNATURES.find(([signature]) => hex.startsWith(signature))?.[1];
  if (known !== undefined) return known;
  return /^[\s\uFEFF]*<(?:!|\?|[a-z])/i.test(head.toString('latin1').replace('\u00EF\u00BB\u00BF', ''))
    ? 'markup'
    : undefined;
}

/** The text of a file in pieces, without the mark at its beginning. */
export async function* textOf(input: ImportInput, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const piece of input.read()) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

/** A file on this machine. @throws what the system says when it can't be read */
export async function fileInput(file: string): Promise<ImportInput> {
  const found = await stat(file);
  if (!found.isFile()) throw Object.assign(new Error('no file'), { code: 'EISDIR' });
  return { name: path.basename(file), size: found.size, read: () => createReadStream(file) };
}

/** A file that somebody sent. */
export function bytesInput(name: string, bytes: Uint8Array): ImportInput {
  return {
    name,
    size: bytes.length,
    async *read() {
      yield await Promise.resolve(bytes);
    },
  };
}
