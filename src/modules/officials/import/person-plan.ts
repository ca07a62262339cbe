/**
 * The first reading of a list of people: which rows may go in, which rows are one person, which people to ask about.
 * Identifiers live from here to the end of `planPeople`, in memory, and are in nothing that it gives back.
 */
import { type FilePeople, type FileRow, peopleOfRows } from '../matching/file-people.ts';
import { comparable, type Comparable } from '../matching/pair.ts';
import { FileFault, type TableFile, type TableRow } from './csv-file.ts';
import { checkColumns } from './column-kinds.ts';
import { readCells, type Reading } from './column-map.ts';
import { addCounts, columnOf } from './door.ts';
import type { DroppedKind, Field, PersonKind } from './fields.ts';
import { finding, type Finding, shownHeader } from './file-findings.ts';
import { headerKey } from './header-key.ts';
import { factsOf, plainName } from './person-facts.ts';
import { type AdmittedRow, type Columns, headerOf, type ReadRow, readRow } from './person-rows.ts';
import { printedKey } from './printed-key.ts';
import { RowIds } from './row-ids.ts';

export interface PlannedPerson {
  /** As shown. */
  name: string;
  kind: PersonKind;
  /** Positions among the admitted rows, ascending. */
  rows: number[];
}

/** What is kept of each row until it is written. */
export interface PlannedRow {
  line: number;
  rowId: string;
  /** Key of the printed name. */
  printed: string;
  person: number;
}

export interface PersonPlan {
  rows: PlannedRow[];
  people: PlannedPerson[];
  /** Positions in `people`. */
  queue: FilePeople['queue'];
  /**
   * To be compared with people who are here already; `id`: position in `people`. Made when asked for: of a hundred
   * thousand they take as much memory as all the rest.
   */
  compared: (people: readonly number[]) => Comparable[];
  dropped: Map<DroppedKind, number>;
  /** Columns that nobody knows, as they may be told. */
  unknown: string[];
  /** Number of the column that says since when an office is held, else which; 0: there is none. */
  heldColumn?: number;
  refused: number;
  /** Rows that an editor leaves out. */
  leftOut: number;
}

export type Tell = (what: 'refused' | 'warning', finding: Finding) => void;

/** Of what a row says, until it is known who it is about. */
interface Waiting extends FileRow {
  kind: PersonKind;
  line: number;
  rowId: string;
}

function columnsOf(table: TableFile, { chosen, unread, everyRow }: Reading): Columns {
  const { columnOf: numberOf, headers: all } = table;
  const headers = [...all.filter((header) => !unread.has(header)), ...everyRow.keys()];
  return { chosen, numberOf, headers, words: new Set(headers.map(headerKey)) };
}

/** @throws {FileFault} when it has no column of names, is a list of something else, its columns are moved, or it ends */
export async function planPeople(table: TableFile, reading: Reading, tell: Tell): Promise<PersonPlan> {
  const columns = columnsOf(table, reading);
  checkNames(table, columns);
  await checkColumns(table, reading, headerOf('name', columns) ?? '');
  const waiting: Waiting[] = [];
  const dropped = new Map<DroppedKind, number>();
  const words = new Words();
  const ids = new RowIds();
  let refused = 0;
  for await (const one of table.rows()) {
    const read = readOne(one, columns, reading, ids);
    const why = one.fault ?? read?.refused;
    if (why) {
      refused += 1;
      tell('refused', why);
      continue;
    }
    for (const warning of read?.warnings ?? []) tell('warning', warning);
    if (read) addCounts(dropped, read.dropped);
    if (!read?.row) continue;
    for (const { field, key } of factsOf(read.row).doubts) {
      const header = headerOf(field, columns);
      tell('warning', finding(key, one.line, header === undefined ? 0 : table.columnOf(header)));
    }
    waiting.push(waitingOf(waiting.length, read.row, read.identifiers, words));
  }
  const unknown = unknownColumns(table, reading);
  const held = headerOf('office_from', columns) ?? headerOf('post', columns);
  const heldColumn = held === undefined ? 0 : table.columnOf(held);
  return { ...planOf(waiting, peopleOfRows(waiting)), dropped, unknown, refused, leftOut: 0, heldColumn };
}

/** The rows once more, those that go in, in the same order. */
export async function* admittedRows(table: TableFile, reading: Reading): AsyncGenerator<AdmittedRow> {
  const columns = columnsOf(table, reading);
  const ids = new RowIds();
  for await (const one of table.rows()) {
    const row = readOne(one, columns, reading, ids)?.row;
    if (row) yield row;
  }
}

/** @returns undefined for what is no row at all */
function readOne(one: TableRow, columns: Columns, reading: Reading, ids: RowIds): ReadRow | undefined {
  if (one.fault) return undefined;
  const { row, ...read } = readRow(one.line, readCells(one.cells, reading), columns);
  if (!row) return read;
  const first = ids.takenBy(row);
  if (first === undefined) return { ...read, row };
  const column = columns.numberOf(headerOf('row_id', columns) ?? '');
  return {
    ...read,
    refused: finding('officials.row.fault.duplicate_id', one.line, column, { first: String(first) }),
  };
}

function checkNames(table: TableFile, columns: Columns): void {
  if (headerOf('name', columns) !== undefined) return;
  const shown = table.headers.slice(0, 12).map(shownHeader).join(', ');
  throw new FileFault(finding('officials.file.fault.no_name_column', 1, 0, { headers: shown }));
}

function unknownColumns(table: TableFile, reading: Reading): string[] {
  return table.headers
    .filter((header) => columnOf(header) === undefined && !reading.chosen.has(header))
    .filter((header) => !reading.unread.has(header))
    .map(shownHeader);
}

/** Values that stand in thousands of rows, kept once; others cut loose from the text that they were read from. */
class Words {
  readonly #known = new Map<string, string>();

  of(text: string): string {
    let known = this.#known.get(text);
    if (known === undefined) {
      known = own(text);
      if (this.#known.size < 5000) this.#known.set(known, known);
    }
    return known;
  }
}

const own = (text: string): string => Buffer.from(text).toString();

function waitingOf(
  at: number,
  { line, kind, rowId, name, fields }: AdmittedRow,
  identifiers: FileRow['identifiers'],
  words: Words,
): Waiting {
  const list = (...names: Field[]) =>
    names.flatMap((field) => fields[field] ?? []).map((one) => words.of(one));
  const year = Number(fields.birth_year?.[0] ?? Number.NaN);
  const [bar] = fields.bar_number ?? [];
  const [file] = fields.file_number ?? [];
  const [gender] = list('gender');
  const process = list('process');
  return {
    row: String(at),
    line,
    kind,
    rowId: own(rowId),
    name: own(name),
    identifiers: Object.fromEntries(Object.entries(identifiers).map(([which, text]) => [which, own(text)])),
    ...(bar !== undefined && { barNumber: own(bar) }),
    ...(file !== undefined && { fileNumber: `${process[0] ?? ''}:${own(file)}` }),
    ...(gender !== undefined && { gender }),
    ...(Number.isInteger(year) && { birthYear: year }),
    processes: process,
    institutions: list('institution', 'commission'),
  };
}

/** Highest first: whoever holds an office is an office holder, whatever else they stand for. */
const RANK: readonly PersonKind[] = ['office_holder', 'candidate', 'commissioner', 'other'];

type Planned = Pick<PersonPlan, 'rows' | 'people' | 'queue' | 'compared'>;

/** Rows that were read and grouped before, some of them left out since: whoever has none left is not there. */
export function planAgain(
  rows: readonly AdmittedRow[],
  personOf: readonly number[],
  queue: PersonPlan['queue'],
): Planned {
  const words = new Words();
  const waiting = rows.map((row, at) => waitingOf(at, row, {}, words));
  const groups = [...Map.groupBy(rows.keys(), (at) => personOf[at] ?? -1)].toSorted(([a], [b]) => a - b);
  const now = new Map(groups.map(([before], at) => [before, at]));
  const kept = queue.flatMap(({ a, b, match }) => {
    const [one, other] = [now.get(a), now.get(b)];
    return one === undefined || other === undefined ? [] : [{ a: one, b: other, match }];
  });
  const people = groups.map(([, own]) => ({ rows: own.map(String) }));
  return planOf(waiting, { people, queue: kept });
}

function planOf(waiting: readonly Waiting[], found: Pick<FilePeople, 'people' | 'queue'>): Planned {
  const people: PlannedPerson[] = [];
  const rows: PlannedRow[] = [];
  for (const [person, { rows: ids }] of found.people.entries()) {
    const own = ids.map(Number).toSorted((a, b) => a - b);
    const said = own.flatMap((at) => waiting[at] ?? []);
    const [first] = said;
    if (!first) continue;
    people.push({
      name: plainName(first.name),
      kind: RANK.find((kind) => said.some((one) => one.kind === kind)) ?? 'other',
      rows: own,
    });
    for (const at of own) {
      const one = waiting[at];
      if (one) rows[at] = { line: one.line, rowId: one.rowId, printed: printedKey(one.name), person };
    }
  }
  const rowsOf = (at: number) => people[at]?.rows.flatMap((row) => waiting[row] ?? []) ?? [];
  const compared = (wanted: readonly number[]) => wanted.map((at) => comparableOf(String(at), rowsOf(at)));
  return { rows, people, queue: found.queue, compared };
}

function comparableOf(id: string, rows: readonly Waiting[]): Comparable {
  const distinct = <T>(values: readonly (T | undefined)[]): T[] => [
    ...new Set(values.filter((value): value is T & {} => value !== undefined)),
  ];
  const genders = distinct(rows.map(({ gender }) => gender));
  const years = distinct(rows.map(({ birthYear }) => birthYear));
  return comparable(id, rows[0]?.name ?? '', {
    barNumbers: distinct(rows.map(({ barNumber }) => barNumber)),
    fileNumbers: distinct(rows.map(({ fileNumber }) => fileNumber)),
    processes: distinct(rows.flatMap(({ processes }) => processes)),
    tenures: distinct(rows.flatMap(({ institutions }) => institutions)).map((institution) => ({
      institution,
    })),
    ...(genders.length === 1 && { gender: genders[0] ?? '' }),
    ...(years.length === 1 && { birthYear: years[0] ?? 0 }),
  });
}
