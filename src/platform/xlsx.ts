/**
 * A table as an Excel workbook, cell by cell of the type it is. A text is stored as a text whatever it begins
 * with: no cell is ever a formula, so nothing has to be escaped as in CSV. The whole sheet lies in memory
 * while it is written: the caller bounds the rows.
 */
import writeXlsx, { type Cell, type SheetData } from 'write-excel-file/node';

/** Dates and times are what the clock on the wall shows: a spreadsheet knows no zones. */
export type XlsxCell =
  | string
  | number
  | boolean
  | Temporal.PlainDateTime
  | Temporal.PlainDate
  | null
  | undefined;

export const XLSX_MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Excel refuses a file with a longer text in a cell. Counted in UTF-16 units. */
export const MOST_IN_CELL = 32_767;

export interface XlsxTable {
  /** Name of the sheet; what Excel refuses there is left out. */
  sheet: string;
  header: readonly string[];
  rows: readonly (readonly XlsxCell[])[];
}

/** The first row is the header: bold, and it stays in sight. */
export async function xlsxFile({ sheet, header, rows }: XlsxTable): Promise<Buffer> {
  const data: SheetData = [
    header.map((name): Cell => ({ type: String, value: cut(name), fontWeight: 'bold' })),
    ...rows.map((row) => row.map(cellOf)),
  ];
  const columns = header.map((name, index) => ({ width: widthOf(name, index, rows) }));
  return await writeXlsx(data, { sheet: sheetName(sheet), stickyRowsCount: 1, columns }).toBuffer();
}

function cellOf(value: XlsxCell): Cell {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string') return { type: String, value: cut(value) };
  if (typeof value === 'number')
    return Number.isFinite(value) ? { type: Number, value } : { type: String, value: String(value) };
  if (typeof value === 'boolean') return { type: Boolean, value };
  // The library writes a date by its UTC fields.
  if (value instanceof Temporal.PlainDate)
    return { type: Date, value: new Date(`${value.toString()}T00:00:00Z`), format: 'yyyy-mm-dd' };
  const minute = value.toString({ smallestUnit: 'minute' });
  return { type: Date, value: new Date(`${minute}:00Z`), format: 'yyyy-mm-dd hh:mm' };
}

/** Never inside a character. */
function cut(text: string): string {
  if (text.length <= MOST_IN_CELL) return text;
  return `${text.slice(0, MOST_IN_CELL - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

const NARROW = 12;
const WIDE = 48;
const LOOKED_AT = 100;

/** As wide as the header and the first rows ask for, in characters. */
function widthOf(name: string, index: number, rows: readonly (readonly XlsxCell[])[]): number {
  const texts = rows.slice(0, LOOKED_AT).map((row) => row[index]);
  const longest = texts.map((value) => (typeof value === 'string' ? value.length : NARROW + 4));
  return Math.min(WIDE, Math.max(NARROW, name.length + 2, ...longest.map((length) => length + 2)));
}

/** At most 31 characters, none of those with a meaning in references. */
function sheetName(text: string): string {
  return (
    text
      .replaceAll(/[[\]/\\:*?']/g, ' ')
      .trim()
      .slice(0, 31)
      .toWellFormed()
      .trim() || 'Hoja'
  );
}
