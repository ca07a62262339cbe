/**
 * One PostgreSQL cluster: made, started, stopped, looked at. Knows nothing of who uses it.
 *
 * It listens on a socket file in its own folder, which nobody else can enter, with a password all the same: a question
 * through it costs a third less processor time than through the network. Where there can be no such file (Windows, a
 * path that is too long, a disk that takes none) it listens on 127.0.0.1.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { constants, readFileSync } from 'node:fs';
import {
  chmod,
  lchown,
  mkdir,
  open,
  readFile,
  readlink,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { totalmem } from 'node:os';
import path from 'node:path';
import { OperatorError } from '../../log.ts';
import { program } from './binaries.ts';
import { giveToFolderOwner, NO_FOLLOW } from './os-user.ts';
import type { RunAs } from './os-user.ts';

export const SUPERUSER = 'postgres';
const PASSWORD_FILE = 'justicia-password';

export interface ClusterFiles {
  /** Folder of the cluster. */
  dir: string;
  /** Folder with PostgreSQL's bin, lib, share. */
  native: string;
  runAs: RunAs;
  /** File that gets what PostgreSQL has to say. */
  logFile: string;
  /** False only for tests: faster, and lost at a power cut. */
  durable?: boolean;
}

/** Where a server listens. */
export interface Door {
  port: number;
  /** Folder of the socket file; without it the door is the port of 127.0.0.1. */
  folder?: string;
}

/** What postmaster.pid says of a running (or crashed) server. */
export interface Postmaster {
  pid: number;
  /** Missing while the server has not yet written it down. */
  door?: Door;
}

/** Not ours: PGDATA, PGPORT and the like of the operator's own PostgreSQL must not reach this one. */
const ENVIRONMENT: NodeJS.ProcessEnv = {
  PATH: '/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
  ...(process.platform === 'win32' ? { SystemRoot: String.raw`C:\Windows` } : {}),
};

/** Runs a command to its end. @returns its exit code and what it said on both channels */
async function run(
  command: string,
  args: string[],
  runAs: RunAs,
): Promise<{ code: number | null; said: string }> {
  return await new Promise((resolve) => {
    const child = spawn(command, args, {
      ...runAs,
      cwd: path.parse(command).root,
      env: ENVIRONMENT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const hear = (chunk: Buffer) => (said = (said + String(chunk)).slice(-4000));
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ code: -1, said: `${command}: ${error.code ?? error.name}` }),
    );
    child.on('close', (code) => resolve({ code, said: said.trim() }));
  });
}

export async function exists(file: string): Promise<boolean> {
  return await stat(file).then(
    () => true,
    () => false,
  );
}

/**
 * Makes the cluster with a random password, unless there is one. Two programs may try at once:
 * each makes its own beside the place and moves it there, and one move succeeds.
 */
export async function makeCluster({ dir, native, runAs, durable = true }: ClusterFiles): Promise<void> {
  if (await exists(path.join(dir, 'PG_VERSION'))) return;
  const draft = `${dir}.${process.pid}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  const secret = `${draft}.password`;
  await rm(secret, { force: true });
  await writeFile(secret, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' });
  try {
    if (runAs.uid !== undefined) {
      await lchown(draft, runAs.uid, runAs.gid);
      await lchown(secret, runAs.uid, runAs.gid);
    }
    const { code, said } = await run(
      program(native, 'initdb'),
      [
        '-D',
        draft,
        `--username=${SUPERUSER}`,
        `--pwfile=${secret}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
        ...(durable ? [] : ['--no-sync']),
      ],
      runAs,
    );
    if (code !== 0) throw new OperatorError(`The database could not be made in ${dir}:\n${said}`);
    await rename(secret, path.join(draft, PASSWORD_FILE));
    await rename(draft, dir);
  } catch (error) {
    if (!(await exists(path.join(dir, 'PG_VERSION')))) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
    await rm(secret, { force: true });
  }
}

/** Of the cluster's superuser, as `initdb` got it. @throws when the cluster was not made by this program */
export async function readPassword(dir: string): Promise<string> {
  return (await readFile(path.join(dir, PASSWORD_FILE), 'utf8')).trim();
}

/** A port of 127.0.0.1 that was free a moment ago: somebody else may take it before you do. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const MEGABYTE = 1024 * 1024;

/**
 * Memory in which PostgreSQL keeps pages of its own, megabytes: an eighth of the machine's. What is not in it comes from
 * the system's cache at the price of a call for every 8 kB, a tenth of the time of a search over 200,000 records.
 * @param machine bytes
 */
export function sharedMegabytes(machine: number): number {
  return Math.min(512, Math.max(64, Math.floor(machine / 8 / MEGABYTE)));
}

// Of a socket file the port is only the end of its name.
const SOCKET_PORT = 5432;
// What systems take at most, the NUL at the end aside: 107 on Linux, 103 on macOS and the BSDs.
const LONGEST_SOCKET = 103;

/** The socket file of a cluster; undefined where there can be none. */
export function socketDoor(dir: string): Door | undefined {
  const file = path.join(dir, socketName(SOCKET_PORT));
  const fits = Buffer.byteLength(file) <= LONGEST_SOCKET;
  return process.platform !== 'win32' && fits ? { port: SOCKET_PORT, folder: dir } : undefined;
}

const socketName = (port: number): string => `.s.PGSQL.${port}`;

/** Settings are given at each start, so that an update of the program changes them too. */
function settings(
  { port, folder }: Door,
  connections: number,
  durable: boolean,
): Record<string, string | number> {
  return {
    port,
    listen_addresses: folder === undefined ? '127.0.0.1' : '',
    // A list: in quotes, a comma belongs to the name.
    unix_socket_directories: folder === undefined ? '' : `"${folder.replaceAll('"', '""')}"`,
    max_connections: connections,
    shared_buffers: `${sharedMegabytes(totalmem())}MB`,
    // Then an index costs little more than the table: without this, one programme reads those of all editions.
    random_page_cost: 1.1,
    max_worker_processes: 2,
    max_parallel_workers_per_gather: 0,
    max_logical_replication_workers: 0,
    io_method: 'sync',
    jit: 'off',
    wal_level: 'minimal',
    max_wal_senders: 0,
    max_wal_size: '512MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Neither statements nor values may reach the log: a unique violation's detail names the
    // person. FATAL (no port, no disk) is kept and says nothing of rows.
    log_min_messages: 'fatal',
    log_min_error_statement: 'panic',
    log_statement: 'none',
    log_min_duration_statement: -1,
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_autovacuum_min_duration: -1,
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
}

/**
 * Starts the server and leaves it to itself: in a session of its own, so that Ctrl-C at the
 * terminal reaches only us, and we stop it last.
 * @returns a promise that resolves when it has ended, with the reason if it never began
 */
export async function launch(
  files: ClusterFiles,
  door: Door,
  connections: number,
): Promise<{ ended: Promise<string> }> {
  const { dir, native, runAs, logFile, durable = true } = files;
  const big = await stat(logFile).then(
    (info) => info.size > 1_000_000,
    () => false,
  );
  const { O_WRONLY, O_CREAT, O_APPEND, O_TRUNC } = constants;
  const log = await open(logFile, O_WRONLY | O_CREAT | (big ? O_TRUNC : O_APPEND) | NO_FOLLOW, 0o600);
  try {
    await giveToFolderOwner(logFile);
    const args = Object.entries(settings(door, connections, durable)).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    const child = spawn(program(native, 'postgres'), ['-D', dir, ...args], {
      ...runAs,
      cwd: path.parse(dir).root,
      env: ENVIRONMENT,
      detached: true,
      windowsHide: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    const ended = new Promise<string>((resolve) => {
      child.once('exit', () => resolve(''));
      child.once('error', (error: NodeJS.ErrnoException) =>
        resolve(`${program(native, 'postgres')}: ${error.code ?? error.name}`),
      );
    });
    child.unref();
    return { ended };
  } finally {
    await log.close();
  }
}

/** The last words of the log, for the operator when a start fails. */
export async function lastWords(logFile: string): Promise<string> {
  const text = await readFile(logFile, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-5).join('\n');
}

/** What the lock file of the cluster says; undefined when there is none (stopped properly). */
export async function readPostmaster(dir: string): Promise<Postmaster | undefined> {
  const lines = (await readFile(path.join(dir, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  const [port, folder] = [Number(lines[3]) || 0, lines[4] ?? ''];
  // One line after the other, the last one is the state: before it is there, a line may still be missing.
  if (port === 0 || lines.length < 8) return { pid };
  return { pid, door: { port, ...(folder !== '' && { folder }) } };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Dead, but never collected by its parent: where process 1 of a container doesn't do its duty. */
export function isZombie(pid: number): boolean {
  try {
    return /^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/**
 * True when the process with this number is certainly not the server of this cluster: after a
 * crash of the machine, or in a fresh container, the number may belong to anything.
 */
export async function isForeign(pid: number, dir: string): Promise<boolean> {
  // A server works in the folder of its cluster; only Linux lets us look.
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  return cwd !== undefined && path.resolve(cwd) !== path.resolve(dir);
}

/** Removes the lock files that were left by a server that is no more and whose number somebody else has now. */
export async function forgetPostmaster(dir: string): Promise<void> {
  await rm(path.join(dir, `${socketName(SOCKET_PORT)}.lock`), { force: true });
  await rm(path.join(dir, 'postmaster.pid'), { force: true });
}

/** Stops the server at once but properly: sessions are ended, everything is written. Resolves when it is gone. */
export async function stopCluster({ dir, native, runAs }: ClusterFiles): Promise<void> {
  const postmaster = await readPostmaster(dir);
  if (!postmaster || !isAlive(postmaster.pid) || (await isForeign(postmaster.pid, dir))) return;
  if (process.platform === 'win32') {
    await run(program(native, 'pg_ctl'), ['stop', '-D', dir, '-m', 'fast', '-w'], runAs);
    return;
  }
  process.kill(postmaster.pid, 'SIGINT');
  for (let waited = 0; waited < 60_000; waited += 20) {
    if (!isAlive(postmaster.pid)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new OperatorError(`The database (process ${postmaster.pid}) did not stop within a minute.`);
}

/** Makes a folder of ours if need be, with this mode whatever the umask. */
export async function ensureFolder(dir: string, mode: number): Promise<void> {
  await mkdir(dir, { recursive: true });
  await chmod(dir, mode);
}
