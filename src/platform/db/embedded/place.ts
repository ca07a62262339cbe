/**
 * Where the cluster lives and who runs it. As a rule: `postgres` in the data folder, run by
 * whoever runs the program. Started by root it is run by a user of its own, who may not be able
 * to enter the data folder or the program's (a clone under /root, an install with a strict
 * umask); then the cluster, or a copy of the binaries, goes to /var/lib.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, cp, mkdir, readFile, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { OperatorError } from '../../log.ts';
import { packagedPostgres, program } from './binaries.ts';
import { ensureFolder, exists } from './cluster.ts';
import type { ClusterFiles } from './cluster.ts';
import { databaseUser, findUser, giveToFolderOwner, isRoot } from './os-user.ts';
import type { OsUser } from './os-user.ts';

/** Other than usual only in tests. */
export interface Folders {
  /** PostgreSQL as npm installed it. */
  packaged: string;
  /** Where the database's own user can go, whatever the folders of data and program allow. */
  elsewhere: string;
}

/** Told in one line whatever the operator should know about the place. */
export type Say = (line: string) => void;

/** What DATA_DIR/database.json says: for other verbs, and for the operator's own tools. Mode 600. */
export interface DatabaseRecord {
  /** Folder of the cluster. */
  directory: string;
  /** Address of the database while it runs. */
  url: string;
}

const recordFile = (dataDir: string): string => path.join(dataDir, 'database.json');

async function readRecord(dataDir: string): Promise<DatabaseRecord | undefined> {
  const text = await readFile(recordFile(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new OperatorError(
      `${recordFile(dataDir)} cannot be read (${error.code}): run as the user who started the program first, or as root.`,
    );
  });
  if (text === undefined) return undefined;
  try {
    const parsed = JSON.parse(text) as Partial<DatabaseRecord>;
    return typeof parsed.directory === 'string' && typeof parsed.url === 'string'
      ? (parsed as DatabaseRecord)
      : undefined;
  } catch {
    return undefined;
  }
}

export async function writeRecord(dataDir: string, record: DatabaseRecord): Promise<void> {
  const draft = `${recordFile(dataDir)}.${process.pid}.tmp`;
  await rm(draft, { force: true });
  await writeFile(draft, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  await giveToFolderOwner(draft);
  await rename(draft, recordFile(dataDir));
}

function succeedsAs(user: OsUser, script: string, argument: string): boolean {
  const { status } = spawnSync('/bin/sh', ['-c', script, 'sh', argument], {
    uid: user.uid,
    gid: user.gid,
    cwd: '/',
    stdio: 'ignore',
  });
  return status === 0;
}

const canEnter = (user: OsUser, folder: string): boolean => succeedsAs(user, 'cd "$1"', folder);
const canRun = (user: OsUser, native: string): boolean =>
  succeedsAs(user, '"$1" --version', program(native, 'postgres'));

/** Lets the database's user pass through the data folder; it still cannot list it. */
async function opened(user: OsUser, dataDir: string): Promise<boolean> {
  if (canEnter(user, dataDir)) return true;
  const info = await stat(dataDir);
  if (info.uid === 0) await chmod(dataDir, info.mode | 0o011);
  return canEnter(user, dataDir);
}

async function clusterFolder(user: OsUser, dataDir: string, elsewhere: string, say: Say): Promise<string> {
  const usual = path.join(dataDir, 'postgres');
  if (await opened(user, dataDir)) return usual;
  if (await exists(path.join(usual, 'PG_VERSION'))) {
    throw new OperatorError(
      `The user ${user.name}, who runs the database, cannot enter ${dataDir}. Let others pass (chmod o+x) through every folder above it.`,
    );
  }
  // A random name, not one made from the path: a new data folder in an old one's place is empty.
  const own = path.join(elsewhere, randomBytes(6).toString('hex'));
  await ensureFolder(elsewhere, 0o755);
  await ensureFolder(own, 0o711);
  if (!canEnter(user, own)) {
    throw new OperatorError(
      `The user ${user.name}, who runs the database, can enter neither ${dataDir} nor ${own}. Choose another DATA_DIR, or give DATABASE_URL.`,
    );
  }
  const directory = path.join(own, 'postgres');
  // Of two starts at the same time the first to write it down decides.
  const first = await writeFile(recordFile(dataDir), JSON.stringify({ directory, url: '' }), {
    flag: 'wx',
    mode: 0o600,
  }).then(
    () => true,
    () => false,
  );
  if (first) {
    say(
      `The user ${user.name}, who runs the database, cannot enter ${dataDir}; the database is kept in ${directory}.`,
    );
    return directory;
  }
  await rmdir(own);
  return (await readRecord(dataDir))?.directory ?? directory;
}

async function openUp(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) await openUp(file);
    else if (entry.isFile()) await chmod(file, (await stat(file)).mode & 0o100 ? 0o755 : 0o644);
  }
}

async function runnableBinaries(user: OsUser, { packaged, elsewhere }: Folders, say: Say): Promise<string> {
  if (canRun(user, packaged)) return packaged;
  const about = JSON.parse(await readFile(path.join(packaged, '../package.json'), 'utf8')) as {
    version: string;
  };
  const copy = path.join(elsewhere, `postgresql-${about.version}`);
  if (!canRun(user, copy)) {
    const draft = `${copy}.${process.pid}.new`;
    await ensureFolder(elsewhere, 0o755);
    await mkdir(draft);
    await cp(packaged, draft, { recursive: true, verbatimSymlinks: true });
    await openUp(draft);
    await rename(draft, copy).catch(() => undefined);
    await rm(draft, { recursive: true, force: true });
    if (!canRun(user, copy)) {
      throw new OperatorError(
        `The user ${user.name}, who runs the database, can run PostgreSQL neither from ${packaged} nor from ${copy}. Put the program where others can read it, or give DATABASE_URL.`,
      );
    }
    say(
      `The user ${user.name}, who runs the database, cannot enter the program's folder; it runs a copy in ${copy}.`,
    );
  }
  return copy;
}

/** Who made the cluster runs it, also when root starts the program later. */
async function ownerOf(directory: string): Promise<OsUser | undefined> {
  const info = await stat(directory).catch(() => undefined);
  return info && info.uid !== 0
    ? ((await findUser({ uid: info.uid })) ?? { name: String(info.uid), uid: info.uid, gid: info.gid })
    : undefined;
}

/**
 * Finds or chooses the place, making the data folder if need be.
 * @throws {OperatorError} when there is no place that works, with the way out
 */
export async function findPlace(
  dataDir: string,
  say: Say,
  folders: Folders = { packaged: packagedPostgres(), elsewhere: '/var/lib/justicia-abierta' },
): Promise<ClusterFiles> {
  if (!(await exists(dataDir))) await ensureFolder(dataDir, isRoot() ? 0o711 : 0o700);
  const logFile = path.join(dataDir, 'postgres.log');
  const usual = path.join(dataDir, 'postgres');
  const record = await readRecord(dataDir);
  const known = record?.directory ?? usual;
  if (record && record.url !== '' && !(await exists(path.join(known, 'PG_VERSION')))) {
    throw new OperatorError(
      `The database of this data folder was in ${known} and is gone. To begin with an empty one, delete ${recordFile(dataDir)}.`,
    );
  }
  if (!isRoot()) {
    const info = await stat(known).catch(() => undefined);
    if (info && process.getuid && info.uid !== process.getuid()) {
      throw new OperatorError(
        `The database in ${known} belongs to another user: run as that user, or as root.`,
      );
    }
    return { dir: known, native: folders.packaged, runAs: {}, logFile };
  }
  const user = (await ownerOf(known)) ?? (await databaseUser(say));
  const dir = known === usual ? await clusterFolder(user, dataDir, folders.elsewhere, say) : known;
  return {
    dir,
    native: await runnableBinaries(user, folders, say),
    runAs: { uid: user.uid, gid: user.gid },
    logFile,
  };
}
