/** Proposals: supports as fast as they come through HTTP, a page that 100,000 support, what is alike among 50,000. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { buildApp } from '../../src/app.ts';
import { proposalPath, supportPath } from '../../src/modules/proposals/addresses.ts';
import { relistAll } from '../../src/modules/proposals/commands/listings.ts';
import { tallySupports } from '../../src/modules/proposals/commands/support.ts';
import { findSimilar, stemsOfText } from '../../src/modules/proposals/queries/similar.ts';
import { CATEGORIES } from '../../src/modules/proposals/rules/categories.ts';
import { DEPARTMENTS } from '../../src/modules/events/index.ts';
import type { Deps } from '../../src/platform/deps.ts';
import type { Load, LoadResult } from './load-client.ts';
import { type Measured, median, ms, quantile, rate } from './measured.ts';
import { type Program, withProgram } from './program.ts';
import { dice, VOCABULARY } from './search-data.ts';
import type { SearchServer } from './search-server.ts';

const PROPOSALS_MADE = 50_000;
const SUPPORTED = 100_000;
/** Milliseconds of supports, and more of them than can be sent in that time. */
const STORM = 60_000;
const MOST_SENT = 300_000;
const CONNECTIONS = 100;
const VISITS = 100;
const GOAL_RATE = 1500;
const GOAL_PAGE = 20;
const GOAL_SIMILAR = 100;
const PER_STATEMENT = 2000;
const PATIENCE = 120_000;
const HEADERS = { 'accept-language': 'es' };

/** Text with words as common and as rare as those of a language. */
async function insertProposals(deps: Deps): Promise<void> {
  const { db } = deps;
  // An index made row by row would cost minutes of the bench; it is the same in the end.
  const { rows: indexes } = await sql<{ definition: string }>`
    select indexdef as definition from pg_indexes where indexname = 'proposals_stems'`.execute(db);
  await sql`drop index proposals_stems`.execute(db);
  const roll = dice(41);
  const words = (count: number): string =>
    Array.from({ length: count }, () => {
      const at = Math.floor(30 * ((1 + VOCABULARY.length / 30) ** roll() - 1));
      return VOCABULARY[Math.min(at, VOCABULARY.length - 1)] ?? '';
    }).join(' ');
  for (let from = 0; from < PROPOSALS_MADE; from += PER_STATEMENT) {
    const rows: object[] = [];
    for (let i = 0; i < PER_STATEMENT; i++) {
      const text = { title: words(8), problem: words(40), affected: '', summary: words(60) };
      rows.push({
        ...text,
        number: from + i + 1,
        category: CATEGORIES[Math.floor(roll() * CATEGORIES.length)]?.id ?? '',
        department: DEPARTMENTS[Math.floor(roll() ** 3 * DEPARTMENTS.length)]?.value ?? '',
        stems: await stemsOfText(db, text),
      });
    }
    await sql`insert into proposals (number, state, origin, category, department, title, problem, affected, summary,
        stems, author_kind, visibility, accepted_at, published_at, created_at, updated_at)
      select number, 'published', 'web', category, department, title, problem, '', summary,
        array(select jsonb_array_elements_text(stems)), 'person', 'reserved', now(), now(), now(), now()
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (number integer, category text, department text,
        title text, problem text, summary text, stems jsonb)`.execute(db);
  }
  for (const { definition } of indexes) await sql.raw(definition).execute(db);
  await sql`insert into proposal_numbers (last) values (${PROPOSALS_MADE})`.execute(db);
  await sql`insert into proposal_supports (proposal_id, state, address_hash, created_at, confirmed_at)
    select p.id, 'confirmed', sha256(n::text::bytea), now(), now()
    from proposals as p, generate_series(1, ${SUPPORTED}) as n where p.number = 1`.execute(db);
  await relistAll(deps);
  await tallySupports(db, Temporal.Now.instant());
}

async function timesOf(app: FastifyInstance, urls: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (const url of urls) {
    const began = performance.now();
    const { statusCode } = await app.inject({ url, headers: HEADERS });
    times.push(performance.now() - began);
    if (statusCode !== 200) throw new Error(`${url}: ${statusCode}`);
  }
  return times;
}

async function measurePages({ deps }: Program): Promise<Measured[]> {
  const app = await buildApp(deps);
  const visit = async (urls: string[]) => {
    await timesOf(app, urls.slice(0, 20));
    return await timesOf(app, urls);
  };
  const one = await visit(Array.from({ length: VISITS }, () => proposalPath(1)));
  const other = await visit(Array.from({ length: VISITS }, () => proposalPath(2)));
  await app.close();
  const page = median(one);
  return [
    {
      what: `proposals: page of one that ${SUPPORTED} support, median`,
      value: ms(page),
      reference: `${ms(median(other))} of one that nobody supports`,
      ratio: page / median(other),
      goal: `< ${GOAL_PAGE} ms`,
      met: page < GOAL_PAGE,
    },
  ];
}

async function measureSimilar({ deps: { db } }: Program): Promise<Measured> {
  const { rows } = await sql<{ title: string; problem: string; affected: string; summary: string }>`
    select title, problem, affected, summary from proposals order by md5(number::text) limit ${VISITS + 20}`.execute(
    db,
  );
  const times: number[] = [];
  const plain: number[] = [];
  for (const row of rows) {
    const began = performance.now();
    // As somebody says the same in fewer words.
    const near = await findSimilar(db, { ...row, title: row.title.split(' ').slice(0, 6).join(' ') });
    times.push(performance.now() - began);
    if (!near.some(({ title }) => title === row.title))
      throw new Error('the one it was made of is not found');
    const then = performance.now();
    await sql`select 1`.execute(db);
    plain.push(performance.now() - then);
  }
  const p95 = quantile(times.slice(20), 0.95);
  return {
    what: `proposals: what is alike among ${PROPOSALS_MADE}, p95`,
    value: `${ms(p95)}, median ${ms(median(times))}`,
    reference: `${ms(median(plain))} a statement that asks nothing`,
    ratio: p95 / median(plain),
    goal: `< ${GOAL_SIMILAR} ms`,
    met: p95 < GOAL_SIMILAR,
  };
}

/** The web application in a process of its own, without the worker: mails follow from a sweep. */
async function withWeb<T>(server: SearchServer, work: (port: number) => Promise<T>): Promise<T> {
  const child: ChildProcess = fork(path.join(import.meta.dirname, 'search-server.js'), { stdio: 'inherit' });
  try {
    child.send(server);
    const [port] = (await once(child, 'message', { signal: AbortSignal.timeout(PATIENCE) })) as [number];
    return await work(port);
  } finally {
    const gone = once(child, 'exit');
    child.disconnect();
    await gone;
  }
}

async function send(load: Load): Promise<LoadResult> {
  const child = fork(path.join(import.meta.dirname, 'load-client.js'), { stdio: 'inherit' });
  child.send(load);
  const [result] = (await once(child, 'message', { signal: AbortSignal.timeout(load.patience * 3) })) as [
    LoadResult,
  ];
  return result;
}

async function measureSupports({ deps, url }: Program): Promise<Measured[]> {
  const { db, config } = deps;
  return await withWeb({ dataDir: config.dataDir, url }, async (port) => {
    const bodies = Array.from({ length: MOST_SENT }, (_, n) => `email=persona.${n}%40ejemplo.test`);
    const load: Load = { port, path: supportPath(2), bodies, connections: CONNECTIONS, patience: STORM };
    const healthz = Array.from({ length: 20_000 }, () => '/healthz');
    const plain = await send({ ...load, path: '', bodies: healthz, get: true });
    const { elapsed, latencies, statuses } = await send(load);
    const taken = statuses['303'] ?? 0;
    if (taken !== latencies.length)
      throw new Error(`Not every support was taken: ${JSON.stringify(statuses)}`);
    const { rows } = await sql<{ count: number; id: string }>`
      select count(*)::int as count, proposal_id as id from proposal_supports
      where proposal_id = (select id from proposals where number = 2) group by 2`.execute(db);
    const [{ count, id } = { count: 0, id: '' }] = rows;
    const began = performance.now();
    await sql`update proposal_supports set state = 'confirmed', confirmed_at = now() where proposal_id = ${id}::uuid`.execute(
      db,
    );
    const before = performance.now();
    await tallySupports(db, Temporal.Now.instant());
    const counted = await sql<{ confirmed: number }>`
      select confirmed from proposal_support_counts where proposal_id = ${id}::uuid`.execute(db);
    const perSecond = (taken / elapsed) * 1000;
    const health = (healthz.length / plain.elapsed) * 1000;
    return [
      {
        what: `proposals: supports from the POST to the committed row, ${STORM / 1000} s`,
        value: `${rate(perSecond)}, p95 ${ms(quantile(latencies, 0.95))}`,
        reference: `${rate(health)} answers without database or form`,
        ratio: perSecond / health,
        goal: `≥ ${GOAL_RATE}/s`,
        met: perSecond >= GOAL_RATE,
      },
      {
        what: 'proposals: supports counted by the sweep',
        value: `${counted.rows[0]?.confirmed} of ${taken} in ${ms(performance.now() - before)}`,
        reference: `${ms(before - began)} to confirm them in one statement`,
        ratio: (counted.rows[0]?.confirmed ?? 0) / taken,
        goal: 'exactly 1.00',
        met: counted.rows[0]?.confirmed === taken && count === taken,
      },
    ];
  });
}

export async function measureProposals(): Promise<Measured[]> {
  return await withProgram(async (program) => {
    const { db } = program.deps;
    await insertProposals(program.deps);
    await sql`vacuum analyze`.execute(db);
    return [
      ...(await measurePages(program)),
      await measureSimilar(program),
      ...(await measureSupports(program)),
    ];
  });
}
