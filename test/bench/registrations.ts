/** Registrations through HTTP, against the same statements as plain SQL. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { insertEdition } from '../../src/modules/events/fixtures.ts';
import { type Person, sealPerson } from '../../src/modules/events/person.ts';
import { openDb, openPool } from '../../src/platform/db/pool.ts';
import { loadOrCreateKey } from '../../src/platform/vault/key.ts';
import { createVault } from '../../src/platform/vault/vault.ts';
import type { Load, LoadResult } from './load-client.ts';
import { type Measured, median, ms, quantile, rate, spreadOf } from './measured.ts';
import { REFERENCE_MAIL, registerPlainly } from './plain-sql.ts';
import { type Server, startServer, withFolder } from './server.ts';

const ROUNDS = 5;
const PER_ROUND = 1000;
const AT_A_TIME = 50;
const PATIENCE = 60_000;
const GOAL_RATIO = 0.5;
const GOAL_P95 = 250;

/** Person number n of nobody real, with every field answered. */
function person(n: number): Person {
  return {
    name: `Persona Ficticia Número ${n}`,
    email: `persona.${n}@ejemplo.test`,
    organization: `Organización Ficticia ${n % 40}`,
    sector: 'civil_society',
    country: 'Guatemala',
    department: 'Alta Verapaz',
    languages: ['es', 'quc'],
    accessibility: '',
    answers: { motivo: 'Conocer experiencias de otros tribunales y compartir la nuestra.', primera: 'yes' },
  };
}

function bodyOf({ name, email, organization, sector, country, department, languages }: Person): string {
  return new URLSearchParams([
    ...Object.entries({ name, email, organization, sector, country, department }).map(
      ([key, value]) => [key, value ?? ''] as [string, string],
    ),
    ...(languages ?? []).map((l): [string, string] => ['languages', l]),
    ['answers.motivo', 'Conocer experiencias de otros tribunales y compartir la nuestra.'],
    ['answers.primera', 'yes'],
    ['accept', 'on'],
  ]).toString();
}

async function insertForm(url: string, slug: string): Promise<string> {
  const db = openDb(openPool({ url, max: 1, name: 'bench' }));
  try {
    const now = Temporal.Now.instant();
    const { id } = await insertEdition(db, slug, {
      event: {
        starts_at: now.add({ hours: 24 * 60 }),
        ends_at: now.add({ hours: 24 * 61 }),
        registration_opens_at: now.subtract({ hours: 1 }),
      },
      places: { capacity_total: 1_000_000, capacity_online: 1_000_000 },
      workshops: { datos: 30, lenguaje: 30 },
    });
    await db
      .insertInto('event_questions')
      .values([
        {
          event_id: id,
          key: 'motivo',
          label: '¿Qué espera del encuentro?',
          type: 'long_text',
          shown_when: null,
        },
        { event_id: id, key: 'primera', label: '¿Es su primera vez?', type: 'yes_no', shown_when: null },
      ])
      .execute();
    return id;
  } finally {
    await db.destroy();
  }
}

async function send(load: Load): Promise<LoadResult> {
  const child = fork(path.join(import.meta.dirname, 'load-client.js'), { stdio: 'inherit' });
  child.send(load);
  const [result] = (await once(child, 'message', { signal: AbortSignal.timeout(load.patience * 2) })) as [
    LoadResult,
  ];
  return result;
}

interface Bench {
  server: Server;
  url: string;
  client: pg.Client;
  numbers: { next: number };
}

async function registerByHttp(bench: Bench, slug: string, count: number): Promise<LoadResult> {
  const bodies = Array.from({ length: count }, () => bodyOf(person(bench.numbers.next++)));
  const result = await send({
    port: bench.server.port,
    path: `/encuentros/${slug}/registro`,
    bodies,
    connections: AT_A_TIME,
    patience: PATIENCE,
  });
  if (result.statuses['303'] !== count)
    throw new Error(`Not every registration was taken: ${JSON.stringify(result.statuses)}`);
  return result;
}

/** Until every promised mail has gone out, so that one round does not pay for the one before. */
async function mailsSent({ client }: Bench): Promise<void> {
  await client.query(`delete from mails where kind = '${REFERENCE_MAIL}'`);
  for (const began = performance.now(); performance.now() - began < PATIENCE * 2; await sleep(100)) {
    const { rows } = await client.query<{ waiting: string }>(
      `select count(*) as waiting from mails where state in ('queued', 'sending')`,
    );
    if (rows[0]?.waiting === '0') return;
  }
  throw new Error('The promised mails did not go out.');
}

async function webConnections({ client, server }: Bench): Promise<number> {
  const { rows } = await client.query<{ open: string }>(
    `select count(*) as open from pg_stat_activity where application_name = 'ja serve ' || $1 and state is not null
       and pid not in (select pid from pg_locks where locktype = 'advisory')`,
    [String(server.pid)],
  );
  return Number(rows[0]?.open);
}

export async function measureRegistrations(): Promise<Measured[]> {
  return await withFolder(async (folder) => {
    const dataDir = path.join(folder, 'data');
    const server = await startServer(dataDir);
    try {
      const url = await server.databaseUrl();
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      try {
        const vault = createVault(await loadOrCreateKey(path.join(dataDir, 'secret.key')));
        const sealedBytes = sealPerson(vault, '00000000-0000-7000-8000-000000000000', person(1000)).length;
        return await rounds({ server, url, client, numbers: { next: 1 } }, sealedBytes);
      } finally {
        await client.end();
      }
    } finally {
      await server.stop();
    }
  });
}

async function rounds(bench: Bench, sealedBytes: number): Promise<Measured[]> {
  const { url, client } = bench;
  await insertForm(url, 'por-http');
  const plain = { url, slug: 'en-sql', eventId: await insertForm(url, 'en-sql'), sealedBytes };
  await client.query('analyze');
  await registerByHttp(bench, 'por-http', 500);
  const connections = await webConnections(bench);
  for (const prepared of [false, true])
    await registerPlainly({ ...plain, connections, prepared, count: 300 });
  await mailsSent(bench);

  const results: { http: number; sql: number; prepared: number; latencies: number[] }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { elapsed, latencies } = await registerByHttp(bench, 'por-http', PER_ROUND);
    await mailsSent(bench);
    const count = PER_ROUND;
    const sql = await registerPlainly({ ...plain, connections, count, prepared: false });
    const prepared = await registerPlainly({ ...plain, connections, count, prepared: true });
    await mailsSent(bench);
    results.push({ http: PER_ROUND / (elapsed / 1000), sql, prepared, latencies });
  }
  const ratios = results.map(({ http, sql }) => http / sql);
  const ratio = median(ratios);
  const toPrepared = results.map(({ http, prepared }) => http / prepared);
  const p95s = results.map(({ latencies }) => quantile(latencies, 0.95));
  const p95 = median(p95s);
  return [
    {
      what: 'registrations through HTTP, mails going out',
      value: rate(median(results.map(({ http }) => http))),
      reference: `${rate(median(results.map(({ sql }) => sql)))} plain SQL, ${connections} connections`,
      ratio,
      spread: spreadOf(ratios),
      goal: `≥ ${GOAL_RATIO.toFixed(2)}`,
      met: ratio >= GOAL_RATIO,
    },
    {
      what: 'the same, against prepared statements',
      value: rate(median(results.map(({ http }) => http))),
      reference: `${rate(median(results.map(({ prepared }) => prepared)))} prepared, ${connections} connections`,
      ratio: median(toPrepared),
      spread: spreadOf(toPrepared),
    },
    {
      what: `p95 at ${AT_A_TIME} at a time`,
      value: ms(p95),
      reference: `${GOAL_P95} ms`,
      ratio: p95 / GOAL_P95,
      spread: spreadOf(p95s.map((value) => value / GOAL_P95)),
      goal: `< ${GOAL_P95} ms`,
      met: p95 < GOAL_P95,
    },
  ];
}
