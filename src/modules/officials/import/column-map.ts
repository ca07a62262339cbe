/**
 * What the columns of a list are, as somebody says: the same file at the terminal (`--map`) and at the desk. Pure.
 */
import { createHash } from 'node:crypto';
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';
import { cleanText } from '../../../platform/forms/clean.ts';
import { FileFault } from './csv-file.ts';
import { columnOf } from './door.ts';
import { type Field, FIELDS } from './fields.ts';
import { headerKey } from './header-key.ts';
import { finding, type Finding, shownHeader } from './file-findings.ts';

/** Said once for a whole list: who gives it out knows of whom it is a list, and each row does not repeat it. */
export const EVERY_ROW = [
  'post',
  'institution',
  'unit',
  'department',
  'process',
  'commission',
  'source_title',
  'source_address',
] as const satisfies readonly Field[];
export type EveryRowField = (typeof EVERY_ROW)[number];

/** A column that nobody reads. */
export const UNREAD = 'none';
const MOST_COLUMNS = 500;
export const LONGEST_EVERY_ROW = 300;

const Said = Type.Optional(Type.String({ maxLength: LONGEST_EVERY_ROW }));

export const ColumnMap = Type.Object(
  {
    $schema: Type.Optional(Type.String({ maxLength: 500 })),
    columns: Type.Record(Type.String({ maxLength: 1000 }), Type.Enum([...FIELDS, UNREAD]), {
      maxProperties: MOST_COLUMNS,
      description: 'Header of the file → what it holds; “none”: nobody reads it.',
    }),
    every_row: Type.Optional(
      Type.Object(
        {
          post: Said,
          institution: Said,
          unit: Said,
          department: Said,
          process: Said,
          commission: Said,
          source_title: Said,
          source_address: Said,
        },
        { additionalProperties: false, description: 'What holds for every row that does not say it itself.' },
      ),
    ),
  },
  { additionalProperties: false },
);
export type ColumnMap = Static<typeof ColumnMap>;

/** What somebody says of the columns of a list of any kind: header → what it holds. */
export type SaidColumns<F extends string> = Readonly<Record<string, F | typeof UNREAD>>;

/** As published beside the other import files. */
export const columnMapDocument = (): object => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Columns of a list of people',
  description: 'Read by `ja import person lista.csv --map mapa.json`.',
  ...ColumnMap,
});

/** How a file is read: by its headers, and as somebody said. */
export interface Reading {
  chosen: ReadonlyMap<string, Field>;
  /** Headers whose cells nobody reads. */
  unread: ReadonlySet<string>;
  /** By the name of a column that no file has. */
  everyRow: ReadonlyMap<string, readonly [EveryRowField, string]>;
  /** Somebody said what the columns are. */
  mapped: boolean;
}

export const AS_IT_IS: Reading = {
  chosen: new Map(),
  unread: new Set(),
  everyRow: new Map(),
  mapped: false,
};

/**
 * What was said of the columns of a list of any kind, by the headers that it has.
 * @param headers of the file, as it has them
 * @throws {FileFault} when the map names a column that is not there, or a private one
 */
export function columnsSaid<F extends string>(
  headers: readonly string[],
  columns: SaidColumns<F>,
): { chosen: Map<string, F>; unread: Set<string> } {
  const chosen = new Map<string, F>();
  const unread = new Set<string>();
  for (const [asked, what] of Object.entries(columns)) {
    const header =
      headers.find((one) => one === asked) ??
      headers.find((one) => headerKey(one) === headerKey(asked) || shownHeader(one) === asked);
    if (header === undefined)
      throw new FileFault(
        finding('officials.file.fault.map_header', 1, 0, {
          header: shownHeader(asked),
          headers: headers.slice(0, 40).map(shownHeader).join(', '),
        }),
      );
    if (what === UNREAD) unread.add(header);
    else if (isPrivateColumn(header)) throw privateColumn(headers, header);
    else chosen.set(header, what as F);
  }
  return { chosen, unread };
}

/** @throws {FileFault} as `columnsSaid` */
export function readingOf(headers: readonly string[], map: ColumnMap): Reading {
  const { chosen, unread } = columnsSaid<Field>(headers, map.columns);
  const everyRow = new Map<string, readonly [EveryRowField, string]>();
  for (const field of EVERY_ROW) {
    const text = cleanText(map.every_row?.[field] ?? '', false);
    // No file has a header with a zero in it.
    if (text === '') continue;
    everyRow.set(`\0${field}`, [field, text]);
    chosen.set(`\0${field}`, field);
  }
  return { chosen, unread, everyRow, mapped: true };
}

/**
 * What a file is read as, to tell whether the same bytes were read in so before.
 * @returns empty where every column is what it is called, be it said or not
 */
export function readingKey(headers: readonly string[], reading: Reading): string {
  const fields = (one: Reading) => headers.map((header) => fieldOf(header, one));
  return keyOfReading(fields(reading), fields(AS_IT_IS), [...reading.everyRow.values()]);
}

/**
 * @param read what each column is read as; @param plain what it would be by its name
 * @returns empty where they are the same
 */
export function keyOfReading(
  read: readonly string[],
  plain: readonly string[],
  everyRow: readonly (readonly [EveryRowField, string])[] = [],
): string {
  if (everyRow.length === 0 && read.every((field, at) => field === plain[at])) return '';
  return createHash('sha256')
    .update(JSON.stringify([read, everyRow]))
    .digest('hex');
}

function fieldOf(header: string, { chosen, unread }: Reading): Field | typeof UNREAD {
  const column = columnOf(header);
  if (unread.has(header) || (column && 'private' in column)) return UNREAD;
  return chosen.get(header) ?? column?.field ?? UNREAD;
}

/** What no list may bring, whatever it is called there. */
export function isPrivateColumn(header: string): boolean {
  const column = columnOf(header);
  return column !== undefined && 'private' in column;
}

const privateColumn = (headers: readonly string[], header: string): FileFault =>
  new FileFault(
    finding('officials.file.fault.private_column', 1, headers.indexOf(header) + 1, {
      header: shownHeader(header),
    }),
  );

/** The cells of a row that are read, with what holds for every row where the row itself says nothing. */
export function readCells(cells: Record<string, string>, reading: Reading): Record<string, string> {
  const { unread, everyRow, chosen } = reading;
  if (unread.size === 0 && everyRow.size === 0) return cells;
  const read = Object.entries(cells).filter(([header]) => !unread.has(header));
  const said = new Set(
    read.flatMap(([header, value]) => {
      const column = columnOf(header);
      if (value.trim() === '' || (column && 'private' in column)) return [];
      return chosen.get(header) ?? column?.field ?? [];
    }),
  );
  const more = [...everyRow].flatMap(([header, [field, text]]) =>
    said.has(field) ? [] : [[header, text] as const],
  );
  return Object.fromEntries([...read, ...more]);
}

/** Bytes; a map is a few lines. */
export const MAX_MAP_BYTES = 262_144;

/**
 * What maps of lists of all kinds have.
 * @param text of the file
 * @param fields what a column of such a list can be
 * @returns columns, and what else the file says; or what is wrong with it
 */
export function readSaidColumns<F extends string>(
  text: string,
  fields: readonly F[],
): { columns: Record<string, F | typeof UNREAD>; more: Record<string, unknown> } | { fault: Finding } {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { fault: finding('officials.file.fault.map_json') };
  }
  if (!isObject(value)) return { fault: finding('officials.file.fault.map_shape') };
  const { $schema: _schema, columns: said, ...more } = value;
  if (!isObject(said)) return { fault: finding('officials.file.fault.map_shape') };
  const columns: Record<string, F | typeof UNREAD> = {};
  for (const [header, what] of Object.entries(said)) {
    const field = what === UNREAD ? UNREAD : fields.find((one) => one === what);
    if (field === undefined)
      return {
        fault: finding('officials.file.fault.map_field', 0, 0, {
          header: shownHeader(header),
          fields: [...fields, UNREAD].join(', '),
        }),
      };
    columns[header] = field;
  }
  return { columns, more };
}

/** @param text of the file @returns the map, or what is wrong with it */
export function readColumnMap(text: string): { map: ColumnMap } | { fault: Finding } {
  const read = readSaidColumns(text, FIELDS);
  if ('fault' in read) return read;
  const map = { columns: read.columns, ...read.more };
  return Check(ColumnMap, map) ? { map } : { fault: finding('officials.file.fault.map_shape') };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
