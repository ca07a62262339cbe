/** Counts the statements that reach the database, to hold pages to a number that does not grow with the rows. */
import { Kysely } from 'kysely';
import type pg from 'pg';
import type { Database, Db } from '../../src/platform/db/handles.ts';
import { ValueDialect } from '../../src/platform/db/values.ts';

export interface CountingDb {
  db: Db;
  /** Runs `work` and tells how many statements went out meanwhile. */
  count: (work: () => Promise<unknown>) => Promise<number>;
}

export function countingDb(pool: pg.Pool): CountingDb {
  let seen = 0;
  const db = new Kysely<Database>({ dialect: new ValueDialect({ pool }), log: () => void seen++ });
  return {
    db,
    count: async (work) => {
      const before = seen;
      await work();
      return seen - before;
    },
  };
}
