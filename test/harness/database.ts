/** A database of its own for each test file, cloned from the migrated template. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import type { Db } from '../../src/platform/db/handles.ts';
import { openDb, openPool } from '../../src/platform/db/pool.ts';
import { TEMPLATE, databaseAt } from './cluster.ts';

export interface TestDatabase {
  readonly db: Db;
  readonly pool: pg.Pool;
  readonly url: string;
}

async function maintain(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('clusterUrl') });
  await client.connect();
  await client.query(statement).finally(async () => await client.end());
}

/**
 * Makes a database and gives its name and address; the caller drops it.
 * @param options.empty without the tables of the migrations
 */
export async function createDatabase({ empty = false } = {}): Promise<{
  name: string;
  url: string;
  drop: () => Promise<void>;
}> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await maintain(`create database ${name} template ${empty ? 'template0' : TEMPLATE} strategy file_copy`);
  return {
    name,
    url: databaseAt(inject('clusterUrl'), name),
    drop: async () => await maintain(`drop database if exists ${name} with (force)`),
  };
}

/**
 * Call at the top of a test file or a `describe`. The database exists from the first `beforeAll`
 * on and is dropped after the last test.
 * @param options.max connections of the pool, 10 when missing
 */
export function useDatabase({ max = 10 } = {}): TestDatabase {
  let opened: { db: Db; pool: pg.Pool; url: string } | undefined;
  let drop = async (): Promise<void> => undefined;
  beforeAll(async () => {
    const made = await createDatabase();
    drop = made.drop;
    const pool = openPool({ url: made.url, max, name: 'test' });
    opened = { pool, db: openDb(pool), url: made.url };
  });
  afterAll(async () => {
    await opened?.db.destroy();
    await drop();
  });
  const now = () => {
    if (!opened) throw new Error('the test database exists only inside tests and hooks');
    return opened;
  };
  return {
    get db() {
      return now().db;
    },
    get pool() {
      return now().pool;
    },
    get url() {
      return now().url;
    },
  };
}
