/**
 * The door for private facts: every row of every import and form about a person goes through here before anything
 * else sees it. What may not be known is dropped and counted; the row goes on without it. Nothing of what was dropped
 * is in the answer but its kind and number.
 */
import { readIdentifier } from '../rules/identifiers.ts';
import { lettersOf } from '../rules/names.ts';
import {
  ADDRESS_FIELDS,
  ALLOWED_FIELDS,
  type DroppedKind,
  type Field,
  HEADERS,
  type PersonKind,
  PRIVATE_HEADERS,
  privateValue,
} from './fields.ts';
import { addressHoldsNumber, withoutNumbers } from './identity-numbers.ts';

export interface Admitted {
  /** What may go on. A field that several columns fill has several values, in the order of the columns. */
  fields: Map<Field, string[]>;
  /** How many values of each kind stayed outside; blank cells are none. */
  dropped: Map<DroppedKind, number>;
}

/**
 * @param row header → value, both as in the file
 * @param chosen which field a header is, where an editor has said so; a private header stays private all the same
 */
export function admitRow(
  kind: PersonKind,
  row: Readonly<Record<string, string>>,
  chosen: ReadonlyMap<string, Field> = new Map(),
): Admitted {
  const admitted: Admitted = { fields: new Map(), dropped: new Map() };
  for (const [header, value] of Object.entries(row)) {
    if (value.trim() !== '') admitCell(kind, header, value, chosen.get(header), admitted);
  }
  return admitted;
}

type Column = { private: DroppedKind } | { field: Field } | undefined;

/** Asked for every cell of every row, and a list has few headers. */
const columns = new Map<string, Column>();
const MOST_COLUMNS = 1000;

/** What a header stands for: something that is never kept, a field, or nothing known. */
export function columnOf(header: string): Column {
  const known = columns.get(header);
  if (known !== undefined || columns.has(header)) return known;
  const column = readHeader(header);
  if (columns.size >= MOST_COLUMNS) columns.clear();
  columns.set(header, column);
  return column;
}

function readHeader(header: string): Column {
  const folded = lettersOf(header);
  const secret = PRIVATE_HEADERS.find(([pattern]) => pattern.test(folded))?.[1];
  // The year alone is no secret, and the only birth column that is a field.
  if (secret !== undefined && HEADERS.get(folded) !== 'birth_year') return { private: secret };
  const field = HEADERS.get(folded);
  return field && { field };
}

function admitCell(
  kind: PersonKind,
  header: string,
  value: string,
  chosen: Field | undefined,
  admitted: Admitted,
): void {
  const column = columnOf(header);
  if (column && 'private' in column) return admitPrivate(kind, column.private, value, admitted);
  const field = chosen ?? column?.field;
  if (field === undefined) return drop(admitted, 'unknown_column');
  if (!ALLOWED_FIELDS[kind].has(field)) return drop(admitted, 'not_for_kind');
  if (field === 'birth_year') return admitYear(kind, value, admitted);
  if (ADDRESS_FIELDS.has(field)) return admitAddresses(field, value, admitted);
  const secret = privateValue(field, value);
  if (secret !== undefined) return drop(admitted, secret);
  const { text, addresses, numbers } = withoutNumbers(value);
  if (addresses > 0) drop(admitted, 'address_with_number', addresses);
  if (numbers > 0) drop(admitted, 'number_in_text', numbers);
  if (text.trim() !== '') keep(admitted, field, text);
}

function drop({ dropped }: Admitted, kind: DroppedKind, count = 1): void {
  dropped.set(kind, (dropped.get(kind) ?? 0) + count);
}

function keep({ fields }: Admitted, field: Field, value: string): void {
  fields.set(field, [...(fields.get(field) ?? []), value]);
}

function admitPrivate(kind: PersonKind, secret: DroppedKind, value: string, admitted: Admitted): void {
  if (secret === 'birth_date') return admitYear(kind, value, admitted);
  const identifier =
    secret === 'national_identifier' ? 'cui' : secret === 'tax_identifier' ? 'nit' : undefined;
  const remark = identifier !== undefined && readIdentifier(identifier, value).state === 'remark';
  // A remark with figures in it may be a number typed wrongly: it is counted as what the column holds.
  drop(admitted, remark && !/\d{4}/.test(value) ? 'remark' : secret);
}

/** Of a birth date the year, if it is one and only one: “8/7/1958”, “1958-07-08”. Ages and two-digit years are none. */
function admitYear(kind: PersonKind, value: string, admitted: Admitted): void {
  const years = [...value.matchAll(/(?<!\d)(?:19|20)\d{2}(?!\d)/g)].map(([year]) => year);
  if (value.trim() !== years[0]) drop(admitted, 'birth_date');
  if (years.length !== 1 || !ALLOWED_FIELDS[kind].has('birth_year')) {
    if (value.trim() === years[0]) drop(admitted, 'not_for_kind');
    return;
  }
  keep(admitted, 'birth_year', years[0] ?? '');
}

/** Several addresses in a cell begin anew at each “http”; one with blanks in it is one all the same. */
function admitAddresses(field: Field, value: string, admitted: Admitted): void {
  for (const part of value.split(/(?=https?:\/\/)|\s*\|\s*/iu)) {
    const address = part.replaceAll(/^[\s,;|]+|[\s,;|]+$/gu, '');
    if (address === '') continue;
    if (addressHoldsNumber(address)) drop(admitted, 'address_with_number');
    else keep(admitted, field, address);
  }
}

/** Counts of several rows as one. */
export function addCounts(all: Map<DroppedKind, number>, more: ReadonlyMap<DroppedKind, number>): void {
  for (const [kind, count] of more) all.set(kind, (all.get(kind) ?? 0) + count);
}
