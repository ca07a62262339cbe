/**
 * Rows about one registration in every table that refers to it, whichever module it belongs to: planted by
 * what the database says of itself, so that a table made tomorrow is planted tomorrow.
 */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../src/platform/db/handles.ts';

interface Column {
  name: string;
  type: string;
  /** May be left out. */
  optional: boolean;
}

interface Reference {
  table: string;
  column: string;
  target: string;
}

interface Schema {
  columns: ReadonlyMap<string, readonly Column[]>;
  references: readonly Reference[];
  /** Check constraints by table, as PostgreSQL prints them. */
  checks: ReadonlyMap<string, readonly string[]>;
}

async function readSchema(db: Db): Promise<Schema> {
  const columns = await sql<Column & { table: string }>`
    select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type,
      not a.attnotnull or a.atthasdef or a.attidentity <> '' as optional
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
    order by a.attnum`.execute(db);
  const references = await sql<Reference>`
    select k.conrelid::regclass::text as table, a.attname as column, k.confrelid::regclass::text as target
    from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and cardinality(k.conkey) = 1`.execute(db);
  const checks = await sql<{ table: string; text: string }>`
    select conrelid::regclass::text as table, pg_get_constraintdef(oid) as text
    from pg_constraint where contype = 'c'`.execute(db);
  return {
    columns: Map.groupBy(columns.rows, (row) => row.table),
    references: references.rows,
    checks: new Map(
      [...Map.groupBy(checks.rows, (row) => row.table)].map(([name, rows]) => [
        name,
        rows.map((r) => r.text),
      ]),
    ),
  };
}

/** Tables that refer to registrations, those of the registrations' own module left out. */
export async function tablesAboutPeople(db: Db, own: ReadonlySet<string>): Promise<string[]> {
  const { references } = await readSchema(db);
  const tables = references.filter((r) => r.target === 'event_registrations').map((r) => r.table);
  return [...new Set(tables)].filter((name) => !own.has(name)).toSorted();
}

/**
 * Plants a row in each table, and in those that it leans on.
 * @param known ids by the table that they are of: `event_registrations`, `events`, `event_sessions`
 * @param given values for what cannot be guessed, by table
 * @param bytes stands in every `bytea`
 */
export async function plantRows(
  db: Db,
  tables: readonly string[],
  known: Readonly<Record<string, string>>,
  { given = {}, bytes }: { given?: Readonly<Record<string, Record<string, unknown>>>; bytes: Buffer },
): Promise<void> {
  const schema = await readSchema(db);
  const made = new Map(Object.entries(known));
  const plant = async (name: string): Promise<string> => {
    const values = new Map<string, unknown>(Object.entries(given[name] ?? {}));
    for (const column of schema.columns.get(name) ?? []) {
      if (values.has(column.name)) continue;
      const target = schema.references.find((r) => r.table === name && r.column === column.name)?.target;
      if (target === name || (column.optional && target === undefined && column.name !== 'id')) continue;
      if (target !== undefined && (!column.optional || made.has(target)))
        values.set(column.name, made.get(target) ?? (await plant(target)));
      else if (!column.optional || column.name === 'id')
        values.set(column.name, valueFor(column, schema.checks.get(name) ?? [], bytes));
    }
    const names = [...values.keys()];
    await sql`insert into ${sql.table(name)} (${sql.join(names.map((one) => sql.ref(one)))})
      values (${sql.join([...values.values()].map((value) => sql`${value}`))})`.execute(db);
    const id = String(values.get('id') ?? '');
    made.set(name, id);
    return id;
  };
  for (const name of tables) if (!made.has(name)) await plant(name);
}

function valueFor({ name, type }: Column, checks: readonly string[], bytes: Buffer): unknown {
  const own = checks.find((text) => new RegExp(String.raw`\b${name}\b`).test(text)) ?? '';
  const allowed = new RegExp(String.raw`\(${name} = ANY \(ARRAY\['([^']*)'`).exec(own)?.[1];
  if (allowed !== undefined) return allowed;
  switch (type) {
    case 'uuid':
      return randomUUID();
    case 'bytea':
      return bytes;
    case 'boolean':
      return true;
    case 'timestamp with time zone':
      return '2026-11-23T15:00:00Z';
    case 'date':
      return '2026-11-23';
    case 'jsonb':
    case 'json':
      return sql`'{}'::jsonb`;
    case 'text[]':
      return ['x'];
    case 'text':
      return `x${randomUUID().slice(0, 8)}`;
    default:
      return 1;
  }
}
