/**
 * The site on an address of its own whose clock the story moves: the web, the jobs whose hour has come, the
 * crons of each moment and the mails, all by the same clock, the mails going to a real server.
 */
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll } from 'vitest';
import { buildApp } from '../../../src/app.ts';
import { modules } from '../../../src/modules.ts';
import type { Deps } from '../../../src/platform/deps.ts';
import { createMailSender } from '../../../src/platform/mail/sender.ts';
import { readOrganisation } from '../../../src/platform/settings/organisation.ts';
import { testDeps } from '../../harness/app.ts';
import { useDatabase } from '../../harness/database.ts';
import { startSmtp, type TestSmtp } from '../../harness/smtp.ts';
import { lastingPort } from './site.ts';

/** Rounds after which work that makes more work is taken for work without end. */
const MOST_ROUNDS = 200;

export interface Clockwork {
  readonly address: string;
  readonly smtp: TestSmtp;
  readonly deps: Deps;
  readonly dataDir: string;
  /** Moves the clock, then does whatever is due: crons once, jobs and mails until none is left. */
  goTo: (instant: Temporal.Instant) => Promise<void>;
  /** Does what is due at this moment, as the worker and the sender would within the minute. */
  settle: () => Promise<void>;
}

/** Call at the top of a file: there from the first test on, gone after the last. */
export function useClockwork(start: Temporal.Instant): Clockwork {
  const database = useDatabase();
  let now = start;
  let made: { deps: Deps; address: string; smtp: TestSmtp; dataDir: string } | undefined;
  let close = async (): Promise<void> => undefined;
  let send = async (): Promise<number> => 0;

  beforeAll(async () => {
    const smtp = await startSmtp();
    const dataDir = await mkdtemp(path.join(tmpdir(), 'ja-clockwork-'));
    const port = await lastingPort();
    const deps = testDeps(database.db, () => now, {
      BASE_URL: `http://127.0.0.1:${port}`,
      DATA_DIR: dataDir,
      SMTP_URL: smtp.url,
    });
    const app = await buildApp(deps);
    await app.listen({ host: '127.0.0.1', port });
    const sender = createMailSender(
      deps,
      modules.flatMap((m) => m.mails(deps)),
      {
        sender: async () => {
          const { name, email } = await readOrganisation(deps.db);
          return { name, address: email };
        },
      },
    );
    send = async () => (await sender.sendDue()).claimed;
    made = { deps, smtp, dataDir, address: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}` };
    close = async () => {
      sender.close();
      await app.close();
      await smtp.stop();
      await rm(dataDir, { recursive: true, force: true });
    };
  });
  afterAll(async () => await close());

  const there = () => {
    if (!made) throw new Error('the site exists only inside tests and hooks');
    return made;
  };
  const settle = async (): Promise<void> => {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const done = (await runDueJobs(there().deps)) + (await send());
      if (done === 0) return;
    }
    throw new Error(`work without end: still some after ${MOST_ROUNDS} rounds`);
  };
  return {
    get address() {
      return there().address;
    },
    get smtp() {
      return there().smtp;
    },
    get deps() {
      return there().deps;
    },
    get dataDir() {
      return there().dataDir;
    },
    settle,
    goTo: async (instant) => {
      now = instant;
      const { deps } = there();
      for (const { job } of modules.flatMap((m) => m.crons)) await runJob(deps, job, {});
      await settle();
    },
  };
}

async function runJob(deps: Deps, name: string, payload: Record<string, unknown>): Promise<void> {
  const spec = modules.flatMap((m) => m.jobs(deps)).find((job) => job.name === name);
  if (!spec) throw new Error(`no job is called ${name}`);
  await spec.run(payload, deps);
}

/** The queue by the story's clock; the worker itself goes by the database's. @returns how many ran */
async function runDueJobs(deps: Deps): Promise<number> {
  const { rows } = await sql<{ name: string; payload: Record<string, unknown> }>`
    with due as (
      delete from graphile_worker._private_jobs where run_at <= greatest(${deps.now()}, now())
      returning id, task_id, payload)
    select t.identifier as name, due.payload from due
    join graphile_worker._private_tasks t on t.id = due.task_id order by due.id`.execute(deps.db);
  for (const { name, payload } of rows) await runJob(deps, name, payload);
  return rows.length;
}
