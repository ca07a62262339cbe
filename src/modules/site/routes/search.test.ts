import { load } from 'cheerio';
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { publishEdition } from '../../events/commands/editions.ts';
import { ACT, editor } from '../../events/commands/fixtures.ts';
import { saveSpeaker } from '../../events/commands/programme.ts';
import { sweepSearch } from '../../../platform/search/sweep.ts';

const site = useApp();
let eventId = '';
const { run, done, newEdition, session } = editor(
  {
    get db() {
      return site.deps.db;
    },
  },
  () => eventId,
);

beforeAll(async () => {
  eventId = await newEdition('publicado', { title: 'Jornada de datos abiertos' });
  const { id: speakerId } = await done(
    run((trx) =>
      saveSpeaker(trx, ACT, eventId, {
        slug: 'ficticia',
        name: 'Ficticia Gutiérrez',
        organization: 'Colectivo <script>alert(1)</script>',
        bio: 'Persona inventada.',
      }),
    ),
  );
  for (let i = 0; i < 12; i++)
    await done(
      session(`mesa-${i}`, {
        title: `Mesa ${i} sobre presupuesto`,
        abstract: 'Cómo se lee el presupuesto de las cortes.',
        speakers: [{ speakerId, role: 'speaker' }],
      }),
    );
  await done(run((trx) => publishEdition(trx, ACT, eventId)));
  eventId = await newEdition('borrador', { title: 'Jornada secreta de presupuesto' });
  await sweepSearch(site.deps);
});

const get = (url: string, headers: Record<string, string> = {}) => site.app.inject({ url, headers });
async function page(text: string, more = '') {
  const answer = await get(`/buscar?q=${encodeURIComponent(text)}${more}`);
  expect(answer.statusCode).toBe(200);
  const $ = load(answer.body);
  return {
    $,
    titles: $('.search-results h2')
      .toArray()
      .map((node) => $(node).text()),
    body: answer.body,
  };
}

describe('the page of the search', () => {
  it('says what can be found before anything was asked, and may then be found itself', async () => {
    const answer = await get('/buscar');
    const $ = load(answer.body);
    expect($('h1').text()).toBe('Buscar');
    expect($('.search-kinds').text()).toContain('Encuentros');
    expect($('meta[name=robots]').length).toBe(0);
    expect($('nav a[href="/buscar"]').length).toBeGreaterThan(0);
  });

  it('shows what was found with its words marked, by kind, and never a draft', async () => {
    const { $, titles } = await page('presupuestos');
    expect(titles).toHaveLength(10);
    expect($('.search-results h2 mark').first().text()).toBe('presupuesto');
    expect($('.search-results').text()).toContain('Sesiones');
    expect($('meta[name=robots]').attr('content')).toContain('noindex');
    expect($('link[rel=canonical]').attr('href')).toBe('http://localhost:3000/buscar');
    expect($('main').text()).toContain('12 resultados');
    expect($('main').text()).not.toContain('secreta');
    expect($('input[name=q]').val()).toBe('presupuestos');
  });

  it('pages without a gap or a double', async () => {
    const first = await page('presupuesto');
    const next = first.$('a[rel=next]').attr('href') ?? '';
    const second = load((await get(next)).body);
    const titles = second('.search-results h2')
      .toArray()
      .map((node) => second(node).text());
    expect(new Set([...first.titles, ...titles]).size).toBe(12);
    expect(second('a[rel=first]').attr('href')).toBe('/buscar?q=presupuesto');
    expect((await get('/buscar?q=presupuesto&after=x')).statusCode).toBe(422);
    for (const key of [
      '["1","999999999999999"]',
      '["-999999999999999","-1"]',
      '["1e9","1"]',
      '["1"]',
      '{}',
    ]) {
      const { statusCode } = await get(
        `/buscar?q=presupuesto&after=${Buffer.from(key).toString('base64url')}`,
      );
      expect([key, statusCode < 500]).toEqual([key, true]);
    }
  });

  it('shows one kind, with the counts of the others', async () => {
    const { $, titles } = await page('gutierrez', '&tipo=event_speaker');
    expect(titles).toEqual(['Ficticia Gutiérrez']);
    const tabs = $('nav.tabs a')
      .toArray()
      .map((node) => $(node).text().replaceAll(/\s+/g, ' ').trim());
    expect(tabs).toEqual(['Todo', 'Sesiones 12', 'Ponentes 1']);
    expect($('nav.tabs a[aria-current]').text()).toContain('Ponentes');
    const none = await page('gutierrez', '&tipo=event');
    expect(none.$('main').text()).toContain('No hay resultados');
    expect(none.$('main a.button').attr('href')).toBe('/buscar?q=gutierrez');
    expect((await page('gutierrez', '&tipo=nada')).titles).toEqual([]);
  });

  it('forgives a mistyped name and says so', async () => {
    const { $, titles } = await page('gutieres', '&tipo=event_speaker');
    expect(titles).toEqual(['Ficticia Gutiérrez']);
    expect($('.search-notes').text()).toContain('Se muestran los de «Gutiérrez»');
  });

  it('says what to try when there is nothing', async () => {
    const { $ } = await page('qwertyuiop');
    expect($('main h2').first().text()).toBe('No hay resultados para «qwertyuiop»');
    expect($('.empty-state li').length).toBe(4);
    expect((await page('de la los')).$('main h2').first().text()).toBe('Escriba una palabra más precisa');
  });

  it('shows what others wrote as text', async () => {
    const { body, $ } = await page('colectivo alert');
    expect(body).not.toContain('<script>alert');
    expect($('.search-results').text()).toContain('<script>alert(1)</script>');
    const typed = await page('"><img src=x onerror=alert(1)>');
    expect(typed.$('img[src=x]').length).toBe(0);
  });
});

describe('hostile questions', () => {
  it.each([
    ['quotes and operators', `' " & | ! <-> :* ( ) \\ ; --`],
    ['a NUL', 'presu\0puesto'],
    ['10,000 signs', 'a'.repeat(10_000)],
    ['thousands of words', 'palabra otra '.repeat(700)],
    ['only stop words', 'de la los y en que'],
    ['emoji', '\u{1F600}\u{1F468}\u{200D}\u{1F469}'],
    ['another script', 'правосудие 司法'],
  ])('%s: a page, a list, an answer, all at once', async (_, text) => {
    const q = encodeURIComponent(text);
    const began = performance.now();
    for (const url of [`/buscar?q=${q}`, `/buscar/sugerencias?q=${q}`, `/api/v1/search?q=${q}`])
      expect([url.slice(0, 30), (await get(url)).statusCode]).toEqual([url.slice(0, 30), 200]);
    expect(performance.now() - began).toBeLessThan(3000);
  });

  it('that are no text at all are answered too', async () => {
    for (const query of ['q=%00', 'q=%F0%9F', 'q=%D8%00', 'q=a&q=b', 'q', 'tipo=%00&q=mesa', 'q[]=x'])
      expect([query, (await get(`/buscar?${query}`)).statusCode]).toEqual([query, 200]);
  });
});

describe('suggestions and API', () => {
  it('suggest by what is typed so far', async () => {
    const answer = await get('/buscar/sugerencias?q=gut', { 'accept-language': 'en' });
    expect(answer.json()).toEqual({
      data: [
        { title: 'Ficticia Gutiérrez', kind: 'Speakers', href: '/encuentros/publicado/ponentes/ficticia' },
      ],
    });
    expect((await get('/buscar/sugerencias')).json()).toEqual({ data: [] });
  });

  it('answer other programs the same, page by page', async () => {
    const first = await get('/api/v1/search?q=presupuesto&limit=7');
    const { data } = first.json<{ data: Record<string, unknown>[] }>();
    expect(data).toHaveLength(7);
    expect(data[0]).toEqual({
      kind: 'event_session',
      id: expect.any(String) as string,
      title: expect.stringMatching(/^Mesa \d+ sobre presupuesto$/) as string,
      url: expect.stringMatching(
        /^http:\/\/localhost:3000\/encuentros\/publicado\/sesiones\/mesa-/,
      ) as string,
      passage: expect.stringContaining('presupuesto') as string,
      language: 'es',
      date: expect.any(String) as string,
    });
    const next =
      /<http:\/\/localhost:3000([^>]+)>; rel="next"/.exec(String(first.headers['link']))?.[1] ?? '';
    const second = (await get(next)).json<{ data: { id: string }[] }>();
    expect(new Set([...data, ...second.data].map(({ id }) => id)).size).toBe(12);
    expect((await get('/api/v1/search?limit=5')).json()).toEqual({ data: [] });
    expect((await get('/api/v1/search?q=mesa&kind=event_speaker')).json()).toEqual({ data: [] });
  });
});
