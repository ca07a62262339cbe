/** The program as an operator runs it: a process of its own on an empty data folder, with its own PostgreSQL. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROGRAM_DIR } from '../../src/config.ts';
import { freePort } from '../../src/platform/db/embedded/cluster.ts';

const PATIENCE = 120_000;

export interface Server {
  port: number;
  /** Number of the one process. */
  pid: number;
  /** Milliseconds from the command to the first `/readyz` that said yes. */
  readyAfter: number;
  databaseUrl: () => Promise<string>;
  stop: () => Promise<void>;
}

/** Runs `work` with a folder of its own, which is gone afterwards. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ja-bench-'));
  // Started by root, the database has a user of its own, who has to get in.
  await chmod(folder, 0o711);
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** @returns status of the answer, 0 when nobody is there */
async function statusOf(port: number, url: string): Promise<number> {
  return await new Promise((resolve) => {
    get({ host: '127.0.0.1', port, path: url, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    }).on('error', () => resolve(0));
  });
}

export interface ServerOptions {
  env?: Record<string, string>;
}

export async function startServer(dataDir: string, options: ServerOptions = {}): Promise<Server> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(process.execPath, [path.join(PROGRAM_DIR, 'bin/ja.mjs'), 'serve'], {
    cwd: PROGRAM_DIR,
    // Nothing of the operator's own settings.
    env: {
      PATH: process.env['PATH'],
      HOME: tmpdir(),
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      SAMPLES: '0',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const channel of [child.stdout, child.stderr])
    channel.on('data', (chunk: Buffer) => (said = (said + String(chunk)).slice(-4000)));
  const stop = () => stopChild(child);
  while ((await statusOf(port, '/readyz')) !== 200) {
    if (child.exitCode !== null || performance.now() - began > PATIENCE) {
      await stop();
      throw new Error(`The server did not start:\n${said}`);
    }
    await sleep(5);
  }
  return {
    port,
    pid: child.pid ?? 0,
    readyAfter: performance.now() - began,
    databaseUrl: async () => {
      const record = JSON.parse(await readFile(path.join(dataDir, 'database.json'), 'utf8')) as {
        url: string;
      };
      return record.url;
    },
    stop,
  };
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 30_000);
  await gone;
  clearTimeout(late);
}
