/** What everybody sees of publications, and what nobody may see before its time. */
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { countingDb } from '../../../../test/harness/statements.ts';
import { each, jsonLd, visit, words } from '../../../../test/harness/visit.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { buildApp } from '../../../app.ts';
import { testDeps } from '../../../../test/harness/app.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { type Licences, licencesSetting } from '../../../platform/settings/licences.ts';
import { forgetSettings, writeSetting } from '../../../platform/settings/settings.ts';
import { bringUpToDate } from '../../../platform/search/rebuild.ts';
import { sweepSearch } from '../../../platform/search/sweep.ts';
import { insertEdition } from '../../events/fixtures.ts';
import { relatePublication } from '../commands/links.ts';
import { archivePublication } from '../commands/workflow.ts';
import { savePublication } from '../commands/write.ts';
import { actBy, category, done, draft, exampleContent, published } from '../fixtures.ts';
import { prepare } from '../prepared.ts';
import { contentOf, findOffice } from '../queries/office.ts';
import { listFacets } from '../queries/public.ts';
import { PREVIEW_LINK } from '../preview-link.ts';

const site = useApp();
const get = (url: string) => visit(site.app, url);
const api = async (url: string) => {
  const answer = await site.app.inject({ url });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json<Record<string, unknown>>() };
};

/** Stands in everything that nobody may see. */
const SECRET = 'Xochiquetzalteca';
let event: { id: string; slug: string };
let hidden: { id: string; slug: string };

beforeAll(async () => {
  const { deps } = site;
  event = await insertEdition(deps.db, 'encuentro-2027', { event: { title: 'Encuentro de ejemplo' } });
  await category(deps, 'transparencia', 'Transparencia');
  hidden = await draft(deps, `${SECRET} en borrador`, { categories: ['transparencia'], highlight: true });
  const past = await published(deps, `${SECRET} archivada`, { type: 'initiative' });
  await done(deps, (trx) => archivePublication(trx, actBy(deps), past.id));
  await draft(deps, `${SECRET} término`, { type: 'term' });
  await draft(deps, `${SECRET} norma`, { type: 'law' });
  const about = await published(deps, 'Sobre el encuentro', {
    categories: ['transparencia'],
    date: Temporal.Instant.from('2025-02-01T12:00:00Z'),
  });
  for (const id of [about.id, hidden.id])
    await done(deps, (trx) => relatePublication(trx, actBy(deps), id, [{ kind: 'event', id: event.id }]));
  await published(deps, 'Código inventado', { type: 'law' });
  await published(deps, 'Código inventado', { type: 'term' });
  await bringUpToDate(deps);
  await sweepSearch(deps);
});

describe('what is not published', () => {
  it.each([
    '/',
    '/publicaciones',
    '/publicaciones?categoria=transparencia',
    '/iniciativas',
    '/glosario',
    '/normas',
    '/publicaciones/feed.xml',
    '/feed.xml',
    '/mapa/publicaciones.xml',
    '/buscar?q=borrador',
    '/buscar?q=archivada',
    '/buscar?q=norma',
    '/api/v1/publications',
    '/encuentros/encuentro-2027',
  ])('is not on %s', async (url) => {
    const answer = await site.app.inject({ url });
    expect(answer.statusCode).toBe(200);
    expect(answer.body.includes(SECRET)).toBe(false);
  });

  it('has no page, no past, no picture and no place in the API', async () => {
    const paths = [
      `/publicaciones/${hidden.slug}`,
      `/historial/publicacion/${hidden.id}`,
      `/tarjetas/publication/${hidden.id}.png`,
      `/api/v1/publications/${hidden.slug}`,
    ];
    for (const path of paths)
      expect([path, (await site.app.inject({ url: path })).statusCode]).toEqual([path, 404]);
  });

  it('is told to be gone where it was public once', async () => {
    const { status, $, body } = await get('/iniciativas/xochiquetzalteca-archivada');
    expect([status, words($, 'h1')]).toEqual([410, 'Esto ya no está publicado']);
    expect(body.replaceAll(/href="[^"]*"|content="[^"]*"/g, '').includes(SECRET)).toBe(false);
  });

  it('is shown by its secret link alone, until that is voided', async () => {
    const { deps } = site;
    const path = `/vista-previa/${deps.vault.token(PREVIEW_LINK, hidden.id, 1)}`;
    const { status, $, headers } = await get(path);
    expect([status, words($, 'h1')]).toEqual([200, `${SECRET} en borrador`]);
    expect([headers['x-robots-tag'], headers['cache-control']]).toEqual(['noindex, nofollow', 'no-store']);
    expect($('link[rel=canonical]').length).toBe(0);
    await deps.db
      .updateTable('publications')
      .set({ preview_version: 2 })
      .where('id', '=', hidden.id)
      .execute();
    expect((await get(path)).status).toBe(404);
    expect((await get(`/vista-previa/${deps.vault.token('events.other', hidden.id, 2)}`)).status).toBe(404);
  });
});

describe('what is published', () => {
  it('is found by the search', async () => {
    expect((await get('/buscar?q=sobre+el+encuentro')).body).toContain('/publicaciones/sobre-el-encuentro');
  });

  it('is found by type, topic and year, and by nothing that there is not', async () => {
    const titles = async (query: string) =>
      each((await get(`/publicaciones${query}`)).$, 'article h2, article h3');
    expect(await titles('')).toEqual(['Sobre el encuentro']);
    expect(await titles('?tipo=articulo&categoria=transparencia&anio=2025')).toEqual(['Sobre el encuentro']);
    for (const query of ['?tipo=video', '?tipo=nada', '?categoria=nada', '?anio=2024', '?anio=hoy'])
      expect([query, await titles(query)]).toEqual([query, []]);
  });

  it('says whose it is, what it speaks of, how it may be used and what it said before', async () => {
    const { $, headers } = await get('/publicaciones/sobre-el-encuentro');
    expect(words($, 'h1')).toBe('Sobre el encuentro');
    expect(each($, '.publication-foot .link-list a')).toEqual(['Encuentro de ejemplo']);
    expect($('a[rel~=license]').first().attr('href')).toBe('https://creativecommons.org/licenses/by/4.0/');
    expect($('a[href^="/historial/publicacion/"]').length).toBe(1);
    expect($('link[rel=canonical]').attr('href')).toBe(
      'http://localhost:3000/publicaciones/sobre-el-encuentro',
    );
    expect($('meta[property="og:image"]').attr('content')).toMatch(
      /\/tarjetas\/publication\/[0-9a-f-]+\.png$/,
    );
    expect(jsonLd($)).toMatchObject({ '@type': 'Article', headline: 'Sobre el encuentro', inLanguage: 'es' });
    expect(String(headers['content-security-policy'])).toContain("frame-src 'self';");
    const edition = await get('/encuentros/encuentro-2027');
    expect(each(edition.$, 'a[href="/publicaciones/sobre-el-encuentro"]')).toEqual(['Sobre el encuentro']);
  });

  it('sets law and term of one name beside each other', async () => {
    const law = await get('/normas/codigo-inventado');
    expect(each(law.$, '.law-parts h2')).toEqual(['Qué es', 'Para qué sirve', 'A quién obliga']);
    expect(law.$('.reference-note a').attr('href')).toBe('/glosario/codigo-inventado');
    const term = await get('/glosario/codigo-inventado');
    expect(term.$('.reference-note a').attr('href')).toBe('/normas/codigo-inventado');
    expect(each((await get('/glosario')).$, '.letters a')).toEqual(['C']);
  });

  it('lets frames of the hosts that its text names in, of no others, and loads none by itself', async () => {
    const { deps } = site;
    const body =
      '<iframe src="https://us06web.zoom.us/meeting/register/tZMlc-abcdef" height="2574"></iframe>';
    const { slug } = await published(deps, 'Con formulario', {
      body,
      date: Temporal.Instant.from('2020-01-01T12:00:00Z'),
    });
    const { $, headers } = await get(`/publicaciones/${slug}`);
    expect($('iframe').length).toBe(0);
    const frame = $('[data-embed]').attr('data-embed') ?? '';
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain(`frame-src 'self' https://${new URL(frame).host};`);
    expect($('script[src*="embeds"]').length).toBe(1);
  });

  it('leads from an old address to the new one', async () => {
    const { deps } = site;
    const { id, slug } = await published(deps, 'Se muda', {
      date: Temporal.Instant.from('2019-01-01T12:00:00Z'),
    });
    const row = await findOffice(deps.db, id);
    if (!row) throw new Error('it is gone');
    const prepared = await prepare(deps, { ...contentOf(row), slug: 'mudada' });
    await done(deps, (trx) => savePublication(trx, actBy(deps), id, { prepared, version: 1 }));
    const { status, headers } = await get(`/publicaciones/${slug}`);
    expect([status >= 301 && status <= 308, headers['location']]).toEqual([true, '/publicaciones/mudada']);
    const inApi = async (path: string) => {
      const answer = await site.app.inject({ url: `/api/v1/publications/${path}` });
      return [answer.statusCode, answer.headers.location, answer.headers['access-control-allow-origin']];
    };
    expect(await inApi(`${slug}?lang=es`)).toEqual([301, '/api/v1/publications/mudada?lang=es', '*']);
    expect(await inApi('nunca-hubo')).toEqual([404, undefined, '*']);
  });
});

describe('the choices', () => {
  it('are those that lead to something', async () => {
    expect(await listFacets(site.deps.db, 'publications', 'America/Guatemala')).toEqual({
      types: ['article'],
      years: [2025, 2020, 2019],
      categories: [{ slug: 'transparencia', title: 'Transparencia' }],
    });
    expect(await listFacets(site.deps.db, 'initiatives', 'America/Guatemala')).toEqual({
      types: [],
      years: [],
      categories: [],
    });
  });
});

describe('the API', () => {
  it('lists what is public in pages, and gives one by its slug and type', async () => {
    const first = await api('/api/v1/publications?limit=1');
    expect(first.status).toBe(200);
    expect(String(first.headers['link'])).toContain('rel="next"');
    const all = (await api('/api/v1/publications?limit=100')).body['data'] as {
      slug: string;
      type: string;
      title: string;
    }[];
    expect(all.map(({ title }) => title).toSorted()).toEqual(
      ['Código inventado', 'Código inventado', 'Con formulario', 'Se muda', 'Sobre el encuentro']
        .map((title) => title)
        .toSorted(),
    );
    for (const { slug, type, title } of all) {
      const { body } = await api(`/api/v1/publications/${slug}?type=${type}`);
      expect([body['title'], body['type']]).toEqual([title, type]);
    }
    expect((await api('/api/v1/publications/codigo-inventado')).body['type']).toBe('law');
    expect((await api('/api/v1/publications?type=nada')).status).toBe(422);
    expect((await api('/api/v1/publications?year=2025')).body['data']).toHaveLength(1);
  });

  it('says under which licence the text may be used, and the data in its own description', async () => {
    const said = async () => {
      const one = (await api('/api/v1/publications/codigo-inventado')).body;
      const listed = (await api('/api/v1/publications?limit=100')).body['data'] as { licence: unknown }[];
      const { info } = (await api('/api/v1/openapi.json')).body as { info: { license?: unknown } };
      expect(new Set(listed.map(({ licence }) => JSON.stringify(licence)))).toEqual(
        new Set([JSON.stringify(one['licence'])]),
      );
      return [one['licence'], info.license];
    };
    const by = 'https://creativecommons.org/licenses/by/4.0/';
    expect(await said()).toEqual([
      { id: 'CC-BY-4.0', name: 'CC BY 4.0', url: by },
      { name: 'CC BY 4.0', url: by },
    ]);
    const choose = async (licences: Licences) => {
      await withTransaction(site.deps.db, (trx) =>
        writeSetting(trx, licencesSetting, licences, site.deps.now()),
      );
      forgetSettings(site.deps.db);
    };
    await choose({ texts: 'CC-BY-SA-4.0', media: 'CC0-1.0', data: 'reserved' });
    const sa = 'https://creativecommons.org/licenses/by-sa/4.0/';
    expect(await said()).toEqual([{ id: 'CC-BY-SA-4.0', name: 'CC BY-SA 4.0', url: sa }, undefined]);
    await choose({ texts: 'reserved', media: 'CC0-1.0', data: 'CC0-1.0' });
    const zero = 'https://creativecommons.org/publicdomain/zero/1.0/';
    expect(await said()).toEqual([null, { name: 'CC0 1.0', url: zero }]);
    await choose(licencesSetting.default);
  });
});

describe('the pages', () => {
  const database = useDatabase();
  it('ask the database as often with a hundred publications as with one', async () => {
    const counting = countingDb(database.pool);
    const deps = { ...testDeps(counting.db), db: counting.db };
    const app = await buildApp(deps);
    const urls = [
      '/publicaciones',
      '/glosario',
      '/normas',
      '/api/v1/publications?limit=100',
      '/publicaciones/una',
    ];
    await published(deps, 'Una', exampleContent('Una'));
    await published(deps, 'Una', { type: 'term' });
    await published(deps, 'Una', { type: 'law' });
    const count = async () => {
      const counts: number[] = [];
      for (const url of urls) counts.push(await counting.count(() => visit(app, url)));
      return counts;
    };
    const few = await count();
    for (let n = 0; n < 30; n++)
      for (const type of ['article', 'term', 'law'] as const) await published(deps, `Otra ${n}`, { type });
    expect(await count()).toEqual(few);
    expect(Math.max(...few)).toBeLessThan(14);
    await app.close();
  });
});
