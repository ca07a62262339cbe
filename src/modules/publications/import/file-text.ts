/** From the bytes of a file to its text, exactly. */
import { createHash } from 'node:crypto';
import { LONGEST_TEXT } from '../../../platform/markdown/cost.ts';
import {
  type FrontMatter,
  FrontMatterFault,
  parseFrontMatter,
} from '../../../platform/front-matter/parse.ts';
import { FileFault } from './findings.ts';

/** The longest text that is read as Markdown, in letters of up to four bytes, and its front matter. */
export const MAX_FILE_BYTES = 4 * LONGEST_TEXT + 65_536;

export function sha256(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}

// Bytes that are no UTF-8 would come back as others; the mark at the beginning is part of the file.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @throws {FileFault} */
export function readFileText(bytes: Uint8Array): FrontMatter {
  const start = { line: 1, column: 1 };
  if (bytes.length > MAX_FILE_BYTES)
    throw new FileFault('publications.import.fault.too_large', start, {
      most: String(Math.floor(MAX_FILE_BYTES / 1024)),
    });
  const nothing = bytes.indexOf(0);
  if (nothing !== -1) throw new FileFault('publications.import.fault.not_text', placeOf(bytes, nothing));
  let text;
  try {
    text = decoder.decode(bytes);
  } catch {
    throw new FileFault('publications.import.fault.not_utf8', placeOf(bytes, firstWrong(bytes)));
  }
  try {
    return parseFrontMatter(text);
  } catch (error) {
    if (!(error instanceof FrontMatterFault)) throw error;
    throw new FileFault(`publications.import.fault.${error.code}`, error.place, { detail: error.detail });
  }
}

function placeOf(bytes: Uint8Array, at: number): { line: number; column: number } {
  const before = bytes.subarray(0, at);
  const line = before.reduce((count, byte) => count + (byte === 10 ? 1 : 0), 1);
  return { line, column: at - before.lastIndexOf(10) };
}

/** The first byte that a reader cannot go past. */
function firstWrong(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (good < bad) {
    const middle = (good + bad + 1) >> 1;
    // A letter cut in two at the end is no fault yet.
    const reader = new TextDecoder('utf-8', { fatal: true });
    try {
      reader.decode(bytes.subarray(0, middle), { stream: true });
      good = middle;
    } catch {
      bad = middle - 1;
    }
  }
  return good;
}
