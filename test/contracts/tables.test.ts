import { describe, expect, it } from 'vitest';
import { modules } from '../../src/modules.ts';
import { useDatabase } from '../harness/database.ts';
import { readColumns } from './reference-database.ts';
import { isTest, sourceFiles } from './sources.ts';
import { foreignWrites, tableFaults, typedTables, type RealColumn } from './table-rules.ts';

const files = sourceFiles('src').filter((file) => !isTest(file.path));
const typed = typedTables(files);

/** The sign-in library writes these by its own statements; the database refuses any value in them. */
const UNTOUCHED = new Set(
  [
    'access_token',
    'refresh_token',
    'id_token',
    'access_token_expires_at',
    'refresh_token_expires_at',
    'scope',
  ].map((column) => `staff_accounts.${column}`),
);

/** Whole-database work: a restore fills every table, whoever owns it. */
const WRITES_ALL = new Set(['src/platform/backup/load.ts']);

describe('tables', () => {
  const database = useDatabase({ max: 1 });

  it('have one owner, and the columns that TypeScript says', async () => {
    expect(typed.length).toBeGreaterThan(10);
    expect(tableFaults(typed, await readColumns(database.db), UNTOUCHED)).toEqual([]);
  });

  it('stand in the manifest of their module', () => {
    const manifests = modules.flatMap((m) => m.tables.map((table) => `${m.name} ${table}`));
    const sources = typed.filter((t) => !t.owner.startsWith('platform/')).map((t) => `${t.owner} ${t.name}`);
    expect(manifests.toSorted()).toEqual(sources.toSorted());
  });

  it('are written by their owner alone', () => {
    const subject = files.filter((file) => !WRITES_ALL.has(file.path));
    expect(foreignWrites(subject, typed)).toEqual([]);
  });
});

describe('the checker', () => {
  const source = {
    path: 'src/modules/events/tables.ts',
    text: [
      'export interface ATable {',
      '  id: Generated<string>;',
      '  /** Words; with a colon: here. */',
      '  name: string | null;',
      '  data: ColumnType<',
      '    { a: string; b: number },',
      '    string',
      '  >;',
      '}',
      "declare module '../../platform/db/handles.ts' {",
      '  interface Database {',
      '    a: ATable;',
      '  }',
      '}',
      '',
    ].join('\n'),
  };
  const column = (name: string, nullable = false, filled = false): RealColumn => ({
    table: 'a',
    name,
    type: 'text',
    nullable,
    filled,
  });
  const good = [column('id', false, true), column('name', true), column('data')];
  const read = typedTables([source]);

  it('reads names, types and owner', () => {
    expect(read).toEqual([
      {
        name: 'a',
        owner: 'events',
        columns: [
          { name: 'id', type: 'Generated<string>' },
          { name: 'name', type: 'string | null' },
          { name: 'data', type: 'ColumnType< { a: string; b: number }, string >' },
        ],
      },
    ]);
    expect(tableFaults(read, good)).toEqual([]);
  });

  it('sees what differs', () => {
    expect(tableFaults(read, [...good, { ...column('x'), table: 'b' }])).toEqual(['b: no owner']);
    expect(tableFaults(read, [])).toEqual(['a: in events but not in the database']);
    expect(tableFaults([...read, ...read], good)).toEqual(['a: two owners']);
    expect(tableFaults(read, [...good, column('extra')])).toEqual(['a.extra: not in the interface']);
    expect(tableFaults(read, [...good, column('extra')], new Set(['a.extra']))).toEqual([]);
    expect(tableFaults(read, good.slice(0, 2))).toEqual(['a.data: not in the database']);
    expect(tableFaults(read, [column('id'), column('name'), column('data', true)])).toEqual([
      'a.id: the database fills in nothing, the interface says Generated<string>',
      'a.name: is never null, the interface says string | null',
      'a.data: may be null, the interface says ColumnType< { a: string; b: number }, string >',
    ]);
  });

  it('sees a write from outside, in both ways of writing it', () => {
    const text = `trx.insertInto('a'); sql\`update a set x = 1\`; sql\`delete from b\`; db.selectFrom('a')`;
    expect(foreignWrites([{ path: 'src/modules/accounts/x.ts', text }], read)).toEqual([
      'src/modules/accounts/x.ts writes a, which belongs to events',
      'src/modules/accounts/x.ts writes a, which belongs to events',
    ]);
    expect(foreignWrites([{ path: 'src/modules/events/x.ts', text }], read)).toEqual([]);
  });
});
