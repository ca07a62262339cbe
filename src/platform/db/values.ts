/**
 * How values travel between PostgreSQL and the program.
 *
 * | column | value |
 * |---|---|
 * | `timestamptz` | `Temporal.Instant` |
 * | `date` | `Temporal.PlainDate` |
 * | `bigint`, `count(*)` | `number`; a `bigint` beyond 2^53 |
 * | `numeric`, `time`, `timestamp` | text, as PostgreSQL prints it |
 * | `jsonb` | parsed; as a parameter an object is written as JSON, an array must go through `json()` |
 *
 * Any Temporal value can be a parameter, also inside an array.
 */
import { PostgresDialect, PostgresQueryCompiler, sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import pg from 'pg';
import type { CustomTypesConfig } from 'pg';

const OID = {
  int8: 20,
  date: 1082,
  timestamp: 1114,
  timestamptz: 1184,
  int8s: 1016,
  dates: 1182,
  timestamptzs: 1185,
  texts: 1009,
} as const;

/** Rows share their hours: reading one takes 1.5 µs, finding it again a tenth. */
const instants = new Map<string, Temporal.Instant>();
const MOST_INSTANTS = 2000;

function instant(text: string): Temporal.Instant {
  let at = instants.get(text);
  if (at === undefined) {
    at = Temporal.Instant.from(text.replace(' ', 'T'));
    if (instants.size >= MOST_INSTANTS) instants.clear();
    instants.set(text, at);
  }
  return at;
}

function int8(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

const date = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
// The driver's own reader of text[] splits every one-dimensional array.
const split = pg.types.getTypeParser(OID.texts as number, 'text') as (text: string) => (string | null)[];
const listOf =
  <T>(one: (text: string) => T) =>
  (text: string): (T | null)[] =>
    split(text).map((item) => (item === null ? null : one(item)));

const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [OID.int8, int8],
  [OID.date, date],
  [OID.timestamp, String],
  [OID.timestamptz, instant],
  [OID.int8s, listOf(int8)],
  [OID.dates, listOf(date)],
  [OID.timestamptzs, listOf(instant)],
]);

/** Readers for a pool of ours; kept off the driver's globals, which other libraries rely on. */
export const valueTypes: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers.get(oid)) ??
    pg.types.getTypeParser(oid, format ?? 'text')) as CustomTypesConfig['getTypeParser'],
};

function isTemporal(value: object): boolean {
  return (
    value instanceof Temporal.Instant ||
    value instanceof Temporal.PlainDate ||
    value instanceof Temporal.PlainDateTime ||
    value instanceof Temporal.PlainTime ||
    value instanceof Temporal.Duration
  );
}

function parameter(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(parameter);
  if (value instanceof Temporal.ZonedDateTime) return value.toInstant().toString();
  return isTemporal(value) ? String(value) : value;
}

class ValueCompiler extends PostgresQueryCompiler {
  protected override addParameter(value: unknown): void {
    super.addParameter(parameter(value));
  }
}

/** PostgreSQL as Kysely knows it, with parameters that may be Temporal values. */
export class ValueDialect extends PostgresDialect {
  override createQueryCompiler(): PostgresQueryCompiler {
    return new ValueCompiler();
  }
}

/** A value for a `jsonb` column; needed for arrays, which the driver would write as SQL arrays. */
export function json<T>(value: T): RawBuilder<T> {
  return sql<T>`${JSON.stringify(value)}::jsonb`;
}
