/** Counts the statements that reach the database, to hold pages to a number that does not grow with the rows. */
import { Kysely } from 'kysely';
import type pg from 'pg';
import type { Database, Db } from '../../src/platform/db/handles.ts';
import { ValueDialect } from '../../src/platform/db/values.ts';

export interface CountingDb {
  db: Db;
  /**
   * The fewest statements that `work` takes in three runs: what is kept for some seconds (settings) may
   * have run out in one of them.
   */
  count: (work: () => Promise<unknown>) => Promise<number>;
}

export function countingDb(pool: pg.Pool): CountingDb {
  let seen = 0;
  const db = new Kysely<Database>({ dialect: new ValueDialect({ pool }), log: () => void seen++ });
  return {
    db,
    count: async (work) => {
      const counts: number[] = [];
      for (let run = 0; run < 3; run++) {
        const before = seen;
        await work();
        counts.push(seen - before);
      }
      return Math.min(...counts);
    },
  };
}
