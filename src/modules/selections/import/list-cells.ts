/** The cells of one row of a list as values; a cell that can't be one is a fault of its row. Pure. */
import { codeOf, countOf, dateOf, yesOf } from './list-words.ts';

export interface ListRow {
  line: number;
  /** By the stable names of the columns; empty cells are missing. */
  cells: ReadonlyMap<string, string>;
  /** By the header as printed: columns that are no column of the list, which may be aspects of a rubric. */
  others: ReadonlyMap<string, string>;
}

export type ListFault =
  | 'no_candidate'
  | 'unknown_candidate'
  | 'two_candidates'
  | 'bad_date'
  | 'bad_number'
  | 'bad_word'
  | 'no_round'
  | 'unknown_member'
  | 'no_aspect'
  | 'no_title'
  | 'no_address'
  | 'other_person'
  | 'private_filer'
  | 'zero_total'
  | 'bad_key'
  | 'unknown_body'
  | 'unknown_seat'
  | 'no_seat'
  | 'no_register'
  | 'no_question'
  | 'unconfirmed'
  | 'too_many_sources'
  | 'two_rounds'
  | 'other_body'
  | 'other_rubric'
  | 'maybe_same';

/** Signs of a stable name. */
export const LONGEST_KEY = 80;

/** The row can't go in. */
export class RowFault extends Error {
  readonly fault: ListFault;
  readonly column: string;
  constructor(fault: ListFault, column: string) {
    super(fault);
    this.fault = fault;
    this.column = column;
  }
}

/** @throws {RowFault} where the cell is empty */
export function neededIn(row: ListRow, name: string, fault: ListFault): string {
  const cell = row.cells.get(name);
  if (cell === undefined) throw new RowFault(fault, name);
  return cell;
}

/** The stable name of the row in its process. @throws {RowFault} */
export function keyIn(row: ListRow): string | undefined {
  const key = row.cells.get('key');
  if (key !== undefined && !/^[a-z0-9][a-z0-9.-]{0,79}$/.test(key)) throw new RowFault('bad_key', 'key');
  return key;
}

/** @throws {RowFault} where it is none */
export function addressIn(row: ListRow, name: string): string | undefined {
  const address = row.cells.get(name);
  if (address !== undefined && !/^https?:\/\//.test(address)) throw new RowFault('no_address', name);
  return address;
}

/** As far as it is known. @throws {RowFault} */
export function dateIn(row: ListRow, name: string): string | undefined {
  const cell = row.cells.get(name);
  if (cell === undefined) return undefined;
  const date = dateOf(cell);
  if (date === undefined) throw new RowFault('bad_date', name);
  return date;
}

/** The code of a word. @param prefix of the keys of the words on the screen @throws {RowFault} */
export function wordIn<C extends string>(
  row: ListRow,
  name: string,
  codes: readonly C[],
  prefix: string,
): C | undefined {
  const cell = row.cells.get(name);
  if (cell === undefined) return undefined;
  const code = codeOf(cell, codes, prefix);
  if (code === undefined) throw new RowFault('bad_word', name);
  return code;
}

/** Whole numbers; empty cells are left out. @throws {RowFault} */
export function countsIn<N extends string>(row: ListRow, ...names: readonly N[]): Partial<Record<N, number>> {
  const counts: Partial<Record<N, number>> = {};
  for (const name of names) {
    const cell = row.cells.get(name);
    if (cell === undefined) continue;
    const count = countOf(cell);
    if (count === undefined) throw new RowFault('bad_number', name);
    counts[name] = count;
  }
  return counts;
}

/** @throws {RowFault} */
export function yesIn(row: ListRow, name: string): boolean | undefined {
  const cell = row.cells.get(name);
  if (cell === undefined) return undefined;
  const isYes = yesOf(cell);
  if (isYes === undefined) throw new RowFault('bad_word', name);
  return isYes;
}
