/** A hundred thousand people and three hundred thousand tenures: the list with two filters, and one person's page. */
import { sql } from 'kysely';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../src/app.ts';
import type { Db } from '../../src/platform/db/handles.ts';
import { type Measured, median, ms, quantile } from './measured.ts';
import { type Program, withProgram } from './program.ts';

const PEOPLE = 100_000;
const INSTITUTIONS = 200;
const PROCESSES = 40;
const VISITS = 200;
const GOAL_LIST = 60;
const GOAL_PAGE = 15;
const MOST_STATEMENTS = 12;
const HEADERS = { 'accept-language': 'es' };

/** Plainly made up, by the database itself: three tenures and four statements each, spread as real lists are. */
async function fill(db: Db): Promise<void> {
  await sql`set statement_timeout = 0`.execute(db);
  const now = sql`now()`;
  const source = sql<string>`(select id from sources limit 1)`;
  await sql`insert into sources (title, publisher, date_printed, kind, note, search, created_at, updated_at)
    values ('Lista de ejemplo', 'Editor de ejemplo', '2026', 'data', '', '', ${now}, ${now})`.execute(db);
  await sql`insert into institutions (slug, status, name, name_key, sort_key, created_at, updated_at)
    select 'institucion-' || n, 'published', 'Institución de ejemplo ' || n, 'institucion ' || n,
      'institucion ' || lpad(n::text, 4, '0'), ${now}, ${now} from generate_series(1, ${INSTITUTIONS}) n`.execute(
    db,
  );
  await sql`insert into posts (institution_id, slug, label, label_key, created_at, updated_at)
    select id, 'magistratura', 'Magistratura', 'magistratura', ${now}, ${now} from institutions`.execute(db);
  await sql`insert into people (id, canonical_id, slug, status, kind, name, name_key, sort_key, created_at, updated_at)
    select id, id, 'persona-' || n, 'published', (array['office_holder', 'candidate', 'commissioner'])[1 + n % 3],
      'Persona Ficticia ' || n, 'persona ficticia ' || n,
      (array['alonso', 'barrios', 'cano', 'fuentes', 'garcia', 'lopez', 'n~u', 'perez'])[1 + n % 8] || ' ' || md5(n::text),
      ${now}, ${now}
    from (select n, gen_random_uuid() as id from generate_series(1, ${PEOPLE}) n) made`.execute(db);
  // Else it is joined by plans for empty tables.
  await sql`analyze`.execute(db);
  await sql`insert into tenures (person_id, kind, institution_id, post_id, post_printed, process, process_key, territory,
      starts, ends, evidence, source_id, page, created_at, updated_at)
    select p.id, (array['office', 'candidacy', 'commission'])[k], case when k = 1 then i.id end,
      case when k = 1 then i.post end, case when k = 1 then 'Magistratura' else '' end,
      case when k > 1 then 'Proceso de ejemplo ' || (p.n % ${PROCESSES}) else '' end,
      case when k > 1 then 'proceso-de-ejemplo-' || (p.n % ${PROCESSES}) else '' end,
      'Departamento ' || (p.n % 22), (1990 + (p.n * k) % 30)::text, (1994 + (p.n * k) % 30)::text, 'shown',
      ${source}, 'fila ' || p.n, ${now}, ${now}
    from (select id, row_number() over (order by slug) as n from people) p
    cross join generate_series(1, 3) k
    join (select i.id, o.id as post, row_number() over (order by i.slug) - 1 as n
      from institutions i join posts o on o.institution_id = i.id) i
      on i.n = floor(${INSTITUTIONS} * power((p.n % 1000) / 1000.0, 3))::bigint`.execute(db);
  await sql`analyze tenures`.execute(db);
  await sql`insert into statements (subject_kind, subject_id, property, value, printed, evidence, source_id, page, created_at, updated_at)
    select 'person', p.id, property, jsonb_build_object('text', words), words, 'shown', ${source}, '', ${now}, ${now}
    from people p cross join lateral (values ('name', p.name), ('gender', (array['femenino', 'masculino'])[1 + length(p.slug) % 2]),
      ('bar_number', right(p.slug, 4)), ('education', 'Licenciatura de ejemplo')) as said (property, words)`.execute(
    db,
  );
  await sql`insert into person_listings (person_id, sort_key, facets)
    select p.id, p.sort_key, array_agg(distinct f) from people p
    join tenures t on t.person_id = p.id
    cross join lateral unnest(array['k:' || p.kind, 'g:f', 'h:1', 'i:' || t.institution_id, 'p:' || t.post_id,
      'e:' || nullif(t.process_key, ''), 't:' || lower(t.territory)] || array(
        select 'y:' || y from generate_series(t.starts::int, t.ends::int) y)) f
    where f is not null group by p.id`.execute(db);
  // Else the database sweeps the tables by itself while we measure.
  await sql`vacuum analyze`.execute(db);
}

async function open(app: FastifyInstance, url: string): Promise<number> {
  const began = performance.now();
  const { statusCode } = await app.inject({ url, headers: HEADERS });
  if (statusCode !== 200) throw new Error(`${url}: ${statusCode}`);
  return performance.now() - began;
}

async function timesOf(app: FastifyInstance, urls: readonly string[]): Promise<number[]> {
  for (const url of urls.slice(0, 20)) await open(app, url);
  const taken: number[] = [];
  for (let n = 0; n < VISITS; n++) taken.push(await open(app, urls[n % urls.length] ?? '/'));
  return taken;
}

const LIST = '/justiciapedia/personas';

async function measureList(app: FastifyInstance, plain: number[]): Promise<Measured> {
  const pairs = Array.from({ length: 40 }, (_none, n) => [
    `institucion=institucion-${1 + ((n * 37) % INSTITUTIONS)}&anio=${1990 + (n % 30)}`,
    `proceso=proceso-de-ejemplo-${n % PROCESSES}&tipo=candidate`,
    `anio=${1990 + (n % 30)}&tipo=office_holder`,
    `territorio=departamento%20${n % 22}&anio=${1990 + (n % 30)}`,
  ]).flat();
  const taken = await timesOf(
    app,
    pairs.map((query) => `${LIST}?${query}`),
  );
  const p95 = quantile(taken, 0.95);
  return {
    what: `people: list with two filters, ${PEOPLE.toLocaleString('en')} people`,
    value: `${ms(median(taken))}, p95 ${ms(p95)}`,
    reference: `${ms(median(plain))} list without filters`,
    ratio: median(taken) / median(plain),
    goal: `p95 < ${GOAL_LIST} ms`,
    met: p95 < GOAL_LIST,
  };
}

async function measurePage(app: FastifyInstance, program: Program, plain: number[]): Promise<Measured> {
  const urls = Array.from({ length: 60 }, (_none, n) => `${LIST}/persona-${1 + n * 997}`);
  const taken = await timesOf(app, urls);
  const before = program.statements();
  await open(app, urls[0] ?? '/');
  const statements = program.statements() - before;
  const middle = median(taken);
  return {
    what: 'people: one page',
    value: `${ms(middle)}, p95 ${ms(quantile(taken, 0.95))}, ${statements} statements`,
    reference: `${ms(median(plain))} list without filters`,
    ratio: middle / median(plain),
    goal: `< ${GOAL_PAGE} ms, ≤ ${MOST_STATEMENTS} statements`,
    met: middle < GOAL_PAGE && statements <= MOST_STATEMENTS,
  };
}

export async function measurePeople(): Promise<Measured[]> {
  return withProgram(async (program) => {
    await program.deps.db.connection().execute(fill);
    const app = await buildApp(program.deps);
    await app.ready();
    try {
      const plain = await timesOf(app, [LIST]);
      return [await measureList(app, plain), await measurePage(app, program, plain)];
    } finally {
      await app.close();
    }
  });
}
