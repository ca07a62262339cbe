/**
 * A file that somebody calls a table, as rows: CSV with any separator, or a JSON array of objects. It is read several
 * times from its beginning and never held as a whole; what is wrong with it is said by line and column.
 */
import { CsvReader, type CsvRecord, MAX_COLUMNS, separatorOf, UnclosedQuote } from './csv-records.ts';
import type { Field } from './fields.ts';
import { type Encoding, examine, type ImportInput, textOf } from './file-bytes.ts';
import { finding, type Finding, shownHeader } from './file-findings.ts';
import { JsonFault, JsonReader, type JsonRecord } from './json-records.ts';
import { headerKey } from './header-key.ts';

/** What one file may have; larger ones are cut in two by whoever has them. */
export const MAX_FILE_BYTES = 64 * 2 ** 20;
export const MAX_ROWS = 150_000;

/** A row, or why it is none. */
export type TableRow =
  | { line: number; cells: Record<string, string>; fault?: undefined }
  | { line: number; fault: Finding };

export interface TableFile {
  name: string;
  format: 'csv' | 'json';
  encoding: Encoding;
  /** In the order of the file; of JSON those of the first object. */
  headers: string[];
  /** Number of a column by its header, the first being 1; 0: it has none. */
  columnOf: (header: string) => number;
  sha256: Buffer;
  /** What is odd about the file, and was read all the same. */
  warnings: Finding[];
  /** From the beginning, each time it is called. @throws {FileFault} when the file ends in the middle of something */
  rows: () => AsyncGenerator<TableRow>;
}

/** The file as a whole can't be taken. */
export class FileFault extends Error {
  override readonly name = 'FileFault';
  readonly finding: Finding;
  /** What the columns seem to be, where they are not what they are called. */
  readonly offered: Guess | undefined;
  constructor(what: Finding, offered?: Guess) {
    super(what.key);
    this.finding = what;
    this.offered = offered;
  }
}

/** Header → what it may hold; `none`: not to be read. */
export type Guess = ReadonlyMap<string, Field | 'none'>;

/** @throws {FileFault} when it is no table; large ones before a byte is read */
export async function openTable(input: ImportInput): Promise<TableFile> {
  if (input.size > MAX_FILE_BYTES) throw tooLarge(input.size);
  const { encoding, sha256, size, stranger } = await examine(bounded(input));
  if (stranger) throw new FileFault(finding(`officials.file.fault.${stranger}`));
  const beginning = await beginningOf(input, encoding);
  if (beginning.trim() === '') throw new FileFault(finding('officials.file.fault.empty'));
  const warnings =
    encoding === 'windows-1252' || encoding.startsWith('utf-16')
      ? [finding('officials.file.warning.encoding', 0, 0, { encoding })]
      : [];
  const same = { name: input.name, encoding, sha256, warnings };
  const steady = unchanged(input, size);
  if (/^\s*[[{]/.test(beginning)) return await jsonTable(steady, same);
  return await csvTable(steady, same, beginning);
}

function tooLarge(size: number): FileFault {
  const mib = (bytes: number) => String(Math.ceil(bytes / 2 ** 20));
  return new FileFault(
    finding('officials.file.fault.too_large', 0, 0, { size: mib(size), most: mib(MAX_FILE_BYTES) }),
  );
}

/** Whoever tells a wrong size is believed as far as the bound. */
function bounded(input: ImportInput): ImportInput {
  return {
    ...input,
    async *read() {
      let size = 0;
      for await (const piece of input.read()) {
        size += piece.length;
        if (size > MAX_FILE_BYTES) throw tooLarge(size);
        yield piece;
      }
    },
  };
}

/** Somebody who saves the file while it is read would have half of each in. */
function unchanged(input: ImportInput, size: number): ImportInput {
  return {
    ...input,
    async *read() {
      let read = 0;
      for await (const piece of input.read()) {
        read += piece.length;
        if (read > size) break;
        yield piece;
      }
      if (read !== size) throw new FileFault(finding('officials.file.fault.changed'));
    },
  };
}

/** Enough for the longest header. */
const BEGINNING = 65_536;

async function beginningOf(input: ImportInput, encoding: Encoding): Promise<string> {
  let text = '';
  for await (const piece of textOf(input, encoding)) {
    text += piece;
    if (text.length >= BEGINNING) break;
  }
  return text.slice(0, BEGINNING);
}

type Same = Pick<TableFile, 'name' | 'encoding' | 'sha256' | 'warnings'>;

/** “sep=;”: what a spreadsheet writes for itself before the header. */
const SEPARATOR_LINE = /^sep=(.)[\t ]*\r?\n/i;

async function csvTable(input: ImportInput, same: Same, beginning: string): Promise<TableFile> {
  const said = SEPARATOR_LINE.exec(beginning);
  const separator = said?.[1] ?? separatorOf(beginning);
  const records = () => csvRecords(input, same.encoding, separator, said ? 1 : 0);
  let header: CsvRecord | undefined;
  for await (const record of records()) {
    header = record;
    break;
  }
  const headers = (header?.cells ?? []).map((cell, at) => cell.trim() || `(${at + 1})`);
  checkHeader(headers, header?.line ?? 1);
  const numbers = new Map(headers.map((name, at) => [name, at + 1]));
  return {
    ...same,
    format: 'csv',
    headers,
    columnOf: (name) => numbers.get(name) ?? 0,
    async *rows() {
      let first = true;
      let count = 0;
      for await (const record of records()) {
        if (first) {
          first = false;
          continue;
        }
        if (record.cells.every((cell) => cell.trim() === '')) continue;
        count += 1;
        checkCount(count, record.line);
        yield csvRow(record, headers);
      }
    },
  };
}

function checkCount(count: number, line: number): void {
  if (count > MAX_ROWS)
    throw new FileFault(finding('officials.file.fault.too_many_rows', line, 0, { most: String(MAX_ROWS) }));
}

function checkHeader(headers: readonly string[], line: number): void {
  if (headers.length > MAX_COLUMNS)
    throw new FileFault(
      finding('officials.file.fault.too_many_columns', line, 0, { most: String(MAX_COLUMNS) }),
    );
  const seen = new Map<string, number>();
  for (const [at, header] of headers.entries()) {
    const folded = headerKey(header);
    const before = seen.get(folded);
    if (before !== undefined)
      throw new FileFault(
        finding('officials.file.fault.duplicate_header', line, at + 1, {
          header: shownHeader(header),
          first: String(before + 1),
        }),
      );
    seen.set(folded, at);
  }
}

async function* csvRecords(
  input: ImportInput,
  encoding: Encoding,
  separator: string,
  skip: number,
): AsyncGenerator<CsvRecord> {
  const reader = new CsvReader(separator);
  let left = skip;
  try {
    for await (const text of textOf(input, encoding)) {
      for (const record of reader.push(text)) {
        if (left > 0) left -= 1;
        else yield record;
      }
    }
    yield* reader.end();
  } catch (error) {
    if (!(error instanceof UnclosedQuote)) throw error;
    throw new FileFault(finding('officials.file.fault.unclosed_quote', error.line, error.column));
  }
}

function csvRow({ line, cells, cut }: CsvRecord, headers: readonly string[]): TableRow {
  const wrong = (key: Parameters<typeof finding>[0], column: number, values?: Record<string, string>) => ({
    line,
    fault: finding(key, line, column, values),
  });
  if (cut >= 0) return wrong('officials.file.fault.cell_too_long', cut + 1);
  const counts = { cells: String(cells.length), headers: String(headers.length) };
  const more = cells.findIndex((cell, at) => at >= headers.length && cell.trim() !== '');
  if (more >= 0) return wrong('officials.file.fault.more_cells', more + 1, counts);
  if (cells.length < headers.length) return wrong('officials.file.fault.fewer_cells', cells.length, counts);
  const fault = cells.findIndex(isDamaged);
  if (fault >= 0) return wrong(damageOf(cells[fault] ?? ''), fault + 1);
  return { line, cells: Object.fromEntries(headers.map((header, at) => [header, cells[at] ?? ''])) };
}

/** The database holds no text with a zero in it, and no text has one. */
const isDamaged = (cell: string): boolean => /[\0\uFFFD]/.test(cell);

const damageOf = (cell: string) =>
  cell.includes('\0') ? ('officials.file.fault.nul' as const) : ('officials.file.fault.letters' as const);

async function jsonTable(input: ImportInput, same: Same): Promise<TableFile> {
  let headers: string[] = [];
  for await (const { value } of jsonRecords(input, same.encoding)) {
    if (isObject(value)) headers = Object.keys(value).slice(0, MAX_COLUMNS);
    break;
  }
  return {
    ...same,
    format: 'json',
    headers,
    columnOf: (name) => headers.indexOf(name) + 1,
    async *rows() {
      let count = 0;
      for await (const record of jsonRecords(input, same.encoding)) {
        count += 1;
        checkCount(count, record.line);
        yield jsonRow(record);
      }
    },
  };
}

async function* jsonRecords(input: ImportInput, encoding: Encoding): AsyncGenerator<JsonRecord> {
  const reader = new JsonReader();
  try {
    for await (const text of textOf(input, encoding)) yield* reader.push(text);
    reader.end();
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    throw new FileFault(finding('officials.file.fault.json', error.line));
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function jsonRow({ line, value }: JsonRecord): TableRow {
  if (!isObject(value)) return { line, fault: finding('officials.file.fault.json_row', line) };
  const cells: Record<string, string> = Object.fromEntries(
    Object.entries(value)
      .slice(0, MAX_COLUMNS)
      .map(([key, one]) => [key, textOfValue(one)]),
  );
  const texts = Object.values(cells);
  const at = texts.findIndex((cell) => isDamaged(cell) || cell.length > MAX_JSON_CELL);
  if (at < 0) return { line, cells };
  const cell = texts[at] ?? '';
  const key = isDamaged(cell) ? damageOf(cell) : ('officials.file.fault.cell_too_long' as const);
  return { line, fault: finding(key, line, at + 1) };
}

const MAX_JSON_CELL = 32_000;

/** Lists as the cells of published tables have them; what lies deeper is nothing that a table has. */
function textOfValue(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!Array.isArray(value)) return '';
  return value.filter((one) => typeof one === 'string' || typeof one === 'number').join(' | ');
}
