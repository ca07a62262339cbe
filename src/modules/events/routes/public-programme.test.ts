import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../app.ts';
import { START, testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { type CountingDb, countingDb } from '../../../../test/harness/statements.ts';
import { type Visit, each, jsonLd, visit, words } from '../../../../test/harness/visit.ts';
import { insertProgramme } from '../fixtures-programme.ts';
import { type EditionFixture, HOSTILE, insertEdition, MARCH_2023 } from '../fixtures.ts';

const database = useDatabase();
let app: FastifyInstance;
let counting: CountingDb;
let now = START;

const at = (iso: string): Temporal.Instant => Temporal.Instant.from(iso);

beforeAll(async () => {
  counting = countingDb(database.pool);
  app = await buildApp(testDeps(counting.db, () => now));
  await app.ready();
});
afterAll(async () => {
  await app.close();
});

async function get(url: string, headers: Record<string, string> = {}): Promise<Visit> {
  return await visit(app, url, headers);
}

async function edition(slug: string, event: EditionFixture['event'] = {}, more: EditionFixture = {}) {
  return await insertEdition(database.db, slug, { ...more, event });
}

describe('a programme of several days', () => {
  beforeAll(async () => {
    const { id } = await edition('grande', {
      title: 'Encuentro grande',
      ends_at: at('2027-03-10T05:00:00Z'),
    });
    await insertProgramme(database.db, id, {
      sessions: 30,
      speakers: 20,
      untimed: 2,
      from: at('2027-03-07T14:00:00Z'),
    });
  });

  const titles = ($: Visit['$']): string[] => each($, '.slot h3, .slot h4');

  it('shows the first day, with real links to the others', async () => {
    const { $ } = await get('/encuentros/grande/programa');
    expect(titles($).length).toBe(10);
    expect($('.tabs a[aria-current]').text().replaceAll(/\s+/g, ' ')).toBe('7 mar 2027 10');
    expect(
      $('.tabs a')
        .map((_, e) => $(e).attr('href'))
        .get(),
    ).toEqual([
      '/encuentros/grande/programa?dia=2027-03-07',
      '/encuentros/grande/programa?dia=2027-03-08',
      '/encuentros/grande/programa?dia=2027-03-09',
      '/encuentros/grande/programa?dia=sin-horario',
    ]);
    expect(words($, '.schedule-day h2')).toBe('domingo, 7 de marzo de 2027');
    expect(words($, '.slot:first-child .slot-time')).toBe('08:00 – 08:50');
  });

  it('tells machines of each session of the day', async () => {
    const { $ } = await get('/encuentros/grande/programa');
    const sessions = jsonLd($)['subEvent'] as Record<string, unknown>[];
    expect(sessions.length).toBe(10);
    expect(sessions[0]).toMatchObject({
      name: 'Sesión de ejemplo 1 sobre transparencia judicial',
      startDate: '2027-03-07T08:00:00-06:00',
      performer: [{ name: 'Persona Ejemplo 001' }, { name: 'Persona Ejemplo 002' }],
    });
  });

  it('shows the day of today while it runs', async () => {
    now = at('2027-03-09T03:00:00Z');
    const { $ } = await get('/encuentros/grande/programa');
    now = START;
    expect(words($, '.schedule-day h2')).toBe('lunes, 8 de marzo de 2027');
  });

  it('goes through filters by track and language, kept while the day changes', async () => {
    const { $ } = await get('/encuentros/grande/programa?dia=2027-03-08&eje=eje-4&idioma=quc');
    expect(titles($)).toEqual(['Sesión de ejemplo 20 sobre transparencia judicial']);
    expect($('select#eje option[selected]').text()).toBe('Tecnología');
    expect($('.tabs a').first().attr('href')).toBe(
      '/encuentros/grande/programa?dia=2027-03-07&eje=eje-4&idioma=quc',
    );
    const all = await get('/encuentros/grande/programa?dia=todos&idioma=quc');
    expect(titles(all.$)).toEqual(
      [10, 20, 30].map((n) => `Sesión de ejemplo ${n} sobre transparencia judicial`),
    );
    expect(words(all.$, '.slot:first-child .slot-body')).toContain('Interpretación: Español, K’iche’');
  });

  it('takes what nobody offered as not asked for', async () => {
    const { $, status } = await get(
      `/encuentros/grande/programa?dia=${encodeURIComponent(HOSTILE)}&eje=%27&idioma=xx`,
    );
    expect(status).toBe(200);
    expect(titles($).length).toBe(10);
  });

  it('is one page for paper', async () => {
    const { $ } = await get('/encuentros/grande/programa?dia=todos');
    expect(titles($).length).toBe(32);
    expect(each($, '.schedule-day h2')).toEqual([
      'domingo, 7 de marzo de 2027',
      'lunes, 8 de marzo de 2027',
      'martes, 9 de marzo de 2027',
      'Horario no publicado',
    ]);
  });

  it('leads to each session and each speaker, and back', async () => {
    const session = await get('/encuentros/grande/sesiones/sesion-10');
    expect(words(session.$, 'h1')).toBe('Sesión de ejemplo 10 sobre transparencia judicial');
    expect(words(session.$, '.facts')).toContain('IdiomaInglés');
    expect(session.$('.prose').attr('lang')).toBe('en');
    const href = session.$('.person a').first().attr('href') ?? '';
    expect(href).toBe('/encuentros/grande/ponentes/persona-19');
    const speaker = await get(href);
    expect(words(speaker.$, 'h1')).toBe('Persona Ejemplo 019');
    expect(titles(speaker.$)).toContain('Sesión de ejemplo 10 sobre transparencia judicial');
    expect(
      speaker
        .$('.breadcrumbs a')
        .map((_, e) => speaker.$(e).attr('href'))
        .get(),
    ).toEqual(['/encuentros', '/encuentros/grande', '/encuentros/grande/ponentes']);
  });

  it('has no link that leads nowhere', async () => {
    const seen = new Set<string>();
    const open = ['/', '/encuentros/grande'];
    for (let url = open.pop(); url !== undefined; url = open.pop()) {
      if (seen.has(url)) continue;
      seen.add(url);
      const { $, status } = await get(url);
      expect([url, status]).toEqual([url, 200]);
      for (const link of $('main a').get()) {
        const path = ($(link).attr('href') ?? '').split('#')[0] ?? '';
        // Registration has its own tests; a calendar has no links.
        if (path.startsWith('/encuentros/grande') && !/registro$|\.ics$/.test(path)) open.push(path);
      }
    }
    expect(seen.size).toBeGreaterThan(50);
  });
});

describe('the number of queries', () => {
  const PATHS = [
    '',
    '/programa',
    '/programa?dia=todos',
    '/sesiones/sesion-1',
    '/ponentes',
    '/ponentes/persona-1',
    '/historial',
    '/programa.ics',
    '/programa.json',
    '/programa.xml',
    '/programa/incrustar',
  ];

  it('of a page is the same for one session and for three hundred', async () => {
    const small = await edition('uno');
    await insertProgramme(database.db, small.id, {
      sessions: 1,
      speakers: 2,
      from: at('2027-03-07T14:00:00Z'),
    });
    const large = await edition('trescientos');
    await insertProgramme(database.db, large.id, {
      sessions: 300,
      speakers: 150,
      from: at('2027-03-07T14:00:00Z'),
    });
    const counts = async (slug: string) => {
      const found: Record<string, number> = {};
      for (const path of PATHS) {
        found[path] = await counting.count(() => get(`/encuentros/${slug}${path}`));
      }
      return found;
    };
    const one = await counts('uno');
    expect(await counts('trescientos')).toEqual(one);
    // Of the edition's own page, each module beside it adds one for its note.
    expect(Math.max(...Object.values(one))).toBeLessThanOrEqual(12);
    expect(Math.min(...Object.values(one))).toBeGreaterThan(0);
  });

  it('of lists is the same for a few editions and for a hundred more', async () => {
    const before = [await counting.count(() => get('/')), await counting.count(() => get('/encuentros'))];
    for (let i = 0; i < 100; i++) await edition(`viejo-${i}`, { ...MARCH_2023, title: `Viejo ${i}` });
    const after = [await counting.count(() => get('/')), await counting.count(() => get('/encuentros'))];
    expect(after).toEqual(before);
  });

  it('leaves nothing out: the list goes on page by page', async () => {
    const seen = new Set<string>();
    let url: string | undefined = '/encuentros';
    while (url) {
      const { $ } = await get(url);
      for (const link of $('#anteriores .card a').get()) seen.add($(link).attr('href') ?? '');
      url = $('.pagination a[rel=next]').attr('href')?.split('#')[0];
    }
    expect([...seen].filter((href) => href.includes('viejo-')).length).toBe(100);
  });
});

describe('texts in another language than the page', () => {
  const spoken = async (url: string, lang: string, selector: string): Promise<(string | undefined)[]> => {
    const { $ } = await get(url, { cookie: `lang=${lang}` });
    return $(selector)
      .map((_, e) => $(e).closest('[lang]').attr('lang'))
      .get();
  };

  it.each([
    ['/encuentros', 'main article h3 a'],
    ['/encuentros/hablado', 'h1, .page-heading .lead p, .slot h3 a, .slot h4 a'],
    [
      '/encuentros/hablado/programa',
      '.page-heading .eyebrow, .breadcrumbs li:nth-child(2) a, .slot h3 a, .slot h4 a',
    ],
    ['/encuentros/hablado/programa/incrustar', 'h1, .slot h3 a, .slot h4 a'],
    ['/encuentros/hablado/sesiones/sesion-1', 'h1, .breadcrumbs li:last-child span'],
    ['/encuentros/hablado/ponentes', '.page-heading .eyebrow'],
    ['/encuentros/hablado/ponentes/persona-1', '.page-heading .eyebrow, .slot h4 a'],
    ['/encuentros/hablado/historial', '.page-heading .eyebrow'],
    ['/', 'main h3 a'],
  ])('say which: %s', async (url, selector) => {
    const found = await spoken(url, 'en', selector);
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found)).toEqual(new Set(['es']));
    expect(new Set(await spoken(url, 'es', `${selector}, main h1`))).toEqual(new Set(['es']));
    const { $ } = await get(url, { cookie: 'lang=es' });
    expect($('main [lang]').length).toBe(0);
  });

  beforeAll(async () => {
    const { id } = await edition('hablado', { title: 'Encuentro hablado', summary: 'En español.' });
    await insertProgramme(database.db, id, { sessions: 3, speakers: 3, from: at('2027-03-07T14:00:00Z') });
  });
});
