/** `ja import candidate|score|objection|vote|document`: a list put into a process that is there, in or not at all. */
import path from 'node:path';
import type { Actor } from '../../../platform/access/access.ts';
import type { Deps } from '../../../platform/deps.ts';
import {
  FileFault,
  type Finding,
  type ImportInput,
  openTable,
  type TableFile,
} from '../../officials/index.ts';
import { processFileOf } from '../queries/whole-process.ts';
import { columnNames, columnsOf, type ListKind } from './list-columns.ts';
import type { ListRow } from './list-cells.ts';
import { addRows, type ListOutcome } from './list-rows.ts';
import { importProcess, type ProcessImport } from './process-import.ts';

export interface ListImport {
  list: ListOutcome;
  /** The file can't be read as a table at all, or has no column of the list. */
  fault: Finding | 'no_process' | 'no_columns' | undefined;
  /** Rows that are none, by line. */
  broken: Finding[];
  /** Headers that nothing was read from. */
  left: string[];
  /** Columns that the list may have. */
  columns: string[];
  /** What became of the process; undefined when no row went in. */
  done: ProcessImport | undefined;
}

export interface ListOptions {
  /** Slug of the process. */
  process: string;
  /** Who gives the list out; told beside what names no source of its own. */
  publisher: string;
  dryRun: boolean;
}

const NOTHING: ListOutcome = { taken: 0, refused: [] };

/**
 * Rows that are refused stay outside, with line and column; the rest goes in together or not at all.
 * The state of the process (draft, published) stays as it is.
 */
export async function importList(
  deps: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  list: ListKind,
  input: ImportInput,
  { process, publisher, dryRun }: ListOptions,
): Promise<ListImport> {
  const columns = columnNames(list);
  const refuse = (fault: ListImport['fault']): ListImport => ({
    list: NOTHING,
    fault,
    broken: [],
    left: [],
    columns,
    done: undefined,
  });
  // Before the file is read: whoever writes the process from now on is not written over.
  const before = await deps.db
    .selectFrom('selections')
    .select('version')
    .where('slug', '=', process)
    .executeTakeFirst();
  const file = before && (await processFileOf(deps.db, process));
  if (!file) return refuse('no_process');
  let table: TableFile;
  try {
    table = await openTable(input);
  } catch (error) {
    if (error instanceof FileFault) return refuse(error.finding);
    throw error;
  }
  const named = columnsOf(list, table.headers);
  if (named.size === 0) return refuse('no_columns');
  const broken: Finding[] = [];
  const rows: ListRow[] = [];
  try {
    for await (const row of table.rows()) {
      if (row.fault) broken.push(row.fault);
      else rows.push(rowOf(row, named));
    }
  } catch (error) {
    if (error instanceof FileFault) return refuse(error.finding);
    throw error;
  }
  const outcome = addRows(list, file, rows, {
    title: path.basename(input.name),
    publisher: publisher || '—',
  });
  const used = usedOthers(list, file);
  const left = table.headers.filter((header) => !named.has(header) && !used.has(header));
  const bytes = new TextEncoder().encode(JSON.stringify(file));
  const done =
    outcome.taken === 0
      ? undefined
      : await importProcess(deps, actor, bytes, { dryRun, draft: true, basedOn: before.version });
  return { list: outcome, fault: undefined, broken, left, columns, done };
}

function rowOf(
  { line, cells }: { line: number; cells: Record<string, string> },
  named: ReadonlyMap<string, string>,
): ListRow {
  const own = new Map<string, string>();
  const others = new Map<string, string>();
  for (const [header, cell] of Object.entries(cells)) {
    const text = cell.trim();
    if (text === '') continue;
    const name = named.get(header);
    if (name === undefined) others.set(header, text);
    else if (!own.has(name)) own.set(name, text);
  }
  return { line, cells: own, others };
}

/** Columns that are aspects of a rubric. */
function usedOthers(
  list: ListKind,
  { rubrics = [] }: NonNullable<Awaited<ReturnType<typeof processFileOf>>>,
): Set<string> {
  if (list !== 'score') return new Set();
  return new Set(rubrics.flatMap(({ aspects }) => aspects.flatMap(({ key, label }) => [key, label])));
}
