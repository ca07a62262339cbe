/**
 * Brings a database to the state this version of the program needs: the queue's own tables,
 * then `migrations/` in order of their names. Safe to run from several processes at once.
 */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Logger, runMigrations } from 'graphile-worker';
import { Migrator } from 'kysely/migration';
import type { Migration, MigrationProvider } from 'kysely/migration';
import type pg from 'pg';
import { OperatorError } from '../log.ts';
import type { Log } from '../log.ts';
import { openDb } from './pool.ts';

/** `2026-11-21-1-name`: dated, in order, frozen once released. */
const NAME = /^\d{4}-\d{2}-\d{2}-[\w-]+\.(?:ts|js)$/;
// From src/platform/db as from dist/src/platform/db.
const FOLDER = path.resolve(import.meta.dirname, '../../../migrations');

// The queue's own logger prints whole statements when one fails; the error itself reaches the caller.
const silent = new Logger(() => () => {});

const provider: MigrationProvider = {
  async getMigrations() {
    const files = (await readdir(FOLDER)).filter((file) => NAME.test(file)).toSorted();
    const pairs = files.map(async (file): Promise<[string, Migration]> => {
      const module = (await import(pathToFileURL(path.join(FOLDER, file)).href)) as Migration;
      return [file.replace(/\.\w+$/, ''), module];
    });
    return Object.fromEntries(await Promise.all(pairs));
  },
};

export interface MigrateOptions {
  /** Stop after this migration instead of the newest (a backup of an older version). */
  upTo?: string;
  log?: Log;
}

/**
 * @param pool a pool without statement timeout: an index on a big table takes its time
 * @returns names of the migrations that were run now
 * @throws {OperatorError} when the database is newer than the program or a migration fails
 */
export async function migrate(pool: pg.Pool, { upTo, log }: MigrateOptions = {}): Promise<string[]> {
  await runMigrations({ pgPool: pool, logger: silent });
  const migrator = new Migrator({ db: openDb(pool), provider });
  const { error, results } =
    upTo === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(upTo);
  const failed = results?.find((result) => result.status === 'Error');
  if (error !== undefined) {
    const what = failed
      ? `migration ${failed.migrationName} failed`
      : 'the database was made by another version of the program';
    throw new OperatorError(what, { cause: error });
  }
  const done = (results ?? [])
    .filter((result) => result.status === 'Success')
    .map((result) => result.migrationName);
  if (done.length > 0) log?.info({ migrations: done }, 'database migrated');
  return done;
}

/** Every migration with the moment it was run, oldest first. */
export async function migrationState(pool: pg.Pool): Promise<{ name: string; executed: boolean }[]> {
  const infos = await new Migrator({ db: openDb(pool), provider }).getMigrations();
  return infos.map((info) => ({ name: info.name, executed: info.executedAt !== undefined }));
}
