/** The whole application on a database of its own, with a clock that tests move. */
import { createSecretKey, randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { additions, links } from '../../src/modules.ts';
import type { Deps } from '../../src/platform/deps.ts';
import { createLog } from '../../src/platform/log.ts';
import { createVault } from '../../src/platform/vault/vault.ts';
import { useDatabase } from './database.ts';

export interface TestApp {
  readonly app: FastifyInstance;
  readonly deps: Deps;
  /** Sets the clock of the application. */
  setNow: (instant: string | Temporal.Instant) => void;
}

/** A fixed moment at which nothing of the calendar is special. */
export const START = Temporal.Instant.from('2026-11-23T15:00:00Z');

/** Call at the top of a test file; the application is there from the first `beforeAll` on. */
export function useApp(env: Record<string, string> = {}): TestApp {
  const database = useDatabase();
  let now = START;
  let made: { app: FastifyInstance; deps: Deps } | undefined;
  beforeAll(async () => {
    const deps = testDeps(database.db, () => now, env);
    made = { deps, app: await buildApp(deps) };
    await made.app.ready();
  });
  afterAll(async () => {
    await made?.app.close();
  });
  const ready = () => {
    if (!made) throw new Error('the application exists only inside tests and hooks');
    return made;
  };
  return {
    get app() {
      return ready().app;
    },
    get deps() {
      return ready().deps;
    },
    setNow: (instant) => {
      now = typeof instant === 'string' ? Temporal.Instant.from(instant) : instant;
    },
  };
}

/** Dependencies for a test that needs no web: a key of its own, a quiet log, the given clock. */
export function testDeps(
  db: Deps['db'],
  now: () => Temporal.Instant = () => START,
  env: Record<string, string> = {},
): Deps {
  const config = loadConfig({
    BASE_URL: 'http://localhost:3000',
    DATA_DIR: path.join(tmpdir(), `ja-test-${randomBytes(6).toString('hex')}`),
    LOG_LEVEL: 'silent',
    ...env,
  });
  return {
    config,
    db,
    vault: createVault(createSecretKey(randomBytes(32))),
    log: createLog({ level: config.logLevel }),
    links,
    additions,
    now,
  };
}
