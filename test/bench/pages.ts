/** Public pages of a large edition: time in the server, and statements sent to the database. */
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../src/app.ts';
import { insertProgramme } from '../../src/modules/events/fixtures-programme.ts';
import { insertEdition } from '../../src/modules/events/fixtures.ts';
import type { Db } from '../../src/platform/db/handles.ts';
import { kilobytes, type Measured, median, ms, quantile, spreadOf } from './measured.ts';
import { buildPlain, linesFor } from './plain-page.tsx';
import { type Program, withProgram } from './program.ts';

const ROUNDS = 5;
const PER_ROUND = 40;
const WARM_UP = 40;
const GOAL = 15;

const PAGES: readonly (readonly [name: string, url: (slug: string) => string])[] = [
  ['edition', (slug) => `/encuentros/${slug}`],
  ['programme', (slug) => `/encuentros/${slug}/programa`],
  ['programme, one day', (slug) => `/encuentros/${slug}/programa?dia=2027-03-08`],
  ['programme, all days', (slug) => `/encuentros/${slug}/programa?dia=todos`],
  ['session', (slug) => `/encuentros/${slug}/sesiones/sesion-7`],
  ['speakers', (slug) => `/encuentros/${slug}/ponentes`],
  ['speaker', (slug) => `/encuentros/${slug}/ponentes/persona-3`],
  ['programme.ics', (slug) => `/encuentros/${slug}/programa.ics`],
  ['programme.json', (slug) => `/encuentros/${slug}/programa.json`],
  ['programme.xml', (slug) => `/encuentros/${slug}/programa.xml`],
  ['embedded programme', (slug) => `/encuentros/${slug}/programa/incrustar`],
  ['API, 100 sessions', (slug) => `/api/v1/events/${slug}/sessions?limit=100`],
  ['registration form', (slug) => `/encuentros/${slug}/registro`],
];

const HEADERS = { 'accept-encoding': 'br, gzip', 'accept-language': 'es' };

/** A published edition of five days that is open for registration. */
export async function insertLarge(db: Db, slug: string, sessions: number, speakers: number): Promise<void> {
  const from = Temporal.Instant.from('2027-03-07T14:00:00Z');
  const { id } = await insertEdition(db, slug, {
    event: {
      title: 'Encuentro de ejemplo con un programa grande',
      summary: 'Cinco días de ejemplo para medir, con personas y sesiones inventadas.',
      starts_at: from,
      ends_at: from.add({ hours: 24 * 5 }),
    },
    places: { capacity_total: 2000 },
  });
  await insertProgramme(db, id, { sessions, speakers, from, days: 5 });
}

async function open(app: FastifyInstance, url: string, headers = {}): Promise<number> {
  const answer = await app.inject({ url, headers });
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode}`);
  return answer.rawPayload.length;
}

/** Milliseconds of each visit. */
async function times(app: FastifyInstance, url: string, count: number): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < count; i++) {
    const began = performance.now();
    await open(app, url, HEADERS);
    taken.push(performance.now() - began);
  }
  return taken;
}

async function measurePage(
  app: FastifyInstance,
  plain: FastifyInstance,
  [name, urlOf]: (typeof PAGES)[number],
): Promise<Measured> {
  const url = urlOf('grande');
  const bytes = await open(app, url);
  const like = `/${linesFor(bytes)}`;
  await times(app, url, WARM_UP);
  await times(plain, like, WARM_UP);
  const ours: number[][] = [];
  const theirs: number[][] = [];
  let processor = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    ours.push(await times(app, url, PER_ROUND));
    const { user, system } = process.cpuUsage(before);
    processor += (user + system) / 1000;
    theirs.push(await times(plain, like, PER_ROUND));
  }
  const middle = median(ours.flat());
  const reference = median(theirs.flat());
  return {
    what: `page: ${name}`,
    // The processor's time hardly depends on what else runs: where it is far below, the machine was busy.
    value: `${ms(middle)}, p95 ${ms(quantile(ours.flat(), 0.95))}, cpu ${ms(processor / ROUNDS / PER_ROUND)}`,
    reference: `${ms(reference)} plain page, ${kilobytes(bytes)}`,
    ratio: middle / reference,
    spread: spreadOf(ours.map((round, i) => median(round) / median(theirs[i] ?? []))),
    goal: `< ${GOAL} ms`,
    met: middle < GOAL,
  };
}

/** The fewest of three visits: settings are read again every few seconds. */
async function countStatements(app: FastifyInstance, url: string, program: Program): Promise<number> {
  const counts: number[] = [];
  for (let i = 0; i < 3; i++) {
    const before = program.statements();
    await open(app, url);
    counts.push(program.statements() - before);
  }
  return Math.min(...counts);
}

async function measureStatements(app: FastifyInstance, program: Program): Promise<Measured> {
  const small: number[] = [];
  const large: number[] = [];
  for (const [, urlOf] of PAGES) {
    small.push(await countStatements(app, urlOf('chico'), program));
    large.push(await countStatements(app, urlOf('grande'), program));
  }
  const sum = (counts: number[]) => counts.reduce((a, b) => a + b, 0);
  return {
    what: `statements of these ${PAGES.length} pages`,
    value: `${sum(large)} (${large.join(' ')}), 300 sessions`,
    reference: `${sum(small)} (${small.join(' ')}), 30 sessions`,
    ratio: sum(large) / sum(small),
    goal: 'the same',
    met: large.every((count, i) => count === small[i]),
  };
}

export async function measurePages(): Promise<Measured[]> {
  return await withProgram(async (program) => {
    const { db } = program.deps;
    await insertLarge(db, 'chico', 30, 15);
    await insertLarge(db, 'grande', 300, 150);
    await program.analyze();
    const app = await buildApp(program.deps);
    const plain = await buildPlain();
    await app.ready();
    try {
      const rows: Measured[] = [];
      for (const page of PAGES) rows.push(await measurePage(app, plain, page));
      rows.push(await measureStatements(app, program));
      return rows;
    } finally {
      await app.close();
      await plain.close();
    }
  });
}
