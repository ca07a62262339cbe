import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { run } from '../../platform/db/outcome.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import { sweepSearch } from '../../platform/search/sweep.ts';
import { insertSource } from '../../platform/sources/fixtures.ts';
import { PEOPLE_FILES } from './api-paths.ts';
import { PERSON_ADDRESSES, PERSON_SEARCH } from './additions-people.ts';
import { decidePair } from './commands/pairs.ts';
import { recordPeople } from './commands/person-history.ts';
import { insertBody, insertPair, insertPerson, PROGRAM } from './fixtures-people.ts';

const site = useApp();
const get = async (url: string) => await site.app.inject({ url, headers: { 'accept-language': 'es' } });

describe('people elsewhere on the site', () => {
  it('are found by every spelling of their name and never by a number; out of lists they are not found', async () => {
    const { db } = site.deps;
    const one = await insertPerson(db, 'Ana Ficticia Pérez de Prueba', {
      statements: [
        { property: 'name', value: { text: 'Anna Ficticia P.' } },
        { property: 'bar_number', value: { text: '98765' } },
      ],
      tenures: [{ postPrinted: 'Magistratura', bodyPrinted: 'Corte de Ejemplo' }],
    });
    const hidden = await insertPerson(db, 'Ana Quitada', { delisted: true });
    const draft = await insertPerson(db, 'Ana Borrador', { status: 'draft' });
    const found = await PERSON_SEARCH.find(db, [one.id, hidden.id, draft.id]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      title: 'Ana Ficticia Pérez de Prueba',
      names: ['Ana Ficticia Pérez de Prueba', 'Anna Ficticia P.'],
      text: 'Magistratura, Corte de Ejemplo',
    });
    expect(JSON.stringify(found)).not.toContain('98765');
    expect(await PERSON_SEARCH.list(db, { after: undefined, limit: 10 })).toEqual([one.id]);
  });

  it('stand in the map of the site when they held something, and only then', async () => {
    const { db } = site.deps;
    const held = await insertPerson(db, 'Berta Ficticia', {
      kind: 'candidate',
      tenures: [{ postPrinted: 'Jueza' }],
    });
    const stood = await insertPerson(db, 'Berta Candidata', {
      kind: 'candidate',
      tenures: [{ kind: 'candidacy', process: 'Uno' }],
    });
    const paths = (await PERSON_ADDRESSES.list(db, { from: undefined, limit: 100 })).map(({ path }) => path);
    expect(paths).toContain(`/justiciapedia/personas/${held.slug}`);
    expect(paths).not.toContain(`/justiciapedia/personas/${stood.slug}`);
  });

  it('make the sources of what they show public, and no others', async () => {
    const { db } = site.deps;
    const [kept, beside] = [await insertSource(db), await insertSource(db)];
    const one = await insertPerson(db, 'Celia Ficticia', {
      statements: [
        { property: 'education', value: { text: 'Guardado' }, evidence: 'kept', source: kept },
        { property: 'profession', value: { text: 'Otra' }, evidence: 'beside', source: beside },
      ],
    });
    expect((await get(`/fuentes/${one.source}`)).body).toContain('Celia Ficticia');
    expect((await get(`/fuentes/${beside}`)).statusCode).toBe(200);
    expect((await get(`/fuentes/${kept}`)).statusCode).toBe(404);
  });
});

it('names whoever is out of lists on no page that search engines read', async () => {
  const { db } = site.deps;
  const source = await insertSource(db, { title: 'Boletín de ejemplo' });
  const hidden = await insertPerson(db, 'Fina Retirada Ficticia', {
    delisted: true,
    source,
    tenures: [{ postPrinted: 'Magistratura' }],
  });
  const stood = await insertPerson(db, 'Gina Aspirante Ficticia', {
    kind: 'candidate',
    source,
    tenures: [{ kind: 'candidacy', process: 'Proceso de prueba' }],
  });
  const held = await insertPerson(db, 'Hilda Titular Ficticia', {
    source,
    tenures: [{ postPrinted: 'Magistratura' }],
  });
  await withTransaction(db, (trx) => recordPeople(trx, PROGRAM, [hidden.id, stood.id, held.id], 'published'));
  await sweepSearch(site.deps);
  const robots = async (slug: string) => {
    const { body, statusCode } = await get(`/justiciapedia/personas/${slug}`);
    return [
      statusCode,
      /<meta name="robots" content="noindex/.test(body),
      body.includes('application/ld+json'),
    ];
  };
  // Their pages are there; search engines are told not to read them, and nothing is written for them.
  expect(await robots(hidden.slug)).toEqual([200, true, false]);
  expect(await robots(stood.slug)).toEqual([200, true, false]);
  expect(await robots(held.slug)).toEqual([200, false, true]);
  const past = await get(`/historial/persona/${hidden.id}`);
  expect([past.statusCode, past.body.includes('noindex')]).toEqual([200, true]);
  const seen: [string, boolean][] = [];
  for (const url of [
    '/',
    '/feed.xml',
    '/justiciapedia',
    '/justiciapedia/personas',
    ...Object.values(PEOPLE_FILES),
    '/api/v1/people',
    '/api/v1/search?q=Fina+Retirada',
    '/buscar?q=Fina+Retirada',
    '/correcciones',
    `/fuentes/${source}`,
    `/api/v1/sources/${source}`,
    '/sitemap.xml',
    '/mapa/personas.xml',
  ]) {
    const { body, statusCode } = await get(url);
    expect([url, statusCode]).toEqual([url, 200]);
    seen.push([url, /Fina Retirada Ficticia|fina-retirada-ficticia/.test(body)]);
  }
  // What somebody asks for is said back to them, on a page that search engines do not read.
  expect(seen.filter(([url, named]) => named && !url.includes('?q='))).toEqual([]);
  expect((await get('/api/v1/search?q=Fina+Retirada')).body).not.toContain('Fina');
  expect((await get(`/fuentes/${source}`)).body).toContain('Hilda Titular Ficticia');
});

it('tells the past of both records of one person, with the reason', async () => {
  const { db } = site.deps;
  const one = await insertPerson(db, 'Dora Ficticia Uno');
  const other = await insertPerson(db, 'Dora Ficticia Dos', { at: PROGRAM.now.add({ hours: 1 }) });
  const pair = await insertPair(db, one.id, other.id);
  const act = { ...PROGRAM, reason: 'Lo dice el acta de ejemplo.' };
  await run(db, (trx) => decidePair(trx, act, pair, { decision: 'same' }));
  for (const id of [one.id, other.id]) {
    const { statusCode, body } = await get(`/historial/persona/${id}`);
    expect(statusCode).toBe(200);
    expect(body).toContain('Se unió con otro registro');
    expect(body).toContain('Lo dice el acta de ejemplo.');
    expect(body).toContain(`/justiciapedia/personas/${one.slug}`);
  }
});

describe('the API', () => {
  it('lists by filters, gives every fact with its source, and leads to who is shown', async () => {
    const { db } = site.deps;
    const court = await insertBody(db, 'Corte del API');
    const one = await insertPerson(db, 'Elena Ficticia', {
      statements: [
        { property: 'bar_number', value: { text: '1111' }, page: 'fila 7' },
        { property: 'conduct', value: { text: 'Denuncia.', state: 'filed', date: '2020' } },
        { property: 'education', value: { text: 'Guardado' }, evidence: 'kept' },
      ],
      tenures: [{ institution: court.id, post: court.post, starts: '2019-10' }],
    });
    const other = await insertPerson(db, 'Elena Ficticia Dos', { at: PROGRAM.now.add({ hours: 1 }) });
    const pair = await insertPair(db, one.id, other.id);
    await run(db, (trx) => decidePair(trx, { ...PROGRAM, reason: 'Sí.' }, pair, { decision: 'same' }));
    const list = await get(`/api/v1/people?institution=${court.slug}&year=2019`);
    expect(list.json()).toEqual({
      data: [
        {
          slug: one.slug,
          name: 'Elena Ficticia',
          kind: 'office_holder',
          url: `${site.deps.config.baseUrl}/justiciapedia/personas/${one.slug}`,
        },
      ],
    });
    expect((await get('/api/v1/people?institution=ninguna')).json()).toEqual({ data: [] });
    const moved = await get(`/api/v1/people/${other.slug}`);
    expect([moved.statusCode, moved.headers.location]).toEqual([301, `/api/v1/people/${one.slug}`]);
    const detail = (await get(`/api/v1/people/${one.slug}`)).json<{
      names: string[];
      records: string[];
      facts: { property: string; state: string | null; source: { page: string } }[];
      tenures: { post: string; starts: string; institution: { slug: string } }[];
    }>();
    expect(detail.names).toEqual(['Elena Ficticia', 'Elena Ficticia Dos']);
    expect(detail.records).toEqual([one.slug, other.slug]);
    expect(detail.facts.map(({ property }) => property).toSorted()).toEqual([
      'bar_number',
      'conduct',
      'name',
      'name',
    ]);
    expect(detail.facts.find(({ property }) => property === 'bar_number')?.source.page).toBe('fila 7');
    expect(detail.facts.find(({ property }) => property === 'conduct')?.state).toBe('filed');
    expect(detail.tenures).toMatchObject([
      { post: 'Magistratura', starts: '2019-10', institution: { slug: court.slug } },
    ]);
    expect((await get('/api/v1/people/nadie')).statusCode).toBe(404);
  });
});
