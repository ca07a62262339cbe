/** Publications as one ZIP of Markdown files, in and out, for the back office. */
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { Zip, ZipDeflate } from 'fflate';
import type { Deps } from '../../../platform/deps.ts';
import { readZip, type ZipEntry } from '../../../platform/files/zip.ts';
import { exportFolder } from './export-files.ts';
import { MAX_FILE_BYTES } from './file-text.ts';
import { FileFault } from './findings.ts';
import { fitName, isMarkdown, rankOf } from './names.ts';
import type { ImportFile } from './walk.ts';

/** What somebody may send at once. */
export const MAX_ARCHIVE_BYTES = 20_000_000;
const MOST_FILES = 1000;
/** Unpacked, all together: an archive of 20 MB can claim to hold terabytes. */
const MOST_UNPACKED = 60_000_000;

/** Written as they are sent: ten thousand take no more memory than two. */
export function zipOfPublications(deps: Pick<Deps, 'db'>): Readable {
  return Readable.from(pieces(deps), { objectMode: false, highWaterMark: 65_536 });
}

async function* pieces(deps: Pick<Deps, 'db'>): AsyncGenerator<Uint8Array> {
  let out: Uint8Array[] = [];
  let failed: Error | undefined;
  const zip = new Zip((error, data) => {
    if (error) failed = error;
    else out.push(data);
  });
  const encoder = new TextEncoder();
  for await (const { path, text } of exportFolder(deps)) {
    const entry = new ZipDeflate(path, { level: 6 });
    zip.add(entry);
    entry.push(encoder.encode(text), true);
    if (failed) throw failed;
    yield* out;
    out = [];
  }
  zip.end();
  if (failed) throw failed;
  yield* out;
}

export type Sent =
  | { ok: true; files: ImportFile[] }
  | { ok: false; fault: 'broken' | 'too_much' | 'nothing' };

/** One Markdown file, or all of them in a ZIP; nothing is written to a disk, so no path in it leads anywhere. */
export function filesIn(name: string, bytes: Uint8Array): Sent {
  if (!isZip(bytes)) {
    const own = name.split(/[/\\]/).at(-1) ?? name;
    if (!isMarkdown(own)) return { ok: false, fault: 'nothing' };
    return { ok: true, files: [fileOf(own, () => Promise.resolve(bytes))] };
  }
  const entries = readZip(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (!entries) return { ok: false, fault: 'broken' };
  const texts = entries
    // Old programs write paths as Windows does.
    .map((entry) => ({ entry, path: entry.name.replaceAll('\\', '/') }))
    .filter(({ path }) => isMarkdown(path) && !path.startsWith('__MACOSX/'));
  const unpacked = texts.reduce((sum, { entry }) => sum + Math.min(entry.size, MAX_FILE_BYTES), 0);
  if (unpacked > MOST_UNPACKED || texts.length > MOST_FILES) return { ok: false, fault: 'too_much' };
  const files = texts.map(({ entry, path }) => fileOf(path, () => unpack(entry)));
  return files.length > 0
    ? { ok: true, files: files.toSorted(categoriesFirst) }
    : { ok: false, fault: 'nothing' };
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

const inflate = promisify(inflateRaw);

/**
 * Beside the work of the site, and not a byte further than it said that it goes: two megabytes that unpack to
 * billions are given up at once.
 * @throws {FileFault}
 */
async function unpack({ size, method, encrypted, packed }: ZipEntry): Promise<Uint8Array> {
  const start = { line: 1, column: 1 };
  const unreadable = (code: string) => new FileFault('publications.import.fault.unreadable', start, { code });
  // One byte more than may be tells whoever reads it that it is too large.
  if (size > MAX_FILE_BYTES) return new Uint8Array(MAX_FILE_BYTES + 1);
  if (encrypted) throw unreadable('ZIP: encrypted');
  if (method !== 0 && method !== 8) throw unreadable(`ZIP: ${method}`);
  try {
    const bytes = method === 0 ? packed() : await inflate(packed(), { maxOutputLength: Math.max(size, 1) });
    if (bytes.length === size) return bytes;
  } catch {
    // Said below: whatever it was, it is not what the archive says.
  }
  throw unreadable('ZIP');
}

function fileOf(path: string, read: ImportFile['read']): ImportFile {
  const fileName = fitName(path);
  const folders = fileName.split('/').slice(0, -1).filter(Boolean);
  return { shown: fileName, fileName, folders, read };
}

/** A publication names categories, which must be there. */
function categoriesFirst(a: ImportFile, b: ImportFile): number {
  const rank = ({ folders }: ImportFile) => rankOf(folders.at(-1) ?? '');
  return rank(a) - rank(b) || (a.fileName < b.fileName ? -1 : 1);
}
