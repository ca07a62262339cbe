/** How a list of institutions is read: what list it is, and what each of its columns is. Pure. */
import { columnsSaid, keyOfReading, readSaidColumns, type SaidColumns, UNREAD } from './column-map.ts';
import { FileFault } from './csv-file.ts';
import { finding, type Finding, shownHeader } from './file-findings.ts';
import { INSTITUTION_FIELDS, ListColumns } from './institution-columns.ts';

/** The column without which there is nothing to read. */
export const NAME = 'nombre';

/** What somebody says of the columns of such a list: by header, as the published files call them. */
export interface InstitutionMap {
  columns: SaidColumns<string>;
}

export interface InstitutionReading {
  kind: ListColumns;
  /** Header → column as we know it; those that nobody reads are not in it. */
  of: ReadonlyMap<string, string>;
  /** Headers of which somebody said that nobody reads them. */
  unread: ReadonlySet<string>;
  /** To tell whether the same bytes were read so before; empty where every column is what it is called. */
  readAs: string;
}

/** @throws {FileFault} when the map names a column that is not there or a private one, or two are to be the same */
export function readingOfInstitutions(headers: readonly string[], map?: InstitutionMap): InstitutionReading {
  const { chosen, unread } = columnsSaid(headers, map?.columns ?? {});
  const read = headers.filter((header) => !unread.has(header));
  const kind = ListColumns.of(read.map((header) => chosen.get(header) ?? header));
  const of = new Map<string, string>();
  const taken = new Map<string, string>();
  for (const header of read) {
    const column = kind.known(chosen.get(header) ?? header);
    if (column === undefined) continue;
    const first = taken.get(column);
    if (first !== undefined) throw saidTwice(headers, { header, first, column });
    taken.set(column, header);
    of.set(header, column);
  }
  const columns = headers.map((header) => of.get(header) ?? UNREAD);
  const plain = map ? readingPlainly(headers) : columns;
  return { kind, of, unread, readAs: keyOfReading(columns, plain) };
}

/** By their names alone. */
function readingPlainly(headers: readonly string[]): string[] {
  const kind = ListColumns.of(headers);
  return headers.map((header) => kind.known(header) ?? UNREAD);
}

function saidTwice(
  headers: readonly string[],
  { header, first, column }: Record<'header' | 'first' | 'column', string>,
): FileFault {
  const values = { header: shownHeader(header), first: shownHeader(first), column };
  return new FileFault(
    finding('officials.institution_file.said_twice', 1, headers.indexOf(header) + 1, values),
  );
}

/** Why nothing of it can be read before somebody says what its columns are. */
export function namelessFault({ of }: InstitutionReading): Finding | undefined {
  return [...of.values()].includes(NAME)
    ? undefined
    : finding('officials.institution_file.no_name_column', 1, 0, { column: NAME });
}

/** @param text of the file @returns the map, or what is wrong with it */
export function readInstitutionMap(text: string): { map: InstitutionMap } | { fault: Finding } {
  const read = readSaidColumns(text, INSTITUTION_FIELDS);
  if ('fault' in read) return read;
  if (Object.keys(read.more).length > 0) return { fault: finding('officials.institution_file.map_shape') };
  return { map: { columns: read.columns } };
}
