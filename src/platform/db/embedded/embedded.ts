/**
 * The program's own PostgreSQL, as one process uses it. Every process that does holds one
 * connection (the keeper) with two session locks in the database itself, which end with the
 * process however it ends:
 *
 * - `USE`, shared: I use the database. Whoever leaves and gets it alone stops the server, so that
 *   the last one out turns off the light, in whatever order verbs and server end.
 * - `SERVE`, exclusive: I serve this data folder. A second one is refused.
 *
 * For `serve` the keeper is also the watch: when its connection breaks, the server is started
 * again where it was and the pools find it there.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { OperatorError } from '../../log.ts';
import type { Log } from '../../log.ts';
import { stopCluster } from './cluster.ts';
import type { ClusterFiles, Door } from './cluster.ts';
import { findPlace, writeRecord } from './place.ts';
import { ensureRunning } from './running.ts';
import type { Running } from './running.ts';

/** Two-part advisory locks; the first number is ours ("ja"). */
const LOCK = 0x6a61;
const USE = 1;
const SERVE = 2;

export interface EmbeddedOptions {
  dataDir: string;
  role: 'serve' | 'tool';
  /** Most connections of all processes together. */
  connections: number;
  log: Log;
  /** The database broke and could not be started again. */
  onLost: () => void;
}

export interface Embedded {
  url: string;
  close: () => Promise<void>;
}

async function refusal(client: pg.Client, dataDir: string): Promise<OperatorError> {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.classid = $1 and l.objid = $2 and l.granted`,
    [LOCK, SERVE],
  );
  const pid = /\d+$/.exec(rows[0]?.name ?? '')?.[0] ?? 'unknown';
  return new OperatorError(
    `This data folder is already served by process ${pid}: ${dataDir}. Stop that one first, or choose another DATA_DIR.`,
  );
}

async function connectKeeper(url: string, { role, dataDir }: EmbeddedOptions): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `ja ${role} ${process.pid}`,
    keepAlive: true,
  });
  // Breaks are seen by `end`.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select pg_advisory_lock_shared($1, $2)', [LOCK, USE]);
    if (role === 'serve') {
      const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1, $2) as mine', [
        LOCK,
        SERVE,
      ]);
      if (!rows[0]?.mine) throw await refusal(client, dataDir);
    }
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/** Starts or joins, until the keeper holds its locks: somebody else may be stopping it right now. */
async function join(
  files: ClusterFiles,
  options: EmbeddedOptions,
  wish?: Door,
): Promise<Running & { keeper: pg.Client }> {
  for (let attempt = 1; ; attempt++) {
    const running = await ensureRunning(files, options.connections, wish);
    try {
      return { ...running, keeper: await connectKeeper(running.url, options) };
    } catch (error) {
      if (error instanceof OperatorError || attempt >= 10) throw error;
      await sleep(100);
    }
  }
}

/** Leaves; stops the server when nobody else uses it. */
async function leave(keeper: pg.Client, files: ClusterFiles): Promise<void> {
  const alone = await keeper
    .query<{ alone: boolean }>(
      'select pg_advisory_unlock_shared($1, $2), pg_try_advisory_lock($1, $2) as alone',
      [LOCK, USE],
    )
    .then(({ rows }) => rows[0]?.alone === true)
    .catch(() => false);
  if (alone) await stopCluster(files);
  await keeper.end().catch(() => undefined);
}

/** @throws {OperatorError} when it cannot run, or when `serve` is already there */
export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { dataDir, role, log, onLost } = options;
  const files = await findPlace(dataDir, (line) => log.warn(line));
  const { url, door, ...first } = await join(files, options);
  let { keeper } = first;
  await writeRecord(dataDir, { directory: files.dir, url });
  let closing = false;

  const rejoin = async (): Promise<void> => {
    log.error('the database stopped by itself; starting it again');
    try {
      const again = await join(files, options, door);
      keeper = again.keeper;
      watch(keeper);
      // The pools know only the first door.
      if (again.url !== url) throw new OperatorError('The database is back at another address.');
      log.info('the database is back');
    } catch (error) {
      log.fatal({ err: error }, 'the database could not be started again');
      onLost();
    }
  };
  let rejoining: Promise<void> = Promise.resolve();
  const watch = (client: pg.Client): void => {
    client.once('end', () => {
      if (!closing) rejoining = rejoin();
    });
  };
  if (role === 'serve') watch(keeper);

  return {
    url,
    close: async () => {
      closing = true;
      await rejoining;
      await leave(keeper, files);
    },
  };
}
