import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase } from '../../../test/harness/database.ts';
import type { Db } from './handles.ts';
import { PLANNED_EACH_TIME } from './planned-each-time.ts';
import { openDb, openPool } from './pool.ts';
import { StatementNames } from './prepared.ts';

let db: Db;
let drop = async (): Promise<void> => undefined;
let url = '';

beforeAll(async () => {
  ({ url, drop } = await createDatabase({ empty: true }));
});
afterAll(() => drop());
beforeEach(() => {
  // One connection, so that it is known which one has what.
  db = openDb(openPool({ url, max: 1, name: 'prepared' }));
  return async () => await db.destroy();
});

async function preparedTexts(): Promise<string[]> {
  const { rows } = await sql<{
    statement: string;
  }>`select statement from pg_prepared_statements order by 1`.execute(db);
  return rows.map(({ statement }) => statement);
}

async function add(a: number, b: number): Promise<number | undefined> {
  const { rows } = await sql<{ sum: number }>`select ${a}::int + ${b}::int as sum`.execute(db);
  return rows[0]?.sum;
}

async function times(count: number, work: (n: number) => Promise<unknown>): Promise<unknown[]> {
  const results: unknown[] = [];
  for (let n = 0; n < count; n++) results.push(await work(n));
  return results;
}

describe('a statement', () => {
  it('is prepared when it comes often, and answers the same', async () => {
    expect(await times(3, (n) => add(n, 1))).toEqual([1, 2, 3]);
    expect(await preparedTexts()).toEqual([]);
    expect(await times(10, (n) => add(n, 1))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(await preparedTexts()).toEqual(['select $1::int + $2::int as sum']);
  });

  it('is not prepared where it says that it is to be planned each time', async () => {
    await times(10, (n) =>
      db
        .selectNoFrom(sql<number>`${n}::int`.as('n'))
        .modifyEnd(PLANNED_EACH_TIME)
        .execute(),
    );
    expect(await preparedTexts()).toEqual([]);
  });

  it('prepared in a transaction that was undone is still there', async () => {
    const undone = db.transaction().execute(async (trx) => {
      await times(5, (n) => sql`select ${n}::int - 1 as n`.execute(trx));
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    expect((await sql`select ${5}::int - 1 as n`.execute(db)).rows).toEqual([{ n: 4 }]);
    expect(await preparedTexts()).toEqual(['select $1::int - 1 as n']);
  });

  it('goes on after its table has changed', async () => {
    await sql`create table things (id int)`.execute(db);
    await sql`insert into things values (1)`.execute(db);
    const read = async () =>
      (await sql`select * from things where id = ${1}::int`.execute(db)).rows as unknown[];
    expect(await times(6, read)).toEqual(Array.from({ length: 6 }, () => [{ id: 1 }]));
    await sql`alter table things add column name text not null default 'x'`.execute(db);
    await expect(read()).rejects.toMatchObject({ code: '0A000' });
    expect(await times(6, read)).toEqual(Array.from({ length: 6 }, () => [{ id: 1, name: 'x' }]));
  });

  it('whose conflict target has a parameter finds its index every time', async () => {
    await sql`create table places (id int, state text)`.execute(db);
    await sql`create unique index on places (id) where state <> 'gone'`.execute(db);
    const put = (id: number) =>
      sql`insert into places values (${id}, 'here') on conflict (id) where state <> ${'gone'} do nothing`.execute(
        db,
      );
    for (let n = 0; n < 12; n++) await put(n % 3);
    expect((await sql`select count(*) as n from places`.execute(db)).rows).toEqual([{ n: 3 }]);
  });

  it('that fails is told as before', async () => {
    const divide = (by: number) => sql`select 1 / ${by}::int as n`.execute(db);
    for (let n = 0; n < 8; n++) await expect(divide(0)).rejects.toMatchObject({ code: '22012' });
    expect((await divide(1)).rows).toEqual([{ n: 1 }]);
  });
});

describe('names', () => {
  it('are given to a limited number of texts, none to long ones', () => {
    const names = new StatementNames();
    const often = (text: string) => [1, 2, 3, 4].map(() => names.nameOf(text)).at(-1);
    const given = Array.from({ length: 300 }, (_, n) => often(`select ${n}`)).filter(Boolean);
    expect(given.length).toBe(200);
    expect(new Set(given).size).toBe(200);
    expect(new StatementNames().nameOf('select 1')).toBe(undefined);
    const fresh = new StatementNames();
    const long = 'x'.repeat(8001);
    expect(Array.from({ length: 10 }, () => fresh.nameOf(long)).filter(Boolean)).toEqual([]);
  });
});
