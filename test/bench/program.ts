/** The program inside this process, for what is measured without a network: database, migrations, dependencies. */
import path from 'node:path';
import { Kysely } from 'kysely';
import pg from 'pg';
import { migrateAt } from '../../src/cli/context.ts';
import { loadConfig } from '../../src/config.ts';
import type { Database, Db } from '../../src/platform/db/handles.ts';
import { openDatabase } from '../../src/platform/db/open.ts';
import { openPool } from '../../src/platform/db/pool.ts';
import { ValueDialect } from '../../src/platform/db/values.ts';
import type { Deps } from '../../src/platform/deps.ts';
import { createLog } from '../../src/platform/log.ts';
import { loadOrCreateKey } from '../../src/platform/vault/key.ts';
import { createVault } from '../../src/platform/vault/vault.ts';
import { withFolder } from './server.ts';
import { additions } from '../../src/modules.ts';

export interface Program {
  deps: Deps;
  /** Of the database, for a process of its own. */
  url: string;
  /** Statements sent to the database so far. */
  statements: () => number;
  /** Lets the database count its rows, as it does by itself after a while. */
  analyze: () => Promise<void>;
  /** A connection of one's own, for a reference; the caller ends it. */
  connect: () => Promise<pg.Client>;
}

export async function withProgram<T>(work: (program: Program) => Promise<T>): Promise<T> {
  return await withFolder(async (folder) => {
    const config = loadConfig({ DATA_DIR: path.join(folder, 'data'), LOG_LEVEL: 'silent' });
    const log = createLog({ level: config.logLevel });
    const database = await openDatabase(config, { role: 'serve', log });
    try {
      await migrateAt(database.url, log);
      let statements = 0;
      const pool = openPool({ url: database.url, max: config.databasePool + 2, name: 'bench', log });
      const db: Db = new Kysely<Database>({
        dialect: new ValueDialect({ pool }),
        log: () => void statements++,
      });
      const vault = createVault(await loadOrCreateKey(config.secretKeyFile));
      const deps: Deps = {
        config,
        db,
        vault,
        log,
        links: [],
        additions,
        now: () => Temporal.Now.instant(),
      };
      const analyze = async () => void (await pool.query('analyze'));
      const connect = async () => {
        const client = new pg.Client({ connectionString: database.url, application_name: 'bench reference' });
        await client.connect();
        return client;
      };
      return await work({ deps, url: database.url, statements: () => statements, analyze, connect }).finally(
        async () => await db.destroy(),
      );
    } finally {
      await database.close();
    }
  });
}
