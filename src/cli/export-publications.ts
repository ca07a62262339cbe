/** `ja export publication <folder>` */
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type ExportedFile, exportFolder } from '../modules/publications/index.ts';
import type { Deps } from '../platform/deps.ts';
import { OperatorError } from '../platform/log.ts';
import { withDeps } from './context.ts';
import { DONE, UsageError } from './verb.ts';
import type { Call } from './verb.ts';

/** @param options.replace write over files of the folder that say something else */
export async function exportPublications(
  { config, log, say }: Call,
  names: readonly string[],
  { replace }: { replace: boolean },
): Promise<number> {
  const [name, ...more] = names;
  if (name === undefined || more.length > 0)
    throw new UsageError('export publication takes the name of one folder.');
  const folder = path.resolve(name);
  return await withDeps(config, log, 'export', async (deps) => {
    try {
      const { written, left } = (await exists(folder))
        ? await writeInto(deps, folder, replace)
        : await writeNew(deps, folder);
      say(`${folder}: ${written} files written, ${left} left as they were.`);
    } catch (error) {
      if (error instanceof OperatorError) throw error;
      const { code } = error as { code?: unknown };
      if (typeof code !== 'string' || !/^E[A-Z]+$/.test(code)) throw error;
      throw new OperatorError(`${folder} can't be written (${code}).`);
    }
    return DONE;
  });
}

interface Counts {
  written: number;
  left: number;
}

/** The whole folder, or none: it gets its name when the last file is in it. */
async function writeNew(deps: Deps, folder: string): Promise<Counts> {
  const part = `${folder}.${randomBytes(4).toString('hex')}.part`;
  try {
    await mkdir(part);
    let written = 0;
    for await (const file of exportFolder(deps)) {
      await writeWhole(part, file);
      written += 1;
    }
    await rename(part, folder);
    return { written, left: 0 };
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

/** Into a folder of files (a repository, say): none that says something else is lost without a word. */
async function writeInto(deps: Deps, folder: string, replace: boolean): Promise<Counts> {
  const others: string[] = [];
  const spelled = speller(folder);
  if (!replace)
    for await (const file of exportFolder(deps))
      if ((await compare(folder, await spelled(file))) === 'other') others.push(file.path);
  if (others.length > 0)
    throw new OperatorError(
      `${folder} has ${others.length} files that say something else, e.g. ${others[0] ?? ''}. Choose another folder, or --replace. Nothing was written.`,
    );
  const counts = { written: 0, left: 0 };
  for await (const each of exportFolder(deps)) {
    const file = await spelled(each);
    const same = (await compare(folder, file)) === 'same';
    if (!same) await writeWhole(folder, file);
    counts[same ? 'left' : 'written'] += 1;
  }
  return counts;
}

/** Files under the names that the folder has for them: some systems write an accent as a sign of its own. */
function speller(folder: string): (file: ExportedFile) => Promise<ExportedFile> {
  const listed = new Map<string, Promise<ReadonlyMap<string, string>>>();
  const namesIn = async (inside: string): Promise<ReadonlyMap<string, string>> => {
    const names = await readdir(path.join(folder, inside)).catch((): string[] => []);
    return new Map(names.map((name) => [name.normalize('NFC'), name]));
  };
  return async ({ path: name, text }) => {
    let inside = '';
    for (const part of name.split('/')) {
      const names = listed.get(inside) ?? namesIn(inside);
      listed.set(inside, names);
      inside = path.posix.join(inside, (await names).get(part) ?? part);
    }
    return { path: inside, text };
  };
}

async function compare(
  folder: string,
  { path: name, text }: ExportedFile,
): Promise<'none' | 'same' | 'other'> {
  try {
    return (await readFile(path.join(folder, name))).equals(Buffer.from(text)) ? 'same' : 'other';
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return 'none';
    throw error;
  }
}

async function writeWhole(folder: string, { path: name, text }: ExportedFile): Promise<void> {
  const file = path.join(folder, name);
  const part = `${file}.${randomBytes(4).toString('hex')}.part`;
  await mkdir(path.dirname(file), { recursive: true });
  try {
    await writeFile(part, text, { flag: 'wx' });
    await rename(part, file);
  } finally {
    await rm(part, { force: true });
  }
}

async function exists(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch {
    return false;
  }
}
