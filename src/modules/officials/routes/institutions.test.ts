/** What everybody sees of institutions, and what nobody may see before its time. */
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { each, jsonLd, visit, words } from '../../../../test/harness/visit.ts';
import { bringUpToDate } from '../../../platform/search/rebuild.ts';
import { sweepSearch } from '../../../platform/search/sweep.ts';
import { relatePublication } from '../../publications/commands/links.ts';
import { published as publishedText } from '../../publications/fixtures.ts';
import { decideOfInstitution, sayOfInstitution } from '../commands/institution-statements.ts';
import { archiveInstitution, saveInstitution } from '../commands/institutions.ts';
import {
  actBy,
  done,
  draftInstitution,
  examplePost,
  exampleSource,
  publishedInstitution,
} from '../institution-fixtures.ts';
import { insertPerson } from '../fixtures-people.ts';
import { statementsOf } from '../queries/statements.ts';

const site = useApp();
const get = async (url: string) => (await visit(site.app, url)).$;
const INSTITUTIONS = '/justiciapedia/instituciones';

/** Stands in everything that nobody may see. */
const SECRET = 'Xochiquetzalteca';
let court: { id: string; slug: string; source: string };
let chamber: { id: string; slug: string; source: string };
let other: string;

beforeAll(async () => {
  const { deps } = site;
  await draftInstitution(deps, `${SECRET} en borrador`);
  const gone = await publishedInstitution(deps, `${SECRET} archivada`);
  await done(deps, (trx) =>
    archiveInstitution(trx, { ...actBy(deps), reason: 'Ya no existe.' }, gone.id, { uses: [] }),
  );
  court = await publishedInstitution(deps, 'Corte de Ejemplo (CDE)', {
    said: [
      ['kind', 'tribunal'],
      ['acronym', 'CDE'],
      ['description', 'Resuelve ejemplos de todo el país.'],
      ['address', '1 Calle 2-03, Ciudad de Ejemplo'],
      ['phone', '2222-3333'],
      ['email', 'info@corte.test'],
      ['function', 'Resolver ejemplos'],
      ['legal_basis', 'Artículo 1 de la Ley inventada'],
    ],
  });
  chamber = await publishedInstitution(deps, 'Sala Primera', {
    parent: { id: court.id, name: 'Corte de Ejemplo' },
  });
  other = await exampleSource(deps, 'Otra fuente inventada');
  const say = (property: string, value: { text: string; href?: string }, sourceId?: string) =>
    done(deps, (trx) =>
      sayOfInstitution(trx, actBy(deps), court, {
        property,
        value,
        ...(sourceId && { place: { sourceId, page: 'p. 7', passage: 'así lo dice' } }),
      }),
    );
  await say('address', { text: '9 Avenida 8-07' }, other);
  await say('mission', { text: `${SECRET} sin fuente` });
  await say('website', { text: 'corte.test', href: 'https://corte.test' }, other);
  const post = await examplePost(deps, court, 'Magistratura');
  await done(deps, (trx) =>
    sayOfInstitution(
      trx,
      actBy(deps),
      { id: court.id, postId: post },
      {
        property: 'term',
        value: { text: 'cinco años' },
        place: { sourceId: court.source },
      },
    ),
  );
  await bringUpToDate(deps);
  await sweepSearch(deps);
});

describe('what is not published', () => {
  it.each([
    '/',
    '/justiciapedia',
    INSTITUTIONS,
    `${INSTITUTIONS}?tipo=tribunal`,
    `${INSTITUTIONS}/corte-de-ejemplo`,
    '/mapa/instituciones.xml',
    '/buscar?q=borrador',
    '/buscar?q=archivada',
    '/api/v1/institutions',
    '/api/v1/institutions/corte-de-ejemplo',
    '/api/v1/sources',
  ])('is not on %s', async (url) => {
    const answer = await site.app.inject({ url });
    expect(answer.statusCode).toBe(200);
    expect(answer.body.includes(SECRET)).toBe(false);
  });

  it('has no page and no place in the API', async () => {
    const status = async (url: string) => (await site.app.inject({ url })).statusCode;
    expect(await status(`${INSTITUTIONS}/xochiquetzalteca-en-borrador`)).toBe(404);
    expect(await status(`${INSTITUTIONS}/xochiquetzalteca-archivada`)).toBe(410);
    expect(await status('/api/v1/institutions/xochiquetzalteca-archivada')).toBe(404);
    expect(await status(`${INSTITUTIONS}/%00`)).toBe(400);
  });
});

describe('the first page and the list', () => {
  it('shows the tree as a list within a list, and how much there is', async () => {
    const $ = await get('/justiciapedia');
    expect(each($, '.org-chart > li > .org-node > a')).toEqual(['Corte de Ejemplo (CDE)']);
    expect(each($, '.org-chart > li > ul > li a')).toEqual(['Sala Primera']);
    expect(each($, '.stat-value').slice(0, 2)).toEqual(['2', '3']);
  });

  it('is in Spanish order, of one kind or of all', async () => {
    const titles = async (query: string) => each(await get(`${INSTITUTIONS}${query}`), '.card h2');
    expect(await titles('')).toEqual(['Corte de Ejemplo (CDE)', 'Sala Primera']);
    expect(await titles('?tipo=tribunal')).toEqual(['Corte de Ejemplo (CDE)']);
    expect(await titles('?tipo=nada')).toEqual([]);
  });
});

describe('the page of an institution', () => {
  it('says each fact with the number of its note, which leads to the source', async () => {
    const $ = await get(`${INSTITUTIONS}/${court.slug}`);
    expect(words($, '.lead')).toBe(
      'Resuelve ejemplos de todo el país.1 Magistratura: duración: cinco años.1',
    );
    expect(words($, '.reach')).toContain('2222-3333');
    expect($('.reach a[href="tel:22223333"]').length).toBe(1);
    expect($('.reach a[href="mailto:info@corte.test"]').length).toBe(1);
    expect(words($, '#cargos')).toContain('cinco años');
    expect(words($, '#cargos')).toContain('Las fuentes reunidas hasta ahora no dicen quién lo ocupa.');
    // Each mark leads to a note, each note to a source that everybody may see.
    const marks = $('.note-refs a')
      .toArray()
      .map((mark) => $(mark).attr('href') ?? '');
    expect(marks.length).toBeGreaterThan(10);
    const backs = $('.note-back a')
      .toArray()
      .map((link) => $(link).attr('href') ?? '');
    for (const place of [...marks, ...backs])
      expect([place, $(`[id="${place.slice(1)}"]`).length]).toEqual([place, 1]);
    const sources = $('.note-title a')
      .toArray()
      .map((link) => $(link).attr('href') ?? '');
    expect(new Set(sources)).toEqual(new Set([`/fuentes/${court.source}`, `/fuentes/${other}`]));
  });

  it('puts contradictions side by side, with the reason once somebody decided', async () => {
    const path = `${INSTITUTIONS}/${court.slug}`;
    const values = async () =>
      each(await get(path), '.contradicted .cited-value').map((one) => one.replace(/\d$/, ''));
    expect(await values()).toEqual(['1 Calle 2-03, Ciudad de Ejemplo', '9 Avenida 8-07']);
    const said = await statementsOf(site.deps.db, [court.id], { office: true });
    const [first, second] = said.filter(({ property }) => property === 'address');
    const decide = (id: string, reason: string) =>
      done(site.deps, (trx) => decideOfInstitution(trx, actBy(site.deps), court, id, reason));
    await decide(second?.id ?? '', 'Se mudó.');
    const $ = await get(path);
    expect(words($, '.reach')).toContain('9 Avenida 8-07');
    expect(words($, '.value-shown')).toContain('Se mudó.');
    await decide(first?.id ?? '', 'Volvió.');
  });

  it('shows who is above and below, and what was written about it', async () => {
    const { id } = await publishedText(site.deps, 'Nota sobre la sala');
    await done(site.deps, (trx) =>
      relatePublication(trx, actBy(site.deps), id, [{ kind: 'institution', id: chamber.id }]),
    );
    const $ = await get(`${INSTITUTIONS}/${chamber.slug}`);
    expect(words($, '#estructura')).toContain('Corte de Ejemplo (CDE)');
    expect($('#estructura [aria-current="page"]').text()).toBe('Sala Primera');
    expect(words($, 'main')).toContain('Nota sobre la sala');
    expect(jsonLd($)).toMatchObject({
      '@type': 'GovernmentOrganization',
      name: 'Sala Primera',
      parentOrganization: { name: 'Corte de Ejemplo (CDE)' },
    });
  });

  it('is found by a former name and by its acronym', async () => {
    const $ = await get('/buscar?q=CDE');
    expect(words($, 'main')).toContain('Corte de Ejemplo (CDE)');
  });

  it('makes its sources public', async () => {
    const $ = await get(`/fuentes/${other}`);
    expect(words($, '#citada-en')).toContain('Corte de Ejemplo (CDE)');
    const { data } = (await site.app.inject({ url: '/api/v1/sources' })).json<{
      data: { title: string }[];
    }>();
    const titles = data.map(({ title }) => title);
    expect(titles).toContain('Otra fuente inventada');
    expect(titles.some((title) => title.includes(SECRET))).toBe(false);
  });

  it('leads on from an old address', async () => {
    const moved = await publishedInstitution(site.deps, 'Oficina mudada');
    const { version } = await site.deps.db
      .selectFrom('institutions')
      .select('version')
      .where('id', '=', moved.id)
      .executeTakeFirstOrThrow();
    await done(site.deps, (trx) =>
      saveInstitution(trx, actBy(site.deps), moved.id, { slug: 'oficina-nueva', version }),
    );
    const answer = await site.app.inject({ url: `${INSTITUTIONS}/${moved.slug}` });
    expect([answer.statusCode, answer.headers['location']]).toEqual([301, `${INSTITUTIONS}/oficina-nueva`]);
    const api = await site.app.inject({ url: `/api/v1/institutions/${moved.slug}` });
    expect(api.headers['location']).toBe('/api/v1/institutions/oficina-nueva');
  });
});

describe('the API', () => {
  it('gives items with slug and name, and each fact with its source', async () => {
    const list = (await site.app.inject({ url: '/api/v1/institutions?limit=1' })).json<{ data: object[] }>();
    expect(list.data).toMatchObject([
      { slug: 'corte-de-ejemplo', name: 'Corte de Ejemplo (CDE)', acronym: 'CDE', parent: null },
    ]);
    const one = (await site.app.inject({ url: `/api/v1/institutions/${court.slug}` })).json<{
      acronym: string;
      facts: { property: string; value: string; shown: boolean; source: { title: string } }[];
    }>();
    expect(one.acronym).toBe('CDE');
    expect(one.facts.filter(({ property }) => property === 'address').map(({ shown }) => shown)).toEqual([
      true,
      false,
    ]);
    expect(one.facts.every(({ source }) => source.title !== '')).toBe(true);
  });
});

describe('who holds a post', () => {
  it('stands there, the present ones before those of before; nobody of a draft', async () => {
    const { deps } = site;
    const one = await publishedInstitution(deps, 'Junta de los cargos');
    const post = await examplePost(deps, one, 'Vocal');
    const held = (name: string, starts: string, ends: string | undefined, status: 'published' | 'draft') =>
      insertPerson(deps.db, name, {
        status,
        tenures: [{ institution: one.id, post, starts, ...(ends && { ends }) }],
      });
    await held('Persona Primera Inventada', '2001', '2005-05', 'published');
    await held('Persona Segunda Inventada', '2024-03-01', undefined, 'published');
    await held(`Persona ${SECRET}`, '2025', undefined, 'draft');
    const $ = await get(`${INSTITUTIONS}/${one.slug}`);
    expect(each($, '#cargos h4')).toEqual(['Quién lo ocupa', 'Quién lo ocupó antes']);
    expect(each($, '.holders .person-name')).toEqual([
      'Persona Segunda Inventada',
      'Persona Primera Inventada',
    ]);
    expect(each($, '.holders .person-words').at(-1)).toContain('2001');
    expect($('.holders .note-refs a').length).toBe(2);
    expect($.html().includes(SECRET)).toBe(false);
  });
});
