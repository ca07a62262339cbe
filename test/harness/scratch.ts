/**
 * One folder for everything temporary of a test run, in memory where the machine has room. Hundreds of databases and
 * browsers come and go, each with a thousand files: on a disk that was a quarter of the processor time of all tests.
 * Nothing there has to outlive the run, and what a killed process had written is there either way.
 */
import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isAlive } from '../../src/platform/db/embedded/cluster.ts';

const MEMORY = '/dev/shm';
const GIGABYTE = 2 ** 30;
/** What a whole run takes at most, with room to spare; and what must be left for the programs themselves. */
const NEEDED = { folder: 4 * GIGABYTE, machine: 8 * GIGABYTE };
const PREFIX = 'ja-test-';

/** For what is kept from one run to the next: the system's own temporary folder. */
export const lastingFolder = (): string => process.env['JA_LASTING'] ?? tmpdir();

async function hasRoom(): Promise<boolean> {
  const space = await statfs(MEMORY).catch(() => undefined);
  if (process.platform !== 'linux' || !space) return false;
  return space.bavail * space.bsize >= NEEDED.folder && process.availableMemory() >= NEEDED.machine;
}

/** Containers often forbid to run programs from there; some tests copy the database's and run them. */
async function runsPrograms(folder: string): Promise<boolean> {
  const script = path.join(folder, 'runs');
  await writeFile(script, '#!/bin/sh\n', { mode: 0o700 });
  return spawnSync(script).status === 0;
}

async function make(parent: string): Promise<string> {
  const folder = await mkdtemp(path.join(parent, `${PREFIX}${process.pid}-`));
  // The database's own user has to pass, and others whom tests try.
  await chmod(folder, 0o1777);
  return folder;
}

/** @returns what killed runs left: their number is in the name */
export async function abandonedFolders(): Promise<string[]> {
  const found: string[] = [];
  for (const parent of new Set([lastingFolder(), MEMORY]))
    for (const name of await readdir(parent).catch(() => [])) {
      const owner = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
      if (owner !== undefined && !isAlive(Number(owner))) found.push(path.join(parent, name));
    }
  return found;
}

/**
 * Makes the folder and names it to this process and to all that it starts as the place of what is temporary.
 * @returns the folder; who called removes it
 */
export async function openScratch(): Promise<string> {
  const lasting = lastingFolder();
  let folder = (await hasRoom()) ? await make(MEMORY) : undefined;
  if (folder !== undefined && !(await runsPrograms(folder))) {
    await rm(folder, { recursive: true });
    folder = undefined;
  }
  folder ??= await make(lasting);
  process.env['JA_LASTING'] = lasting;
  process.env['TMPDIR'] = folder;
  return folder;
}
