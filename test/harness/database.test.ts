import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { json } from '../../src/platform/db/values.ts';
import { isUniqueViolation, withTransaction } from '../../src/platform/db/transaction.ts';
import { useDatabase } from './database.ts';

describe('the test database', () => {
  const database = useDatabase({ max: 3 });

  it('carries Temporal values there and back, alone and in arrays', async () => {
    const at = Temporal.Instant.from('2026-03-01T12:34:56.123456Z');
    const day = Temporal.PlainDate.from('2026-03-01');
    const { rows } = await sql<Record<string, unknown>>`
      select ${at}::timestamptz as at, ${day}::date as day, ${[at, at]}::timestamptz[] as ats, ${[day]}::date[] as days,
        9007199254740993::bigint as big, count(*) as one, null::timestamptz as never, ${json([{ a: 1 }])} as list,
        '0044-03-15 00:00:00+00'::timestamptz as old
    `.execute(database.db);
    expect(rows[0]).toEqual({
      at,
      day,
      ats: [at, at],
      days: [day],
      big: 9007199254740993n,
      one: 1,
      never: null,
      list: [{ a: 1 }],
      old: Temporal.Instant.from('0044-03-15T00:00:00Z'),
    });
  });

  it('tells a row that exists already by its constraint', async () => {
    await sql`create table twice (id int constraint twice_once primary key)`.execute(database.db);
    await sql`insert into twice values (1)`.execute(database.db);
    const error: unknown = await sql`insert into twice values (1)`
      .execute(database.db)
      .catch((e: unknown) => e);
    expect([
      isUniqueViolation(error),
      isUniqueViolation(error, 'twice_once'),
      isUniqueViolation(error, 'other'),
    ]).toEqual([true, true, false]);
    expect(isUniqueViolation(new Error('no'))).toBe(false);
  });

  it('runs the victim of a deadlock again', async () => {
    await sql`create table pair (id int primary key, n int not null default 0)`.execute(database.db);
    await sql`insert into pair values (1), (2)`.execute(database.db);
    let attempts = 0;
    let waiting = 0;
    let go: () => void = () => undefined;
    const both = new Promise<void>((resolve) => (go = resolve));
    const add = async (first: number, second: number) =>
      await withTransaction(database.db, async (trx) => {
        attempts += 1;
        await sql`update pair set n = n + 1 where id = ${first}`.execute(trx);
        waiting += 1;
        if (waiting >= 2) go();
        await both;
        await sql`update pair set n = n + 1 where id = ${second}`.execute(trx);
      });
    await Promise.all([add(1, 2), add(2, 1)]);
    const { rows } = await sql`select id, n from pair order by id`.execute(database.db);
    expect(rows).toEqual([
      { id: 1, n: 2 },
      { id: 2, n: 2 },
    ]);
    // One ran again; on a busy machine the other one may not be awake yet, and it is the victim twice.
    expect(attempts).toBeGreaterThan(2);
  });
});
