/** The program as an operator starts it: a process of its own on a data folder of its own. */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, inject } from 'vitest';

export const ROOT = path.resolve(import.meta.dirname, '../..');
export const MAIN = path.join(ROOT, 'dist/app/main.js');
export const LAUNCHER = path.join(ROOT, 'bin/ja.mjs');

export interface Program {
  child: ChildProcess;
  /** Everything on both channels so far. */
  said: () => string;
  /** Resolves with its address once it serves; rejects when it ends before. */
  ready: Promise<string>;
  ended: Promise<number | null>;
}

export interface StartOptions {
  env?: Record<string, string>;
  uid?: number;
  gid?: number;
  /** The command instead of the built program on this Node. */
  command?: readonly string[];
  /** In a process group of its own, to which a test can send what a terminal sends. */
  group?: boolean;
}

/** Starts `ja <args>` on the folder; PORT is a free one unless given. */
export function startProgram(dataDir: string, args: readonly string[], options: StartOptions = {}): Program {
  const { env = {}, uid, gid, command = [process.execPath, MAIN] } = options;
  const [file = '', ...before] = command;
  const child = spawn(file, [...before, ...args], {
    cwd: ROOT,
    env: {
      PATH: `${path.join(ROOT, 'node_modules/.bin')}:${process.env['PATH']}`,
      HOME: tmpdir(),
      // As the launcher does it: compiled once, not at every start.
      NODE_COMPILE_CACHE: path.join(ROOT, 'dist/.cache'),
      DATA_DIR: dataDir,
      PORT: '0',
      SAMPLES: '0',
      ...env,
    },
    detached: options.group ?? false,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: gid ?? uid }),
  });
  started.add(child);
  let said = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const ready = new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += String(chunk);
      const address = /^Justicia Abierta: (\S+)/m.exec(said)?.[1];
      if (address) resolve(address);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then((code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
  // Who waits for the end alone is not told twice.
  ready.catch(() => undefined);
  return { child, said: () => said, ready, ended };
}

/** Runs a verb to its end. */
export async function runVerb(
  dataDir: string,
  args: readonly string[],
  options: StartOptions = {},
): Promise<{ code: number | null; said: string }> {
  const program = startProgram(dataDir, args, options);
  return { code: await program.ended, said: program.said() };
}

const started = new Set<ChildProcess>();

/** Numbers of the running processes that mention the folder: our program's database, and what else was left. Linux. */
export async function processesOf(folder: string): Promise<number[]> {
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue;
    const read = async (file: string) => await readFile(`/proc/${name}/${file}`, 'utf8').catch(() => '');
    const [line, environment, status] = await Promise.all([read('cmdline'), read('environ'), read('stat')]);
    if (/^\d+ \(.*\) Z/.test(status)) continue;
    if (line.includes(`${folder}/`) || environment.includes(`DATA_DIR=${folder}\u0000`))
      found.push(Number(name));
  }
  return found;
}

/** Waits until the condition holds. */
export async function eventually(
  what: string,
  holds: () => Promise<boolean> | boolean,
  ms = 15_000,
): Promise<void> {
  for (const began = performance.now(); performance.now() - began < ms; await sleep(50))
    if (await holds()) return;
  throw new Error(`did not happen in ${ms} ms: ${what}`);
}

/** HTTP status of an address, 0 when nobody answers. */
export async function statusOf(address: string): Promise<number> {
  return await fetch(address, { redirect: 'manual' }).then(
    async (answer) => {
      await answer.arrayBuffer();
      return answer.status;
    },
    () => 0,
  );
}

/** A data folder as `ja migrate` leaves it, once per worker: the first start is dear, and seldom what a test is about. */
let prepared: Promise<string> | undefined;

async function prepare(): Promise<string> {
  // Goes with the database of the run, in the same folder.
  const folder = await mkdtemp(path.join(path.dirname(inject('clusterLog')), 'ja-story-'));
  await chmod(folder, 0o755);
  const data = path.join(folder, 'data');
  const { code, said } = await runVerb(data, ['migrate']);
  if (code !== 0) throw new Error(said);
  return data;
}

/** Copies the prepared one, owners and rights included. Its own place is all that it knows of itself. */
async function copyPrepared(data: string): Promise<void> {
  if (process.platform === 'win32') return;
  const from = await (prepared ??= prepare());
  const { status, stderr } = spawnSync('cp', ['-a', from, data], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const file = path.join(data, 'database.json');
  const record = await readFile(file, 'utf8');
  await writeFile(
    file,
    record.replaceAll(JSON.stringify(from).slice(0, -1), JSON.stringify(data).slice(0, -1)),
  );
}

export interface Folders {
  /** A new data folder, not there yet, in a folder that everybody may pass through. */
  folder: () => Promise<string>;
  /** A data folder with its key and a database of the newest state. */
  prepared: () => Promise<string>;
}

/** Call at the top of a file: builds the program once, and at the end kills whatever was started and still runs. */
export function useProgram(): Folders {
  const folders: string[] = [];
  beforeAll(() => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/build.mjs'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
  });
  afterAll(async () => {
    for (const child of started) child.kill('SIGKILL');
    for (const folder of folders) {
      for (const pid of await processesOf(folder)) process.kill(pid, 'SIGKILL');
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  });
  const folder = async (): Promise<string> => {
    const made = await mkdtemp(path.join(tmpdir(), 'ja-story-'));
    await chmod(made, 0o755);
    folders.push(made);
    return path.join(made, 'data');
  };
  return {
    folder,
    prepared: async () => {
      const data = await folder();
      await copyPrepared(data);
      return data;
    },
  };
}
