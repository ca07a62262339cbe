/** A thousand certificates: issued, drawn and handed over as one file, while people go on reading the site. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadConfig } from '../../src/config.ts';
import { additions, links } from '../../src/modules.ts';
import { recordAttendance } from '../../src/modules/attendance/index.ts';
import { beginRun } from '../../src/modules/certificates/fixtures.ts';
import { insertEdition } from '../../src/modules/events/fixtures.ts';
import { openDb, openPool } from '../../src/platform/db/pool.ts';
import { withTransaction } from '../../src/platform/db/transaction.ts';
import type { Deps } from '../../src/platform/deps.ts';
import { createLog } from '../../src/platform/log.ts';
import { loadOrCreateKey } from '../../src/platform/vault/key.ts';
import { createVault } from '../../src/platform/vault/vault.ts';
import { insertPeople } from '../harness/mailings.ts';
import { signInAs } from '../harness/staff.ts';
import { type Measured, megabytes, ms, quantile, seconds } from './measured.ts';
import { type Server, startServer, withFolder } from './server.ts';

const PEOPLE = 1000;
const GOAL = 60_000;
const GOAL_P95 = 100;
/** What drawing may take on top of what the process had before: fonts, thread, one file being sent. */
const GOAL_MEMORY = 200 * 2 ** 20;
const PATIENCE = 300_000;
const SLUG = 'certificados';

async function depsOf(folder: string, server: Server): Promise<Deps> {
  const config = loadConfig({ BASE_URL: `http://127.0.0.1:${server.port}`, DATA_DIR: folder });
  return {
    config,
    db: openDb(openPool({ url: await server.databaseUrl(), max: 4, name: 'bench' })),
    vault: createVault(await loadOrCreateKey(path.join(folder, 'secret.key'))),
    log: createLog({ level: 'silent' }),
    links,
    additions,
    now: () => Temporal.Now.instant(),
  };
}

/** An edition that ended yesterday, with so many who were there. */
async function seed(deps: Deps): Promise<string> {
  const now = deps.now();
  const { id } = await insertEdition(deps.db, SLUG, {
    event: { starts_at: now.subtract({ hours: 30 }), ends_at: now.subtract({ hours: 24 }) },
  });
  const people = await insertPeople(
    deps,
    id,
    Array.from({ length: PEOPLE }, () => ({})),
  );
  await withTransaction(deps.db, async (trx) => {
    for (const registrationId of people)
      await recordAttendance(trx, {
        eventId: id,
        sessionId: null,
        registrationId,
        via: 'door',
        at: now.subtract({ hours: 28 }),
      });
  });
  return id;
}

/** Bytes of a process in memory; 0 where the system does not tell. */
function residentBytes(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Readers who open pages one after the other. @returns milliseconds of each answer */
function readers(port: number): { stop: () => Promise<number[]> } {
  const pages = ['/', '/encuentros', `/encuentros/${SLUG}`, '/verificar', '/privacidad'];
  const taken: number[] = [];
  const stopping = new AbortController();
  const lane = async (from: number): Promise<void> => {
    for (let at = from; !stopping.signal.aborted; at++) {
      const began = performance.now();
      const answer = await fetch(`http://127.0.0.1:${port}${pages[at % pages.length]}`);
      await answer.arrayBuffer();
      taken.push(performance.now() - began);
      await sleep(25);
    }
  };
  const lanes = Promise.all([lane(0), lane(2)]);
  return {
    stop: async () => {
      stopping.abort();
      await lanes;
      return taken;
    },
  };
}

async function issueAll(deps: Deps, eventId: string): Promise<void> {
  const run = await beginRun(deps, eventId, { tell: true });
  for (const began = performance.now(); performance.now() - began < PATIENCE; await sleep(50)) {
    const { state } = await deps.db
      .selectFrom('certificate_runs')
      .select('state')
      .where('id', '=', run)
      .executeTakeFirstOrThrow();
    if (state === 'done') return;
  }
  throw new Error('The certificates were not issued.');
}

/** @returns how many files the ZIP has, counted at its end */
async function download(server: Server, cookie: string): Promise<number> {
  const url = `http://127.0.0.1:${server.port}/admin/encuentros/${SLUG}/certificados/lista/asistencia/todas.zip`;
  const answer = await fetch(url, { headers: { cookie } });
  if (!answer.ok || !answer.body) throw new Error(`The file was refused: ${answer.status}`);
  let end = Buffer.alloc(0);
  for await (const chunk of answer.body) end = Buffer.concat([end, chunk]).subarray(-22);
  return end.readUInt16LE(10);
}

export async function measureCertificates(): Promise<Measured[]> {
  return await withFolder(async (parent) => {
    const folder = path.join(parent, 'data');
    const server = await startServer(folder);
    const deps = await depsOf(folder, server);
    try {
      const eventId = await seed(deps);
      const { cookie } = await signInAs(deps, 'administrator');
      return await measure(deps, server, eventId, cookie);
    } finally {
      await deps.db.destroy();
      await server.stop();
    }
  });
}

async function measure(deps: Deps, server: Server, eventId: string, cookie: string): Promise<Measured[]> {
  const warm = readers(server.port);
  await sleep(3000);
  await warm.stop();
  const quietly = readers(server.port);
  await sleep(5000);
  const quiet = quantile(await quietly.stop(), 0.95);

  const before = residentBytes(server.pid);
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, residentBytes(server.pid))), 100);
  const meanwhile = readers(server.port);
  const began = performance.now();
  await issueAll(deps, eventId);
  const issued = performance.now() - began;
  const files = await download(server, cookie);
  const elapsed = performance.now() - began;
  const busy = quantile(await meanwhile.stop(), 0.95);
  clearInterval(watch);
  if (files !== PEOPLE) throw new Error(`The file holds ${files} certificates.`);
  const taken = most - before;
  return [
    {
      what: `${PEOPLE} certificates issued and drawn into one file`,
      value: `${seconds(elapsed)} (issued in ${seconds(issued)})`,
      reference: seconds(GOAL),
      ratio: elapsed / GOAL,
      goal: `< ${seconds(GOAL)}`,
      met: elapsed < GOAL,
    },
    {
      what: 'p95 of pages meanwhile',
      value: ms(busy),
      reference: `${ms(quiet)} before`,
      ratio: busy / quiet,
      goal: `< ${GOAL_P95} ms`,
      met: busy < GOAL_P95,
    },
    {
      what: 'memory on top of it',
      value: megabytes(taken),
      reference: megabytes(before),
      ratio: taken / Math.max(1, before),
      goal: `< ${megabytes(GOAL_MEMORY)}`,
      met: taken < GOAL_MEMORY,
    },
  ];
}
