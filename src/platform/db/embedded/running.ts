/** Makes sure that the cluster runs, whoever started it, and that our database is in it. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { OperatorError } from '../../log.ts';
import {
  SUPERUSER,
  forgetPostmaster,
  freePort,
  isAlive,
  isForeign,
  isZombie,
  lastWords,
  launch,
  makeCluster,
  readPassword,
  readPostmaster,
  socketDoor,
} from './cluster.ts';
import type { ClusterFiles, Door } from './cluster.ts';

/** The program's own role owns its database and nothing else: it can't read files or run commands. */
const ROLE = 'justicia';
const PATIENCE = 60_000;
const BROKEN_STARTS = 4;

const FAILED_PASSWORD = '28P01';
const NO_DATABASE = '3D000';

/** Every library that takes such an address, and PostgreSQL's own tools, know `host` as the folder of a socket. */
export function databaseUrl(password: string, { port, folder }: Door, role = ROLE, database = ROLE): string {
  return folder === undefined
    ? `postgres://${role}:${password}@127.0.0.1:${port}/${database}`
    : `postgres://${role}:${password}@localhost:${port}/${database}?host=${encodeURIComponent(folder)}`;
}

/** @returns `ready`, or the error's code: `57P03` while it starts or stops, `ECONNREFUSED` when nobody is there */
async function knock(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return 'ready';
  } catch (error) {
    return String((error as { code?: unknown }).code);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Our role and database, made once. Two programs may try at the same time. */
async function makeDatabase(password: string, door: Door): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl(password, door, SUPERUSER, 'postgres') });
  client.on('error', () => undefined);
  await client.connect();
  try {
    // The password consists of letters, digits, - and _ only.
    await client.query(`create role ${ROLE} login password '${password}'`).catch(() => undefined);
    await client.query(`create database ${ROLE} owner ${ROLE}`).catch(() => undefined);
  } finally {
    await client.end();
  }
}

export interface Running {
  url: string;
  door: Door;
}

/** What became of one attempt to find it running or to start it. */
type Attempt = Running | { wait: true } | { failed: string };

async function look(files: ClusterFiles, password: string): Promise<Attempt | undefined> {
  const postmaster = await readPostmaster(files.dir);
  if (!postmaster) return undefined;
  const { pid, door } = postmaster;
  if (!isAlive(pid) || (await isForeign(pid, files.dir))) {
    // PostgreSQL itself looks after the lock of a dead one; but not when the number lives on as something else.
    if (isZombie(pid) || isAlive(pid)) await forgetPostmaster(files.dir);
    return undefined;
  }
  if (!door) return { wait: true };
  const url = databaseUrl(password, door);
  const answer = await knock(url);
  if (answer === 'ready') return { url, door };
  if (answer === FAILED_PASSWORD || answer === NO_DATABASE)
    await makeDatabase(password, door).catch(() => undefined);
  return { wait: true };
}

async function start(
  files: ClusterFiles,
  password: string,
  door: Door,
  connections: number,
): Promise<Attempt> {
  const { ended } = await launch(files, door, connections);
  const began = performance.now();
  while (performance.now() - began < PATIENCE) {
    const reason = await Promise.race([ended, sleep(20)]);
    if (reason !== undefined) return { failed: reason };
    const found = await look(files, password);
    if (found && 'url' in found) return found;
  }
  return { failed: 'It does not answer.' };
}

/** The socket file first; a port when that failed, since not every disk takes one. */
async function chooseDoor(dir: string, failures: number): Promise<Door> {
  const socket = failures < BROKEN_STARTS / 2 ? socketDoor(dir) : undefined;
  return socket ?? { port: await freePort() };
}

/**
 * @param wish where to listen when it has to be started: there or nowhere
 * @returns where it listens, and the address of our database
 * @throws {OperatorError} when it cannot be started, with what PostgreSQL said
 */
export async function ensureRunning(files: ClusterFiles, connections: number, wish?: Door): Promise<Running> {
  let failures = 0;
  let words = '';
  for (const began = performance.now(); performance.now() - began < PATIENCE && failures < BROKEN_STARTS;) {
    await makeCluster(files);
    const password = await readPassword(files.dir);
    const attempt =
      (await look(files, password)) ??
      (await start(files, password, wish ?? (await chooseDoor(files.dir, failures)), connections));
    if ('url' in attempt) return attempt;
    if ('failed' in attempt) {
      failures += 1;
      words = attempt.failed || (await lastWords(files.logFile));
    }
    // Another start may be under way, or the last server's children not gone yet.
    await sleep('wait' in attempt ? 30 : 300 * failures);
  }
  throw new OperatorError(`The database in ${files.dir} does not start.${words ? `\n${words}` : ''}`);
}
