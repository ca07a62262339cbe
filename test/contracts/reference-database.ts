/** What the migrated database says of itself, and its page in `docs/reference`. */
import { sql } from 'kysely';
import type { Read } from '../../src/platform/db/handles.ts';
import type { RealColumn, TypedTable } from './table-rules.ts';

/** Columns of every table of ours, in order; the migrator's own two tables aside. */
export async function readColumns(db: Read): Promise<RealColumn[]> {
  const { rows } = await sql<RealColumn>`
    select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      not a.attnotnull as nullable, (a.atthasdef or a.attidentity <> '' or a.attgenerated <> '') as filled
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
      and c.relname not like 'kysely_%'
    order by c.relname, a.attnum`.execute(db);
  return rows;
}

export interface ForeignKey {
  table: string;
  columns: string;
  target: string;
}

export async function readForeignKeys(db: Read): Promise<ForeignKey[]> {
  const { rows } = await sql<ForeignKey>`
    select c.conrelid::regclass::text as table, c.confrelid::regclass::text as target,
      (select string_agg(a.attname, ', ' order by k.n) from unnest(c.conkey) with ordinality k (attnum, n)
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum) as columns
    from pg_constraint c
    where c.contype = 'f' and c.connamespace = 'public'::regnamespace
    order by 1, 3`.execute(db);
  return rows;
}

export function databasePage(
  columns: readonly RealColumn[],
  keys: readonly ForeignKey[],
  typed: readonly TypedTable[],
): string {
  const owners = new Map(typed.map((table) => [table.name, table.owner]));
  const tables = [...new Set(columns.map((column) => column.table))];
  const sections = tables.map((table) => {
    const rows = columns
      .filter((column) => column.table === table)
      .map(({ name, type, nullable, filled }) => {
        const target = keys.find((key) => key.table === table && key.columns === name)?.target;
        const notes = [nullable && 'may be empty', filled && 'filled in', target && `→ ${target}`].filter(
          Boolean,
        );
        return `| \`${name}\` | ${type} | ${notes.join(', ')} |`;
      });
    return `## ${table}\n\nOwner: ${owners.get(table) ?? '?'}\n\n| column | type | |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `# Database\n\nEvery table and whose commands write it. Beside these, the schema \`graphile_worker\` holds the queue.\n\n${sections.join('\n')}`;
}
