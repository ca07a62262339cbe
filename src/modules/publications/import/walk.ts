/** The files of an import, one at a time: however many there are, one is in memory. */
import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { MAX_FILE_BYTES } from './file-text.ts';
import { fitName, isMarkdown, rankOf } from './names.ts';

export interface ImportFile {
  /** As the report calls it. */
  shown: string;
  /** Inside the folder that was named, with composed accents; of a file that was named itself, its name. */
  fileName: string;
  /** Names of the folders that it lies in, the nearest last. */
  folders: readonly string[];
  read: () => Promise<Uint8Array>;
}

/**
 * @param names files and folders; of a folder, all Markdown files in it and below, by name; categories come first
 * @throws what the system says of a name that is not there, before the first file
 */
export async function filesOf(names: readonly string[]): Promise<AsyncGenerator<ImportFile>> {
  const found = await Promise.all(
    names.map(async (name) => ({ name, isFolder: (await stat(name)).isDirectory() })),
  );
  return each(found.toSorted((a, b) => rankOf(path.basename(a.name)) - rankOf(path.basename(b.name))));
}

async function* each(found: readonly { name: string; isFolder: boolean }[]): AsyncGenerator<ImportFile> {
  for (const { name, isFolder } of found) {
    const full = path.resolve(name);
    if (isFolder) yield* below(full, name, [], [path.basename(full)]);
    else yield fileAt(full, name, [], [path.basename(path.dirname(full))]);
  }
}

async function* below(
  folder: string,
  shown: string,
  inside: readonly string[],
  folders: readonly string[],
): AsyncGenerator<ImportFile> {
  const entries = await readdir(folder, { withFileTypes: true });
  const sorted = entries.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  sorted.sort((a, b) => rankOf(a.name) - rankOf(b.name));
  for (const entry of sorted) {
    const { name } = entry;
    // Hidden ones (`.git`) and links that lead elsewhere are nobody's publications.
    if (name.startsWith('.')) continue;
    const full = path.join(folder, name);
    const label = path.join(shown, name);
    if (entry.isDirectory()) yield* below(full, label, [...inside, name], [...folders, name]);
    else if (entry.isFile() && isMarkdown(name)) yield fileAt(full, label, inside, folders);
  }
}

function fileAt(
  full: string,
  shown: string,
  inside: readonly string[],
  folders: readonly string[],
): ImportFile {
  const fileName = fitName([...inside, path.basename(full)].join('/'));
  return { shown: fitName(shown), fileName, folders, read: async () => await readBounded(full) };
}

/** Not more than is needed to see that a file is too large. */
async function readBounded(name: string): Promise<Uint8Array> {
  const file = await open(name);
  try {
    const { size } = await file.stat();
    const bytes = new Uint8Array(Math.min(size, MAX_FILE_BYTES) + 1);
    let length = 0;
    for (let got = -1; got !== 0 && length < bytes.length; length += got)
      got = (await file.read(bytes, length, bytes.length - length)).bytesRead;
    return bytes.subarray(0, length);
  } finally {
    await file.close();
  }
}
