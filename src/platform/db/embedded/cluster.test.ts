import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { describe, expect, inject, it } from 'vitest';
import { databaseAt } from '../../../../test/harness/cluster.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { sharedMegabytes } from './cluster.ts';

describe("PostgreSQL's own log", () => {
  const database = useDatabase();

  it('holds neither statements nor values, whatever fails', async () => {
    const secret = 'ana.ficticia@example.org';
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const failed = async (sql: string, values?: unknown[]): Promise<string> =>
      await client.query(sql, values).then(
        () => 'no error',
        (error: pg.DatabaseError) => `${error.message} ${error.detail ?? ''}`,
      );
    await client.query('create table planted (email text unique, age int check (age > 0), day date)');
    await client.query('insert into planted values ($1, 1)', [secret]);
    const told = [
      await failed('insert into planted values ($1, 1)', [secret]),
      await failed(`insert into planted values ('${secret}', 1)`),
      await failed('select $1::text::int', [secret]),
      await failed(`select '${secret}'::int`),
      await failed('insert into planted (email, age) values ($1, $2)', [`x${secret}`, -1]),
      await failed(`do $$ begin raise exception '%', '${secret}'; end $$`),
      await failed(
        `do $$ begin raise warning '%', '${secret}'; raise log '%', '${secret}'; end $$; select 1/0`,
      ),
      await failed(`set statement_timeout = 20; select pg_sleep(1), '${secret}'`),
    ];
    await client.end();
    // The errors themselves do name the person, so the log could have.
    expect(told.filter((text) => text.includes(secret)).length).toBe(6);

    const wrong = new pg.Client({ connectionString: databaseAt(database.url, 'not_there') });
    await expect(wrong.connect()).rejects.toMatchObject({ code: '3D000' });
    const log = await readFile(inject('clusterLog'), 'utf8');
    expect(log).toContain('FATAL:  database "not_there" does not exist');
    expect(log).not.toContain(secret);
    expect(log).not.toMatch(/STATEMENT|DETAIL|planted/);
  });
});

describe('the memory that PostgreSQL keeps pages in', () => {
  it('follows the size of the machine, within bounds', () => {
    expect([0.25, 1, 2, 24].map((gigabytes) => sharedMegabytes(gigabytes * 2 ** 30))).toEqual([
      64, 128, 256, 512,
    ]);
  });
});
