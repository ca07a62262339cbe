/** Finding one proposal among very many: the list in its orders with its filters, the departments, all as a file. */
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { buildApp } from '../../src/app.ts';
import { DEPARTMENTS } from '../../src/modules/events/index.ts';
import { PROPOSALS, PROPOSALS_CSV, PROPOSALS_MAP } from '../../src/modules/proposals/addresses.ts';
import { relistAll } from '../../src/modules/proposals/commands/listings.ts';
import { CATEGORIES } from '../../src/modules/proposals/rules/categories.ts';
import { SORT_WORDS, SORTS, STATE_WORDS } from '../../src/modules/proposals/rules/lists.ts';
import type { Deps } from '../../src/platform/deps.ts';
import { type Measured, median, ms, quantile } from './measured.ts';
import { type Program, withProgram } from './program.ts';
import { dice } from './search-data.ts';

const MADE = 50_000;
const INSTITUTIONS = 60;
const VISITS = 200;
const GOAL_LIST = 60;
const HEADERS = { 'accept-language': 'es' };

/** One in five was put to an institution; of those a third is answered, a third late. */
async function insertAll(deps: Deps): Promise<void> {
  const { db } = deps;
  const ids = (list: readonly { id?: string; value?: string }[]) =>
    list.map((one) => one.id ?? one.value ?? '');
  await sql`insert into proposals (number, state, origin, category, department, title, problem, affected, summary, stems,
      author_kind, visibility, accepted_at, published_at, created_at, updated_at)
    select n, 'published', 'web', (${ids(CATEGORIES)}::text[])[1 + n % ${CATEGORIES.length}],
      (${ids(DEPARTMENTS)}::text[])[1 + (n * 7) % ${DEPARTMENTS.length}], 'Propuesta ' || n, repeat('palabras ', 60), '',
      repeat('resumen ', 40), '{}', 'person', 'reserved', now(), now() - n * interval '20 minutes', now(), now()
    from generate_series(1, ${MADE}) as n`.execute(db);
  await sql`insert into proposal_support_counts (proposal_id, confirmed, counted_at)
    select id, (number * 7919) % 997, now() from proposals where number % 2 = 0`.execute(db);
  await sql`insert into institutions (slug, status, name, name_key, sort_key, created_at, updated_at)
    select 'tribunal-' || n, 'published', 'Tribunal ' || n, 'tribunal ' || n, 'tribunal ' || n, now(), now()
    from generate_series(1, ${INSTITUTIONS}) as n`.execute(db);
  await relistAll(deps);
  await sql`update proposal_listings set
      institutions = array[(select id from institutions where slug = 'tribunal-' || (1 + number % ${INSTITUTIONS}))],
      open_since = case when number % 15 < 10 then current_date - 60 end,
      open_due = case when number % 15 < 5 then current_date - 18 when number % 15 < 10 then current_date + 5 end,
      answered = number % 15 >= 10
    where number % 5 = 0`.execute(db);
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

/** With no filter, one, two, all of them; in each order. */
function urlOf(n: number, roll: () => number): string {
  const query = new URLSearchParams();
  const sort = SORTS[n % SORTS.length] ?? 'latest';
  if (SORT_WORDS[sort] !== '') query.set('orden', SORT_WORDS[sort]);
  const states = Object.values(STATE_WORDS);
  if (n % 4 > 0) query.set('categoria', CATEGORIES[Math.floor(roll() * CATEGORIES.length)]?.id ?? '');
  if (n % 4 > 1) query.set('departamento', DEPARTMENTS[Math.floor(roll() * DEPARTMENTS.length)]?.value ?? '');
  if (n % 4 > 2 || n % 5 === 0) query.set('estado', states[Math.floor(roll() * states.length)] ?? '');
  if (n % 7 === 0) query.set('institucion', `tribunal-${1 + Math.floor(roll() * INSTITUTIONS)}`);
  return `${PROPOSALS}?${query.toString()}`;
}

async function measure({ deps }: Program): Promise<Measured[]> {
  const app = await buildApp(deps);
  const roll = dice(5);
  const visit = async (urls: string[]) => {
    await timesOf(app, urls.slice(0, 20));
    return await timesOf(app, urls);
  };
  const list = await visit(Array.from({ length: VISITS }, (_, n) => urlOf(n, roll)));
  const map = await visit(Array.from({ length: 40 }, () => PROPOSALS_MAP));
  const plain = await visit(Array.from({ length: 100 }, () => '/buscar'));
  const began = performance.now();
  const file = await app.inject({ url: PROPOSALS_CSV, headers: HEADERS });
  const whole = performance.now() - began;
  const lines = file.body.split('\r\n').length - 2;
  await app.close();
  const reference = median(plain);
  const p95 = quantile(list, 0.95);
  return [
    {
      what: `proposals: list of ${MADE}, filters and orders, p95`,
      value: `${ms(p95)}, median ${ms(median(list))}`,
      reference: `${ms(reference)} a page without a list`,
      ratio: p95 / reference,
      goal: `< ${GOAL_LIST} ms`,
      met: p95 < GOAL_LIST,
    },
    {
      what: `proposals: departments and subjects of ${MADE}, p95`,
      value: ms(quantile(map, 0.95)),
      reference: `${ms(reference)} a page without a list`,
      ratio: quantile(map, 0.95) / reference,
    },
    {
      what: `proposals: ${lines} as one CSV`,
      value: `${ms(whole)}, ${(file.body.length / 1e6).toFixed(1)} MB`,
      reference: `${ms(reference)} a page without a list`,
      ratio: whole / reference,
      goal: 'every one',
      met: lines === MADE,
    },
  ];
}

export async function measureFinding(): Promise<Measured[]> {
  return await withProgram(async (program) => {
    await insertAll(program.deps);
    await sql`vacuum analyze`.execute(program.deps.db);
    return await measure(program);
  });
}
