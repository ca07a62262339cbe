/** `ja import document <folder>`: a folder of Markdown files that follow a process, in or not at all. */
import type { Actor } from '../../../platform/access/access.ts';
import type { Deps } from '../../../platform/deps.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { processFileOf } from '../queries/whole-process.ts';
import { type FolderFault, readFolderFile } from './folder-file.ts';
import { type AddedFile, FolderRows } from './folder-rows.ts';
import type { ListOptions } from '../import/list-import.ts';
import { importProcess, type ProcessImport } from '../import/process-import.ts';

export interface FolderInput {
  /** As the report calls it. */
  shown: string;
  /** Inside the folder that was named. */
  fileName: string;
  read: () => Promise<Uint8Array>;
}

export interface ToldFile {
  shown: string;
  /** Undefined: it stayed outside. */
  added: AddedFile | undefined;
  /** What in it stayed outside; without a line: the whole file. */
  refused: { line: number | undefined; fault: FolderFault }[];
  /** The title has another number of session than the name of the file. */
  nameSays: number | undefined;
}

export interface FolderImport {
  files: ToldFile[];
  /** There is no process to put them into. */
  noProcess: boolean;
  /** More files are of another time than of that of the process: nothing went in. */
  isStale: boolean;
  /** What became of the process; undefined when no file went in. */
  done: ProcessImport | undefined;
}

/** Days are told by the clock of the organisation. */
export async function importFolder(
  deps: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  inputs: AsyncIterable<FolderInput> | Iterable<FolderInput>,
  { process, publisher, dryRun }: ListOptions,
): Promise<FolderImport> {
  // Before the files are read: whoever writes the process from now on is not written over.
  const before = await deps.db
    .selectFrom('selections')
    .select('version')
    .where('slug', '=', process)
    .executeTakeFirst();
  const file = before && (await processFileOf(deps.db, process));
  if (!file) return { files: [], noProcess: true, isStale: false, done: undefined };
  const { timeZone } = await readOrganisation(deps.db);
  const rows = new FolderRows(file, publisher || '—');
  const files: ToldFile[] = [];
  for await (const input of inputs) files.push(await addFile(rows, input, timeZone));
  if (rows.isStale) return { files, noProcess: false, isStale: true, done: undefined };
  const took = files.some(({ added }) => added !== undefined);
  const bytes = new TextEncoder().encode(JSON.stringify(file));
  const done = took
    ? await importProcess(deps, actor, bytes, { dryRun, draft: true, basedOn: before.version })
    : undefined;
  return { files, noProcess: false, isStale: false, done };
}

async function addFile(rows: FolderRows, input: FolderInput, zone: string): Promise<ToldFile> {
  const { shown, fileName } = input;
  const outside = (fault: FolderFault): ToldFile => ({
    shown,
    added: undefined,
    refused: [{ line: undefined, fault }],
    nameSays: undefined,
  });
  const one = readFolderFile(await input.read(), zone);
  if (typeof one === 'string') return outside(one);
  const added = rows.add(fileName, one);
  if (typeof added === 'string')
    return { ...outside(added), refused: [...one.refused, { line: undefined, fault: added }] };
  const named = /sesi[oó]n-(\d{1,3})(?!\d)/i.exec(fileName.normalize('NFC'))?.[1];
  const nameSays = named === undefined ? undefined : Number(named);
  return {
    shown,
    added,
    refused: one.refused,
    nameSays: one.session !== undefined && nameSays !== one.session ? nameSays : undefined,
  };
}
