/** Columns and rows of a list of institutions as they come through the door. */
import { FileFault, type TableFile } from './csv-file.ts';
import { finding, type Finding, shownHeader } from './file-findings.ts';
import { addressHoldsNumber, holdsNumber, withoutNumbers } from './identity-numbers.ts';
import type { ListColumns } from './institution-columns.ts';
import { type InstitutionReading, namelessFault } from './institution-reading.ts';

/** A list of institutions is short; a longer one is another table. */
const MOST_INSTITUTIONS = 5000;
export const ID = 'id';

export interface Row {
  line: number;
  cells: ReadonlyMap<string, string>;
}

/** The rows as they came through the door: what may not be known of anybody stays outside. */
export async function rowsOf(
  table: TableFile,
  kind: ListColumns,
  columns: readonly Column[],
  findings: Finding[],
): Promise<{ rows: Row[]; refused: number }> {
  const rows: Row[] = [];
  let refused = 0;
  for await (const row of table.rows()) {
    if (row.fault) {
      findings.push(row.fault);
      refused += 1;
      continue;
    }
    if (rows.length >= MOST_INSTITUTIONS)
      throw new FileFault(
        finding('officials.institution_file.too_many', row.line, 0, { most: String(MOST_INSTITUTIONS) }),
      );
    const { line, cells } = row;
    const admitted = columns.map(({ header, column, number }) => {
      const cell = cells[header] ?? '';
      if (!holdsNumber(cell) && !addressHoldsNumber(cell)) return [column, cell] as const;
      findings.push(finding('officials.institution_file.number', line, number));
      return [column, kind.isAddress(column) ? '' : withoutNumbers(cell).text] as const;
    });
    rows.push({ line, cells: new Map(admitted) });
  }
  return { rows, refused };
}

export interface Column {
  /** As the file has it. */
  header: string;
  /** As we know it. */
  column: string;
  /** The first being 1. */
  number: number;
}

/** @throws {FileFault} when there is none of names */
export function columnsOf(table: TableFile, reading: InstitutionReading, findings: Finding[]): Column[] {
  const known: Column[] = [];
  for (const header of table.headers) {
    const column = reading.of.get(header);
    const number = table.columnOf(header);
    if (column !== undefined) known.push({ header, column, number });
    else if (!reading.unread.has(header))
      findings.push(
        finding('officials.institution_file.unknown_column', 0, number, {
          header: shownHeader(header),
          known: reading.kind.names.join(', '),
        }),
      );
  }
  const nameless = namelessFault(reading);
  if (nameless) throw new FileFault(nameless);
  return known;
}
