/** The search over the records of a whole country, over HTTP, twenty at a time. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { sql } from 'kysely';
import { migrateAt } from '../../src/cli/context.ts';
import { loadConfig } from '../../src/config.ts';
import type { Db } from '../../src/platform/db/handles.ts';
import { openDatabase } from '../../src/platform/db/open.ts';
import { openDb, openPool } from '../../src/platform/db/pool.ts';
import type { Deps } from '../../src/platform/deps.ts';
import { createLog } from '../../src/platform/log.ts';
import { countFrequent } from '../../src/platform/search/frequent.ts';
import { touchEverything } from '../../src/platform/search/rebuild.ts';
import { sweepSearch } from '../../src/platform/search/sweep.ts';
import type { Load, LoadResult } from './load-client.ts';
import { type Measured, median, ms, quantile, seconds, spreadOf } from './measured.ts';
import { BENCH_SOURCES, type BenchKind, dice, insertRecords, NUMBERS, VOCABULARY } from './search-data.ts';
import type { SearchServer } from './search-server.ts';
import { withFolder } from './server.ts';

const ROUNDS = 3;
// In a short round much of what is measured is the client, which begins anew in each: 0.4 ms of the two cores for each of
// 400 questions, 0.2 of 1,000.
const PER_ROUND = 1000;
const WARM_UP = 300;
const AT_A_TIME = 20;
const PATIENCE = 120_000;

interface Questions {
  what: string;
  goal: number;
  paths: string[];
}

const page = (text: string): string => `/buscar?q=${encodeURIComponent(text)}`;
const typing = (text: string): string => `/buscar/sugerencias?q=${encodeURIComponent(text)}`;

/** One error in one word, as fingers make them. */
function mistype(text: string, roll: () => number): string {
  const at = 1 + Math.floor(roll() * (text.length - 2));
  const signs = [...text];
  const kind = roll();
  if (kind < 0.25) signs.splice(at, 1);
  else if (kind < 0.5) signs.splice(at, 0, 'e');
  else if (kind < 0.75) signs.splice(at, 2, signs[at + 1] ?? '', signs[at] ?? '');
  else signs[at] = 'x';
  return signs.join('');
}

/** Each of the first 3,000 words is in more records than are ranked of any question. */
const COMMON = 3000;
/** Places in the vocabulary of what is looked for as words: some of them are common. */
const [TELLING, RARE] = [300, 25_000];

const uncommon = new Set(VOCABULARY.slice(COMMON, RARE));

/** Two words that stand in one text, neither of them common. */
function twoOf(text: string, roll: () => number): string {
  const words = [...new Set(text.toLowerCase().split(' '))].filter((word) => uncommon.has(word));
  const pick = (): string => words[Math.floor(roll() * words.length)] ?? '';
  return `${pick()} ${pick()}`;
}

function questionsFor(names: readonly string[], texts: readonly string[]): Questions[] {
  const roll = dice(7);
  const some = (make: () => string): string[] => Array.from({ length: PER_ROUND * ROUNDS }, make);
  const name = (): string[] => (names[Math.floor(roll() * names.length)] ?? '').split(' ');
  const word = (from: number, to: number): string =>
    VOCABULARY[from + Math.floor(roll() * (to - from))] ?? '';
  return [
    { what: 'words', goal: 50, paths: some(() => page(word(TELLING, RARE))) },
    {
      what: 'two words of one text',
      goal: 50,
      paths: some(() => page(twoOf(texts[Math.floor(roll() * texts.length)] ?? '', roll))),
    },
    {
      what: 'two common words',
      goal: 120,
      paths: some(() => page(`${word(100, COMMON)} ${word(100, COMMON)}`)),
    },
    { what: 'names', goal: 50, paths: some(() => page(name().slice(-2).join(' '))) },
    { what: 'very common words', goal: 120, paths: some(() => page(word(0, 100))) },
    {
      what: 'misspelt names',
      goal: 80,
      paths: some(() => {
        const [first, , last = '', more = ''] = name();
        return page(roll() < 0.5 ? `${first} ${mistype(last, roll)}` : mistype(more, roll));
      }),
    },
    {
      what: 'suggestions',
      goal: 30,
      paths: some(() => typing((name().at(2) ?? '').slice(0, 3 + Math.floor(roll() * 4)))),
    },
  ];
}

async function send(port: number, paths: readonly string[]): Promise<number[]> {
  const child = fork(path.join(import.meta.dirname, 'load-client.js'), { stdio: 'inherit' });
  const load: Load = { port, path: '', bodies: paths, get: true, connections: AT_A_TIME, patience: PATIENCE };
  child.send(load);
  const [result] = (await once(child, 'message', { signal: AbortSignal.timeout(PATIENCE * 2) })) as [
    LoadResult,
  ];
  if (result.statuses['200'] !== paths.length)
    throw new Error(`Not every question was answered: ${JSON.stringify(result.statuses)}`);
  return result.latencies;
}

/** An index made row by row would cost hours of the bench; it is the same in the end. */
async function fill(db: Db): Promise<number> {
  await insertRecords(db);
  await sql`drop index search_records_words`.execute(db);
  const deps = {
    db,
    now: () => Temporal.Now.instant(),
    log: createLog({ level: 'error' }),
    additions: { search: BENCH_SOURCES } as unknown as Deps['additions'],
  };
  const began = performance.now();
  await touchEverything(deps);
  await sweepSearch(deps);
  const taken = performance.now() - began;
  await sql`create index search_records_words on search_records using gin (words) with (fastupdate = off)`.execute(
    db,
  );
  await sql`vacuum analyze`.execute(db);
  await countFrequent(db);
  return taken;
}

async function someOf(db: Db, kind: BenchKind, column: 'title' | 'text'): Promise<string[]> {
  const { rows } = await sql<{ value: string }>`
    select ${sql.ref(column)} as value from bench_records where kind = ${kind} order by md5(id) limit 3000`.execute(
    db,
  );
  return rows.map(({ value }) => value);
}

async function withServer<T>(dataDir: string, url: string, work: (port: number) => Promise<T>): Promise<T> {
  const child: ChildProcess = fork(path.join(import.meta.dirname, 'search-server.js'), { stdio: 'inherit' });
  try {
    child.send({ dataDir, url } satisfies SearchServer);
    const [port] = (await once(child, 'message', { signal: AbortSignal.timeout(PATIENCE) })) as [number];
    return await work(port);
  } finally {
    const gone = once(child, 'exit');
    child.disconnect();
    await gone;
  }
}

async function measureQuestions(port: number, { what, goal, paths }: Questions): Promise<Measured> {
  const plain = Array.from({ length: PER_ROUND }, () => '/buscar');
  const ours: number[] = [];
  const theirs: number[] = [];
  const middle: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const latencies = await send(port, paths.slice(round * PER_ROUND, (round + 1) * PER_ROUND));
    ours.push(quantile(latencies, 0.95));
    middle.push(median(latencies));
    theirs.push(quantile(await send(port, plain), 0.95));
  }
  const [p95, reference] = [median(ours), median(theirs)];
  return {
    what: `search: ${what}, p95 at ${AT_A_TIME} at a time`,
    value: `${ms(p95)}, median ${ms(median(middle))}`,
    reference: `${ms(reference)} the page without a question`,
    ratio: p95 / reference,
    spread: spreadOf(ours.map((one, i) => one / (theirs[i] ?? Number.NaN))),
    goal: `< ${goal} ms`,
    met: p95 < goal,
  };
}

export async function measureSearch(): Promise<Measured[]> {
  return await withFolder(async (folder) => {
    const config = loadConfig({ DATA_DIR: path.join(folder, 'data'), LOG_LEVEL: 'silent' });
    const log = createLog({ level: config.logLevel });
    const database = await openDatabase(config, { role: 'serve', log });
    try {
      await migrateAt(database.url, log);
      const db = openDb(openPool({ url: database.url, max: 4, name: 'bench', statementTimeout: 0, log }));
      const taken = await fill(db);
      const [names, texts] = await Promise.all([
        someOf(db, 'bench_person', 'title'),
        someOf(db, 'bench_text', 'text'),
      ]);
      await db.destroy();
      const questions = questionsFor(names, texts);
      const count = Object.values(NUMBERS).reduce((sum, one) => sum + one, 0);
      return await withServer(config.dataDir, database.url, async (port) => {
        for (const { paths } of questions) await send(port, paths.slice(0, WARM_UP));
        const measured: Measured[] = [];
        for (const one of questions) measured.push(await measureQuestions(port, one));
        return [
          ...measured,
          {
            what: `search: ${count} records indexed anew`,
            value: seconds(taken),
            reference: `${((taken / count) * 1000).toFixed(0)} µs a record`,
            ratio: taken / count,
          },
        ];
      });
    } finally {
      await database.close();
    }
  });
}
