/** The whole program as an operator runs it, on a folder and a port of its own, its mails going to a real server. */
import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { readPostmaster } from '../../../src/platform/db/embedded/cluster.ts';
import type { Deps } from '../../../src/platform/deps.ts';
import { openDb, openPool } from '../../../src/platform/db/pool.ts';
import { loadOrCreateKey } from '../../../src/platform/vault/key.ts';
import { createVault } from '../../../src/platform/vault/vault.ts';
import { testDeps } from '../../harness/app.ts';
import { type Program, startProgram, useProgram } from '../../harness/program.ts';
import { startSmtp, type TestSmtp } from '../../harness/smtp.ts';

/** Milliseconds for what takes a second on an idle machine. */
export const PATIENCE = 60_000;

export interface Site {
  /** The same after every start, so that links in mails stay good. */
  readonly address: string;
  readonly smtp: TestSmtp;
  /** The test's own eyes on the program's database, with the program's key; others after `start`. */
  readonly deps: Deps;
  readonly dataDir: string;
  /** Folder of the database's files. */
  readonly cluster: string;
  /** Everything that every start printed and logged. */
  said: () => string;
  start: () => Promise<void>;
  /** Ends processes as a power cut would. Without `database` it lives on, as it does when the program alone dies. */
  kill: (whom: { program?: boolean; database?: boolean }) => Promise<void>;
}

/**
 * A port that is free and stays so while the program is down: below those that systems hand out to whoever
 * asks for any, of which one is easily gone by the time of the next start.
 */
export async function lastingPort(): Promise<number> {
  for (;;) {
    const port = randomInt(15_000, 32_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}

/** Call at the top of a file: started before the first test, gone after the last. */
export function useSite(env: Record<string, string> = {}): Site {
  const programs: Program[] = [];
  const folders = useProgram();
  let deps: Deps | undefined;
  let smtp: TestSmtp | undefined;
  let record = { url: '', directory: '' };
  let dataDir = '';
  let port = 0;

  const start = async (): Promise<void> => {
    const program = startProgram(dataDir, ['serve'], {
      env: { PORT: String(port), SMTP_URL: smtp?.url ?? '', ...env },
    });
    programs.push(program);
    await program.ready;
    record = JSON.parse(await readFile(path.join(dataDir, 'database.json'), 'utf8')) as typeof record;
    await deps?.db.destroy();
    const db = openDb(openPool({ url: record.url, max: 3, name: 'story' }));
    const key = await loadOrCreateKey(path.join(dataDir, 'secret.key'));
    const eyes = testDeps(db, () => Temporal.Now.instant(), { BASE_URL: `http://127.0.0.1:${port}` });
    deps = { ...eyes, vault: createVault(key) };
  };
  beforeAll(async () => {
    smtp = await startSmtp();
    port = await lastingPort();
    dataDir = await folders.prepared();
    await start();
  }, 4 * PATIENCE);
  afterAll(async () => {
    await deps?.db.destroy();
    await smtp?.stop();
  }, PATIENCE);

  const there = <T>(thing: T | undefined): T => {
    if (thing === undefined) throw new Error('the site exists only inside tests and hooks');
    return thing;
  };
  return {
    get address() {
      return `http://127.0.0.1:${port}`;
    },
    get smtp() {
      return there(smtp);
    },
    get deps() {
      return there(deps);
    },
    get dataDir() {
      return dataDir;
    },
    get cluster() {
      return record.directory;
    },
    said: () => programs.map((program) => program.said()).join(''),
    start,
    kill: async (whom) => {
      const last = there(programs.at(-1));
      const postmaster = whom.database ? await readPostmaster(record.directory) : undefined;
      if (whom.program) last.child.kill('SIGKILL');
      if (postmaster) process.kill(postmaster.pid, 'SIGKILL');
      if (whom.program) await last.ended;
    },
  };
}
