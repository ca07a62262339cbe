/**
 * Lists paged by key: the cursor holds the sort key of the last row shown, so a page costs the same
 * wherever it is and rows that come or go in between shift nothing. Opaque to the outside.
 */
import { AppError } from '../errors.ts';
import { isUuid } from '../uuid.ts';

interface KeyPart<T> {
  write: (value: T) => string;
  /** @throws RangeError when the text is no such value */
  read: (text: string) => T;
}

function fault(): RangeError {
  return new RangeError('not a key');
}

/** Years of more than four digits have a sign, which the database takes for that of a zone: no row has one. */
function instantIn(text: string): Temporal.Instant {
  if (!/^\d{4}-/.test(text)) throw fault();
  const at = Temporal.Instant.from(text);
  if (!/^(?!0000)\d{4}-/.test(String(at))) throw fault();
  return at;
}

/** The kinds of value a sort key is made of. */
export const KEY = {
  instant: { write: String, read: instantIn } as KeyPart<Temporal.Instant>,
  /** For a column that may be empty, empty ones last. */
  instantOrNone: {
    write: (value) => (value === null ? '' : String(value)),
    read: (text) => (text === '' ? null : instantIn(text)),
  } as KeyPart<Temporal.Instant | null>,
  text: {
    write: (value) => value,
    read: (text) => {
      if (text.includes('\0')) throw fault();
      return text;
    },
  } as KeyPart<string>,
  integer: {
    write: String,
    read: (text) => {
      if (!/^-?\d{1,15}$/.test(text)) throw fault();
      return Number(text);
    },
  } as KeyPart<number>,
  uuid: {
    write: (value) => value,
    read: (text) => {
      if (!isUuid(text)) throw fault();
      return text;
    },
  } as KeyPart<string>,
} as const;

export interface CursorKind<K> {
  write: (key: K) => string;
  /** @throws RangeError when the text was not made by `write` */
  read: (text: string) => K;
}

/**
 * `cursorOf({ at: KEY.instant, id: KEY.uuid })`: the key's parts in the order of sorting.
 * The parts travel as JSON in base64url, which fits an address without escaping.
 */
export function cursorOf<K extends Record<string, unknown>>(parts: {
  [P in keyof K]: KeyPart<K[P]>;
}): CursorKind<K> {
  const names = Object.keys(parts) as (keyof K)[];
  return {
    write: (key) =>
      Buffer.from(JSON.stringify(names.map((name) => parts[name].write(key[name])))).toString('base64url'),
    read: (text) => {
      const values = parse(text);
      if (values.length !== names.length) throw fault();
      return Object.fromEntries(names.map((name, i) => [name, parts[name].read(values[i] ?? '')])) as K;
    },
  };
}

function parse(text: string): string[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (Array.isArray(values) && values.every((v) => typeof v === 'string')) return values;
  } catch {
    // Falls through: whatever it was, it is no key.
  }
  throw fault();
}

export interface PageOf<T> {
  items: T[];
  /** Cursor of the next page; absent on the last one. */
  next: string | undefined;
}

/**
 * @param rows at most `limit + 1` rows, in order: the one too many says that there is more
 * @param cursor makes the cursor from the last row shown
 */
export function pageOf<T>(rows: readonly T[], limit: number, cursor: (last: T) => string): PageOf<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? cursor(last) : undefined };
}

export const MAX_LIMIT = 100;
const DEFAULT_LIMIT = 50;

export interface PageRequest<K> {
  after: K | undefined;
  limit: number;
}

/**
 * Reads `?after=` and `?limit=` of a list.
 * @throws AppError `invalid` (422) naming the field that does not fit
 */
export function readPageRequest<K>(query: URLSearchParams, kind: CursorKind<K>): PageRequest<K> {
  return { after: readAfter(query, kind), limit: readLimit(query) };
}

function readAfter<K>(query: URLSearchParams, kind: CursorKind<K>): K | undefined {
  const text = query.get('after');
  if (text === null || text === '') return undefined;
  try {
    return kind.read(text);
  } catch {
    throw new AppError('invalid', [{ field: 'after', message: 'not a cursor of this list' }]);
  }
}

function readLimit(query: URLSearchParams): number {
  const text = query.get('limit');
  if (text === null) return DEFAULT_LIMIT;
  const limit = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > MAX_LIMIT)
    throw new AppError('invalid', [{ field: 'limit', message: `a whole number from 1 to ${MAX_LIMIT}` }]);
  return limit;
}
