/** What a verb works with: the database, its handle, and the dependencies of everything. */
import type { Config } from '../config.ts';
import { additions, links } from '../modules.ts';
import type { Deps } from '../platform/deps.ts';
import { migrate } from '../platform/db/migrate.ts';
import { inTurn } from '../platform/db/in-turn.ts';
import { openDatabase } from '../platform/db/open.ts';
import type { OpenedDatabase } from '../platform/db/open.ts';
import { openDb, openPool } from '../platform/db/pool.ts';
import type { Log } from '../platform/log.ts';
import { openVault } from './key.ts';

/** @param options.max connections; @param options.name shown by PostgreSQL beside them */
export async function openDeps(
  config: Config,
  url: string,
  log: Log,
  { max, name }: { max: number; name: string },
): Promise<Deps> {
  const db = openDb(openPool({ url, max, name: `${name} ${process.pid}`, log }));
  const now = () => Temporal.Now.instant();
  try {
    return { config, db, vault: await openVault(config, db, now), log, links, additions, now };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** Runs what is missing, on a connection of its own without time limit. */
export async function migrateAt(url: string, log: Log): Promise<string[]> {
  const pool = openPool({ url, max: 2, name: `ja migrate ${process.pid}`, statementTimeout: 0, log });
  return await migrate(pool, { log }).finally(async () => await pool.end());
}

/** For a verb that works on the data: the database is opened, migrated, and left as it was found. */
export async function withDeps<T>(
  config: Config,
  log: Log,
  verb: string,
  work: (deps: Deps, database: OpenedDatabase) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(config, { role: 'tool', log });
  try {
    const deps = await inTurn(database.url, async () => {
      await migrateAt(database.url, log);
      return await openDeps(config, database.url, log, { max: 2, name: `ja ${verb}` });
    });
    return await work(deps, database).finally(async () => await deps.db.destroy());
  } finally {
    await database.close();
  }
}
