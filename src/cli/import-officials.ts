/** `ja import person <file…>` and `ja import institution <file…>` */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  fileInput,
  importInstitutions,
  importPeople,
  isImported,
  printEvent,
  MAX_MAP_BYTES,
  printFinding,
  printInstitutions,
  printOffered,
  printTotals,
  readColumnMap,
  readInstitutionMap,
} from '../modules/officials/index.ts';
import type { Finding, ImportInput } from '../modules/officials/index.ts';
import { type Lang, type Translate, translator } from '../platform/i18n/translate.ts';
import { OperatorError } from '../platform/log.ts';
import { readOrganisation } from '../platform/settings/organisation.ts';
import { withDeps } from './context.ts';
import { DONE, FAILED, UsageError } from './verb.ts';
import type { Call } from './verb.ts';

export interface ListOptions {
  dryRun: boolean;
  draft: boolean;
  /** Who gives the lists out, in words for the public. */
  publisher: string;
  /** Name of a file that says what the columns are. */
  map?: string | undefined;
  lang: Lang;
}

export async function importPersonFiles(
  { config, log, say, complain }: Call,
  names: readonly string[],
  { lang, map: mapName, ...rest }: ListOptions,
): Promise<number> {
  const files = await listFiles('person', names);
  const t = translator(lang);
  const map = mapName === undefined ? undefined : await readMap('person', mapName, t, readColumnMap);
  const options = { ...rest, ...(map && { map }) };
  return await withDeps(config, log, 'import', async (deps) => {
    const { timeZone } = await readOrganisation(deps.db);
    let code: number = DONE;
    for (const file of files) {
      const done = await importPeople(deps, { kind: 'system', what: 'import' }, file, options, (event) =>
        (event.what === 'refused' ? complain : say)(printEvent(file.name, event, t)),
      );
      const lines = printTotals(done, t, lang, timeZone);
      const imported = isImported(done);
      for (const line of lines.slice(0, -1)) (imported ? say : complain)(line);
      // Scripts look for the reason of a failure where complaints go.
      (imported ? say : complain)(lines.at(-1) ?? '');
      // By itself where lines go that are no complaint: `… > mapa.json` makes the file for --map.
      const offered = printOffered(done);
      if (offered !== undefined) say(offered);
      if (!imported) code = FAILED;
    }
    return code;
  });
}

/** @throws {OperatorError} when it can't be read, or is no map */
async function readMap<M>(
  kind: string,
  name: string,
  t: Translate,
  readText: (text: string) => { map: M } | { fault: Finding },
): Promise<M> {
  const [input] = await listFiles(kind, [name]);
  if (!input || input.size > MAX_MAP_BYTES)
    throw new OperatorError(`${name} is too large for a map of columns. Nothing was written.`);
  const read = readText(await readFile(path.resolve(name), 'utf8'));
  if ('map' in read) return read.map;
  throw new OperatorError(`${printFinding(input.name, read.fault, t, 'refused')} Nothing was written.`);
}

export async function importInstitutionFiles(
  { config, log, say, complain }: Call,
  names: readonly string[],
  { lang, map: mapName, ...rest }: ListOptions,
): Promise<number> {
  const files = await listFiles('institution', names);
  const t = translator(lang);
  const map =
    mapName === undefined ? undefined : await readMap('institution', mapName, t, readInstitutionMap);
  const options = { ...rest, ...(map && { map }) };
  return await withDeps(config, log, 'import', async (deps) => {
    let code: number = DONE;
    for (const file of files) {
      const result = await importInstitutions(deps, { kind: 'system', what: 'import' }, file, options);
      const { lines, done } = printInstitutions(result, t);
      for (const line of lines) (done ? say : complain)(line);
      const offered = printOffered(result);
      if (offered !== undefined) say(offered);
      if (!done) code = FAILED;
    }
    return code;
  });
}

/** @throws {OperatorError} when one can't be read: before anything is written */
async function listFiles(kind: string, names: readonly string[]): Promise<ImportInput[]> {
  if (names.length === 0) throw new UsageError(`import ${kind} takes one or more files.`);
  return await Promise.all(
    names.map(async (name) => {
      try {
        return await fileInput(path.resolve(name));
      } catch (error) {
        const { code = 'unreadable' } = error as { code?: string };
        throw new OperatorError(`${name} can't be read (${code}). Nothing was written.`);
      }
    }),
  );
}
