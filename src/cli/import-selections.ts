/** `ja import kind <file…>`, `ja import process <file…>`, `ja import holidays <file…>` and lists of a process: `ja import candidate <file…> --process P` */
import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileInput } from '../modules/officials/index.ts';
import { filesOf } from '../modules/publications/index.ts';
import {
  importFolder,
  importHolidays,
  importKind,
  importList,
  importProcess,
  type ListKind,
  type ListMap,
  MOST_BYTES,
  MOST_LIST_MAP_BYTES,
  printFolder,
  printHolidays,
  printKind,
  printList,
  printOfferedMap,
  printProcess,
  readListMap,
} from '../modules/selections/index.ts';
import type { Actor } from '../platform/access/access.ts';
import { type Lang, translator } from '../platform/i18n/translate.ts';
import { OperatorError } from '../platform/log.ts';
import { withDeps } from './context.ts';
import { DONE, FAILED, UsageError } from './verb.ts';
import type { Call } from './verb.ts';

const IMPORT: Actor = { kind: 'system', what: 'import' };

export async function importSelections(
  { config, log, say, complain }: Call,
  what: 'kind' | 'process' | 'holidays',
  names: readonly string[],
  { lang, ...options }: { dryRun: boolean; draft: boolean; lang: Lang },
): Promise<number> {
  if (names.length === 0) throw new UsageError(`import ${what} takes one or more files.`);
  const t = translator(lang);
  return await withDeps(config, log, 'import', async (deps) => {
    let code: number = DONE;
    // One at a time: a process may have many megabytes.
    for (const name of names) {
      const bytes = await readFile(name);
      const { lines, done } = await { kind: oneKind, process: oneProcess, holidays: oneCalendar }[what](
        name,
        bytes,
      );
      for (const line of lines.slice(0, -1)) (done ? say : complain)(line);
      // Scripts look for the reason of a failure where complaints go.
      (done ? say : complain)(lines.at(-1) ?? '');
      if (!done) code = FAILED;
    }
    return code;

    async function oneKind(name: string, bytes: Uint8Array) {
      const done = await importKind(deps, IMPORT, bytes, options);
      return { lines: printKind(name, done, t, options.dryRun), done: done.outcome !== undefined };
    }
    async function oneCalendar(name: string, bytes: Uint8Array) {
      const done = await importHolidays(deps, IMPORT, bytes, options);
      return { lines: printHolidays(name, done, t, options.dryRun), done: done.kept !== undefined };
    }
    async function oneProcess(name: string, bytes: Uint8Array) {
      const done = await importProcess(deps, IMPORT, bytes, options);
      return { lines: printProcess(name, done, t, options.dryRun), done: done.ok };
    }
  });
}

/** Each list is put into the process on its own: one that is refused stops no other. */
export async function importLists(
  { config, log, say, complain }: Call,
  list: ListKind,
  names: readonly string[],
  {
    lang,
    map: mapName,
    ...rest
  }: { process: string; publisher: string; map: string | undefined; dryRun: boolean; lang: Lang },
): Promise<number> {
  if (names.length === 0) throw new UsageError(`import ${list} takes one or more files.`);
  if (rest.process === '') throw new UsageError(`import ${list} takes --process <slug>.`);
  const t = translator(lang);
  const options = { ...rest, map: mapName === undefined ? undefined : await readMap(mapName) };
  return await withDeps(config, log, 'import', async (deps) => {
    let code: number = DONE;
    const { folders, tables } = await sorted(list, names);
    if (folders.length > 0) {
      const done = await importFolder(deps, IMPORT, await filesOf(folders), options);
      const isDone = done.done?.ok ?? false;
      const lines = printFolder(done, t, options);
      for (const line of lines) (isDone ? say : complain)(line);
      if (!isDone) code = FAILED;
    }
    for (const name of tables) {
      const done = await importList(deps, IMPORT, list, await fileInput(name), options);
      const isDone = done.done?.ok ?? false;
      const offered = printOfferedMap(done);
      // By itself where lines go that are no complaint: `… > mapa.json` begins the file for --map.
      const tell = isDone && offered === undefined ? say : complain;
      for (const line of printList(name, done, t, options)) tell(line);
      if (offered !== undefined) say(offered);
      if (!isDone) code = FAILED;
    }
    return code;
  });
}

/** @throws {OperatorError} when it can't be read, or is no map */
async function readMap(name: string): Promise<ListMap> {
  const bytes = await readFile(name);
  const map = bytes.length > MOST_LIST_MAP_BYTES ? undefined : readListMap(new TextDecoder().decode(bytes));
  if (map) return map;
  throw new OperatorError(
    `${name} is no map of a list (docs/reference/list.schema.json). Nothing was written.`,
  );
}

/** Documents may also be a folder of Markdown files, or some of them: those go in together. */
async function sorted(
  list: ListKind,
  names: readonly string[],
): Promise<{ folders: string[]; tables: string[] }> {
  const folders: string[] = [];
  const tables: string[] = [];
  for (const name of names) {
    const isFolder =
      list === 'document' && (/\.(md|markdown)$/i.test(name) || (await kindOf(name)).isDirectory());
    (isFolder ? folders : tables).push(name);
  }
  return { folders, tables };
}

async function kindOf(name: string) {
  return await stat(path.resolve(name)).catch((error: unknown) => {
    const { code = 'unreadable' } = error as { code?: string };
    throw new OperatorError(`${name} can't be read (${code}). Nothing was written.`);
  });
}

/** Not more than is needed to see that a file is too large. */
async function readFile(name: string): Promise<Uint8Array> {
  try {
    const file = await open(path.resolve(name));
    try {
      const { size } = await file.stat();
      const bytes = new Uint8Array(Math.min(size, MOST_BYTES + 1));
      let length = 0;
      for (let got = -1; got !== 0 && length < bytes.length; length += got)
        got = (await file.read(bytes, length, bytes.length - length)).bytesRead;
      return bytes.subarray(0, length);
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code = 'unreadable' } = error as { code?: string };
    throw new OperatorError(`${name} can't be read (${code}). Nothing more was written.`);
  }
}
