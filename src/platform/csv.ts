/**
 * Comma-separated values that every spreadsheet opens as they are: UTF-8 with its mark, CRLF, RFC 4180 quotes.
 * A spreadsheet runs what begins like a formula, whoever typed it: such a text gets an apostrophe in front.
 */

export type CsvCell = string | number | boolean | null | undefined;

/** Without it, spreadsheets read accents in the alphabet of the machine. */
const BYTE_ORDER_MARK = '\uFEFF';

// The signs that start a formula, their full-width twins, and the blanks that programs skip before looking.
const FORMULA = /^[\t\r\n]|^ *[=+\-@＝＋－＠]/u;

/**
 * @param header one name per column
 * @param rows cells in the order of the header; `null` and `undefined` are empty, numbers stay numbers
 */
export function csvFile(header: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  const lines = [csvLine(header)];
  for (const row of rows) lines.push(csvLine(row));
  return `${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`;
}

function csvLine(cells: readonly CsvCell[]): string {
  return cells.map(csvCell).join(',');
}

/** One cell, made harmless and quoted where it must be. */
export function csvCell(value: CsvCell): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",;\r\n\t]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
