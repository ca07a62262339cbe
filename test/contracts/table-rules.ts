/** Tables as TypeScript knows them, held against the tables that the migrations make. */
import type { SourceFile } from './sources.ts';

export interface TypedTable {
  name: string;
  /** `events`, or `platform/mail`: whose commands write it. */
  owner: string;
  columns: TypedColumn[];
}

export interface TypedColumn {
  name: string;
  type: string;
}

export interface RealColumn {
  table: string;
  name: string;
  type: string;
  nullable: boolean;
  /** The database fills it in when nothing is given. */
  filled: boolean;
}

/** Every table merged into `Database`, with the columns of its interface. */
export function typedTables(files: readonly SourceFile[]): TypedTable[] {
  return files.flatMap(({ path, text }) => {
    const merged = /declare module '[^']*handles\.ts' \{\s*interface Database \{([\s\S]*?)\n {2}\}/.exec(
      text,
    )?.[1];
    if (merged === undefined) return [];
    return [...merged.matchAll(/^ {4}(\w+): (\w+);/gm)].map((match) => {
      const [, name = '', type = ''] = match;
      return { name, owner: ownerOf(path), columns: columnsOf(text, type) };
    });
  });
}

export function ownerOf(path: string): string {
  return /^src\/modules\/([^/]+)\//.exec(path)?.[1] ?? /^src\/(platform\/[^/]+)\//.exec(path)?.[1] ?? path;
}

function columnsOf(text: string, type: string): TypedColumn[] {
  const found = new RegExp(`interface ${type}(?: extends (\\w+))? \\{\\n([\\s\\S]*?)\\n\\}`).exec(text);
  const [, base, body = ''] = found ?? [];
  const plain = body.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
  const own = [...plain.matchAll(/^ {2}(\w+): ([\s\S]*?);$(?=\s*(?:^ {2}\w+:|$(?![\s\S])))/gm)].map(
    (match) => ({ name: match[1] ?? '', type: meantBy(text, (match[2] ?? '').replaceAll(/\s+/g, ' ')) }),
  );
  return [...(base === undefined ? [] : columnsOf(text, base)), ...own];
}

/** What a name of the same file stands for: `type PartialDate = string | null`. */
function meantBy(text: string, type: string): string {
  return /^\w+$/.test(type) ? (new RegExp(`^type ${type} = ([^;]+);`, 'm').exec(text)?.[1] ?? type) : type;
}

/**
 * @param excused `table.column` that the database has and the program does not touch
 * @returns one line for each table or column that is not the same on both sides
 */
export function tableFaults(
  typed: readonly TypedTable[],
  real: readonly RealColumn[],
  excused: ReadonlySet<string> = new Set(),
): string[] {
  const names = new Set(real.map((column) => column.table));
  const twice = typed.filter((table, index) => typed.findIndex((t) => t.name === table.name) !== index);
  return [
    ...twice.map((table) => `${table.name}: two owners`),
    ...[...names].filter((name) => !typed.some((t) => t.name === name)).map((name) => `${name}: no owner`),
    ...typed.filter((t) => !names.has(t.name)).map((t) => `${t.name}: in ${t.owner} but not in the database`),
    ...typed
      .filter((t) => names.has(t.name))
      .flatMap((t) =>
        columnFaults(
          t,
          real.filter((c) => c.table === t.name),
          excused,
        ),
      ),
  ];
}

function columnFaults(
  table: TypedTable,
  real: readonly RealColumn[],
  excused: ReadonlySet<string>,
): string[] {
  const missing = real
    .filter((column) => !table.columns.some((c) => c.name === column.name))
    .map((column) => `${table.name}.${column.name}`)
    .filter((name) => !excused.has(name))
    .map((name) => `${name}: not in the interface`);
  const wrong = table.columns.flatMap(({ name, type }) => {
    const column = real.find((c) => c.name === name);
    if (!column) return [`${table.name}.${name}: not in the database`];
    const saysNull = /\bnull\b/.test(type);
    if (column.nullable && !saysNull)
      return [`${table.name}.${name}: may be null, the interface says ${type}`];
    if (!column.nullable && saysNull)
      return [`${table.name}.${name}: is never null, the interface says ${type}`];
    const generated = /\bGenerated(Always)?</.test(type);
    return generated && !column.filled && !column.nullable
      ? [`${table.name}.${name}: the database fills in nothing, the interface says ${type}`]
      : [];
  });
  return [...missing, ...wrong];
}

/** Statements that write a table outside of its owner's folder. */
export function foreignWrites(files: readonly SourceFile[], tables: readonly TypedTable[]): string[] {
  const owners = new Map(tables.map((table) => [table.name, table.owner]));
  const write =
    /\b(?:insertInto|updateTable|deleteFrom|mergeInto)\('(\w+)|\b(?:insert into|update|delete from)\s+(\w+)/g;
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(write)].flatMap((match) => {
      const table = match[1] ?? match[2] ?? '';
      const owner = owners.get(table);
      if (owner === undefined || owner === ownerOf(path)) return [];
      return [`${path} writes ${table}, which belongs to ${owner}`];
    }),
  );
}
