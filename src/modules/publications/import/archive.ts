/** Publications as one ZIP of Markdown files, in and out, for the back office. */
import { Readable } from 'node:stream';
import { unzipSync, Zip, ZipDeflate } from 'fflate';
import type { Deps } from '../../../platform/deps.ts';
import { exportFiles } from './export-files.ts';
import { MAX_FILE_BYTES } from './file-text.ts';
import type { ImportFile } from './walk.ts';

/** What somebody may send at once. */
export const MAX_ARCHIVE_BYTES = 20_000_000;
const MOST_FILES = 1000;
/** Unpacked, all together: an archive of 20 MB can claim to hold terabytes. */
const MOST_UNPACKED = 60_000_000;
const MARKDOWN = /\.(?:md|markdown|txt)$/i;

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
  for await (const { path, text } of exportFiles(deps)) {
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
    const own = name.split(/[/\\]/).at(-1)?.normalize('NFC') ?? name;
    return MARKDOWN.test(own) ? { ok: true, files: [fileOf(own, bytes)] } : { ok: false, fault: 'nothing' };
  }
  let unpacked = 0;
  let count = 0;
  try {
    const entries = unzipSync(bytes, {
      filter: ({ name: path, originalSize }) => {
        if (!MARKDOWN.test(path) || path.startsWith('__MACOSX/')) return false;
        unpacked += originalSize;
        count += 1;
        if (unpacked > MOST_UNPACKED || count > MOST_FILES) throw new RangeError('too much');
        return originalSize <= MAX_FILE_BYTES;
      },
    });
    const files = Object.entries(entries).map(([path, data]) => fileOf(path.normalize('NFC'), data));
    return files.length > 0
      ? { ok: true, files: files.toSorted(categoriesFirst) }
      : { ok: false, fault: 'nothing' };
  } catch (error) {
    return { ok: false, fault: error instanceof RangeError ? 'too_much' : 'broken' };
  }
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

function fileOf(path: string, data: Uint8Array): ImportFile {
  const folders = path.split('/').slice(0, -1).filter(Boolean);
  return { shown: path, fileName: path, folders, read: () => Promise.resolve(data) };
}

/** A publication names categories, which must be there. */
function categoriesFirst(a: ImportFile, b: ImportFile): number {
  const rank = ({ folders }: ImportFile) => (folders.at(-1)?.startsWith('categor') ? 0 : 1);
  return rank(a) - rank(b) || (a.fileName < b.fileName ? -1 : 1);
}
