/** The database a process works on: the operator's own (DATABASE_URL) or the program's. */
import pg from 'pg';
import type { Config } from '../../config.ts';
import { OperatorError, reduceError } from '../log.ts';
import type { Log } from '../log.ts';
import { openEmbedded } from './embedded/embedded.ts';

const OLDEST = 180_000;

export interface OpenDatabaseOptions {
  /** `serve` keeps the database running and wants the data folder for itself; `tool` uses it for a while. */
  role: 'serve' | 'tool';
  log: Log;
  /** Called when the database is gone for good while we run. */
  onLost?: () => void;
}

export interface OpenedDatabase {
  url: string;
  embedded: boolean;
  /** Call after every pool has ended. Stops the program's own PostgreSQL when nobody else uses it. */
  close: () => Promise<void>;
}

async function checkServer(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      "select current_setting('server_version_num')::int as version",
    );
    const version = rows[0]?.version ?? 0;
    if (version < OLDEST)
      throw new OperatorError(
        `DATABASE_URL: PostgreSQL 18 or newer is needed, the server is version ${Math.floor(version / 10_000)}.`,
      );
  } catch (error) {
    if (error instanceof OperatorError) throw error;
    throw new OperatorError(
      `DATABASE_URL: the database does not answer (${reduceError(error).code ?? 'no reason given'}).`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Opens the database, starting it when it is the program's own and does not run.
 * @throws {OperatorError} in words for the operator
 */
export async function openDatabase(
  config: Config,
  { role, log, onLost = () => undefined }: OpenDatabaseOptions,
): Promise<OpenedDatabase> {
  if (config.databaseUrl !== undefined) {
    await checkServer(config.databaseUrl);
    return { url: config.databaseUrl, embedded: false, close: async () => undefined };
  }
  const connections = Math.max(40, config.webWorkers * config.databasePool + 20);
  const { url, close } = await openEmbedded({ dataDir: config.dataDir, role, connections, log, onLost });
  return { url, embedded: true, close };
}
