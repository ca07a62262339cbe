/** `ja import candidate|score|objection|vote|document|member|check`: a list put into a process that is there, in or not at all. */
import path from 'node:path';
import type { Actor } from '../../../platform/access/access.ts';
import type { Deps } from '../../../platform/deps.ts';
import { FileFault, type Finding, type ImportInput, openTable } from '../../officials/index.ts';
import { processFileOf } from '../queries/whole-process.ts';
import type { ProcessFile } from '../schemas/process-file.ts';
import { columnNames, type ListKind } from './list-columns.ts';
import { type ListMap, mapFault, type MapFault } from './list-map.ts';
import { type Cells, movedHeaders, offeredColumns } from './list-moved.ts';
import { readingOf, rowOf } from './list-reading.ts';
import { addRows, type ListOutcome } from './list-rows.ts';
import { importProcess, type ProcessImport } from './process-import.ts';

/** Why nothing of a list is read; its words stand under `selections.list.{code}`. */
export interface WholeFault {
  code:
    | 'no_process'
    | 'no_columns'
    | 'no_rows'
    | 'moved'
    | 'other_election'
    | 'new_people'
    | MapFault['code'];
  values: Record<string, string>;
}

export interface ListImport {
  list: ListOutcome;
  /** The file can't be read as a table at all, or not as this list. */
  fault: Finding | WholeFault | undefined;
  /** Rows that are none, by line. */
  broken: Finding[];
  /** Headers that nothing was read from. */
  left: string[];
  /** Columns that the list may have. */
  columns: string[];
  /** Headers of the file, and the columns that some of them are read as. */
  headers: string[];
  named: ReadonlyMap<string, string>;
  /** What somebody could say so that more of it is read: the beginning of a file for `--map`. */
  offered: ListMap | undefined;
  /** What became of the process; undefined when no row went in. */
  done: ProcessImport | undefined;
}

export interface ListOptions {
  /** Slug of the process. */
  process: string;
  /** Who gives the list out; told beside what names no source of its own. */
  publisher: string;
  dryRun: boolean;
  /** What columns, words and names mean, as somebody said. */
  map?: ListMap | undefined;
}

const NOTHING: ListOutcome = {
  taken: 0,
  refused: [],
  differs: [],
  doubts: [],
  unknown: [],
  isStale: false,
  areNew: false,
};

/**
 * Rows that are refused stay outside, with line and column; the rest goes in together or not at all.
 * The state of the process (draft, published) stays as it is.
 */
export async function importList(
  deps: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  list: ListKind,
  input: ImportInput,
  { process, publisher, dryRun, map = {} }: ListOptions,
): Promise<ListImport> {
  const columns = columnNames(list);
  const refuse = (fault: ListImport['fault'], more?: Partial<ListImport>) => refusal(columns, fault, more);
  // Before the file is read: whoever writes the process from now on is not written over.
  const before = await deps.db
    .selectFrom('selections')
    .select('version')
    .where('slug', '=', process)
    .executeTakeFirst();
  const file = before && (await processFileOf(deps.db, process));
  if (!file) return refuse({ code: 'no_process', values: { process } });
  const read = await tableOf(input);
  if ('fault' in read) return refuse(read.fault);
  const { headers, cells, broken, format } = read;
  const reading = readingOf(list, headers, map);
  const { named } = reading;
  const wrong = wholeFault(list, headers, cells, map, columns);
  if (wrong) {
    const rows = cells.map(([, one]) => one);
    const offered =
      wrong.code === 'moved' ? { columns: offeredColumns(list, headers, rows, file) } : undefined;
    return refuse(wrong, { offered, headers, named });
  }
  const outcome = addRows(
    list,
    file,
    cells.map(([line, one]) => rowOf({ line, cells: one }, reading)),
    {
      source: { title: path.basename(input.name), publisher: publisher || '—' },
      // Of JSON it is the line on which the object begins.
      placeOf: (line) => `${format === 'json' ? 'línea' : 'fila'} ${line}`,
      columns: new Set([...reading.named.values(), ...Object.keys(map.every_row ?? {})]),
      people: new Map(Object.entries(map.people ?? {}).filter(([, key]) => key !== '')),
      numbersOf: map.numbers_of,
      answers: new Map(Object.entries(map.corrections ?? {}).filter(([, key]) => key !== '')),
    },
  );
  const offered = offeredBy(outcome);
  const isAsked = outcome.areNew && map.new_people !== true;
  if (outcome.isStale || isAsked)
    return refuse(
      { code: outcome.isStale ? 'other_election' : 'new_people', values: {} },
      { list: { ...outcome, taken: 0 }, broken, headers, named, offered },
    );
  const used = usedOthers(list, file);
  const left = headers.filter((header) => !reading.named.has(header) && !used.has(header));
  const bytes = new TextEncoder().encode(JSON.stringify(file));
  const done =
    outcome.taken === 0
      ? undefined
      : await importProcess(deps, actor, bytes, { dryRun, draft: true, basedOn: before.version });
  return { list: outcome, fault: undefined, broken, left, columns, headers, named, offered, done };
}

const refusal = (
  columns: string[],
  fault: ListImport['fault'],
  more: Partial<ListImport> = {},
): ListImport => ({
  list: NOTHING,
  fault,
  broken: [],
  left: [],
  columns,
  headers: [],
  named: new Map(),
  offered: undefined,
  done: undefined,
  ...more,
});

type Numbered = [line: number, cells: Cells];

interface Table {
  format: 'csv' | 'json';
  headers: string[];
  cells: Numbered[];
  broken: Finding[];
}

/** All of it: a list is put into its process as a whole. Objects of a JSON file need not all have the same keys. */
async function tableOf(input: ImportInput): Promise<Table | { fault: Finding }> {
  try {
    const table = await openTable(input);
    const broken: Finding[] = [];
    const cells: Numbered[] = [];
    for await (const row of table.rows()) {
      if (row.fault) broken.push(row.fault);
      else cells.push([row.line, row.cells]);
    }
    const headers = new Set([...table.headers, ...cells.flatMap(([, one]) => Object.keys(one))]);
    return { headers: [...headers], cells, broken, format: table.format };
  } catch (error) {
    if (error instanceof FileFault) return { fault: error.finding };
    throw error;
  }
}

const LOOKED_AT = 200;

function wholeFault(
  list: ListKind,
  headers: readonly string[],
  cells: readonly Numbered[],
  map: ListMap,
  columns: readonly string[],
): WholeFault | undefined {
  if (headers.length === 0) return { code: 'no_rows', values: {} };
  const fault = mapFault(list, headers, map);
  if (fault) return fault;
  // Whoever said what the columns are answers for them.
  const moved =
    map.columns === undefined
      ? movedHeaders(
          headers,
          cells.slice(0, LOOKED_AT).map(([, one]) => one),
        )
      : [];
  if (moved.length > 0) return { code: 'moved', values: { columns: moved.slice(0, 6).join(', ') } };
  if (readingOf(list, headers, map).named.size === 0)
    return { code: 'no_columns', values: { columns: columns.join(', ') } };
  return undefined;
}

/** Who is who, and what a word means: the cells that rows were refused for, to be filled in. */
function offeredBy({ refused, unknown, doubts }: ListOutcome): ListMap | undefined {
  const people = Object.fromEntries(unknown.map((printed) => [printed, '']));
  const odd = refused.filter(({ fault, cell }) => fault === 'bad_word' && cell !== '');
  const words = Object.fromEntries(
    [...Map.groupBy(odd, ({ column }) => column)].map(([column, list]) => [
      column,
      Object.fromEntries(list.map(({ cell }) => [cell, ''])),
    ]),
  );
  const asked = new Set(refused.flatMap(({ line, fault }) => (fault === 'maybe_same' ? [line] : [])));
  const open = doubts.filter(({ line }) => asked.has(line));
  if (unknown.length === 0 && odd.length === 0 && open.length === 0) return undefined;
  return {
    ...(odd.length > 0 && { words }),
    ...(unknown.length > 0 && { people }),
    ...(open.length > 0 && { corrections: Object.fromEntries(open.map(({ row }) => [row, ''])) }),
  };
}

/** Columns that are aspects of a rubric. */
function usedOthers(list: ListKind, { rubrics = [] }: ProcessFile): Set<string> {
  if (list !== 'score') return new Set();
  return new Set(rubrics.flatMap(({ aspects }) => aspects.flatMap(({ key, label }) => [key, label])));
}
