/** The library as everybody reads it: pages, feed, API. */
import { beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../app.ts';
import { useApp } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { testDeps } from '../../../../test/harness/app.ts';
import { countingDb } from '../../../../test/harness/statements.ts';
import { each, jsonLd, under, visit, words } from '../../../../test/harness/visit.ts';
import { insertEdition } from '../../events/fixtures.ts';
import { exampleAuthor, exampleText, insertCall, sending, shelve } from '../fixtures.ts';

const site = useApp();
const slugs: Record<string, string> = {};
beforeAll(async () => {
  const { db } = site.deps;
  const event = await insertEdition(db, 'origen', { event: { title: 'Encuentro de origen' } });
  const other = await insertEdition(db, 'otro', {
    event: {
      title: 'Otro encuentro',
      starts_at: Temporal.Instant.from('2028-01-01T03:00:00Z'),
      ends_at: Temporal.Instant.from('2028-01-02T00:00:00Z'),
    },
  });
  const draft = await insertEdition(db, 'borrador');
  for (const { id } of [event, other, draft]) await insertCall(db, id);
  const shelf = async (
    name: string,
    place: typeof event,
    more: Parameters<typeof sending>[1],
    item: Parameters<typeof shelve>[3] = {},
  ) => {
    const text = exampleText(name, { title: `Caso ${name}` });
    slugs[name] = (await shelve(site.deps, place, sending(name, { text, ...more }), item)).slug;
    site.setNow(site.deps.now().add({ minutes: 1 }));
  };
  await shelf('uno', event, {});
  await shelf(
    'dos',
    other,
    {
      kind: 'lesson',
      text: exampleText('dos', { title: 'Lección Ñandú', topic: 'data', languages: ['quc'] }),
      author: exampleAuthor('dos', { appears: 'reserved' }),
    },
    { country: 'México' },
  );
  await shelf('tres', event, { author: exampleAuthor('tres', { appears: 'organization' }) });
  await shelf('cuatro', draft, {});
  await db.updateTable('events').set({ visibility: 'draft' }).where('slug', '=', 'borrador').execute();
});

const titles = async (query: string) => each((await visit(site.app, `/biblioteca${query}`)).$, '.card h2');

describe('the list', () => {
  it('has the latest first, and filters by all that there is to choose from', async () => {
    expect(await titles('')).toEqual(['Caso cuatro', 'Caso tres', 'Lección Ñandú', 'Caso uno']);
    expect(await titles('?tipo=lesson')).toEqual(['Lección Ñandú']);
    expect(await titles('?tema=data')).toEqual(['Lección Ñandú']);
    expect(await titles('?pais=M%C3%A9xico')).toEqual(['Lección Ñandú']);
    expect(await titles('?encuentro=origen')).toEqual(['Caso tres', 'Caso uno']);
    expect(await titles('?encuentro=borrador')).toEqual([]);
    // The year of the edition in its own zone: in Guatemala it began on the last day of 2027.
    expect(await titles('?anio=2027')).toHaveLength(4);
    expect(await titles('?anio=2028')).toEqual([]);
    expect(await titles('?idioma=quc')).toEqual(['Lección Ñandú']);
    expect(await titles('?q=NANDU')).toEqual(['Lección Ñandú']);
    expect(await titles('?q=organizacion+inventada+tres')).toEqual(['Caso tres']);
    expect(await titles('?q=nandu&tipo=case')).toEqual([]);
  });

  it.each([
    '?tipo=poema',
    '?anio=x',
    '?q=%00zzz',
    '?q=%3A%26%7C',
    '?q=%F0%9F%92%A9',
    `?q=${'a'.repeat(5000)}`,
    "?tema='",
  ])('finds nothing for %s', async (query) => {
    expect((await visit(site.app, `/biblioteca${query.slice(0, 2000)}`)).status).toBe(200);
    expect(await titles(query.slice(0, 2000))).toEqual([]);
  });

  it('says in words what will be there while there is nothing', async () => {
    const page = await visit(site.app, '/biblioteca?q=inexistente');
    expect(words(page.$, '.empty-state h2')).toBe('Nada coincide con lo que busca');
    expect((await visit(site.app, '/biblioteca?after=x')).status).toBe(422);
  });
});

describe('one of them', () => {
  it('says what was done, what shows it, what was learned, who and where from', async () => {
    const page = await visit(site.app, `/biblioteca/${slugs['uno']}`);
    expect(under(page.$, 'Qué se hizo')).toContain('Se publicó la agenda cada lunes.');
    expect(under(page.$, 'Evidencia')).toContain('Fuente: ejemplo.test · lunes, 2 de marzo de 2026');
    expect(words(page.$, 'aside')).toContain('Autora Ficticia uno · Organización Inventada uno');
    expect(page.$('aside a[href="/encuentros/origen"]')).toHaveLength(1);
    expect(jsonLd(page.$)).toMatchObject({
      '@type': 'Article',
      headline: 'Caso uno',
      author: [{ '@type': 'Person', name: 'Autora Ficticia uno' }],
      isPartOf: { '@type': 'Event', name: 'Encuentro de origen' },
      citation: ['https://ejemplo.test/visitas'],
    });
    expect(page.$('meta[property="og:title"]').attr('content')).toBe('Caso uno');
    const moved = await site.app.inject(`/biblioteca/${slugs['uno']}/historial`);
    expect(moved.statusCode).toBe(301);
    const history = await visit(site.app, String(moved.headers.location));
    expect(each(history.$, '.timeline h2')).toEqual(['Se publicó']);
  });

  it('names nobody who did not want to be named, in no format', async () => {
    for (const [name, shown] of [
      ['dos', false],
      ['tres', true],
    ] as const) {
      for (const url of [
        `/biblioteca/${slugs[name]}`,
        `/api/v1/library/${slugs[name]}`,
        '/biblioteca/feed.xml',
      ]) {
        const { body } = await visit(site.app, url);
        expect(body).not.toContain(`Autora Ficticia ${name}`);
        expect([url, body.includes(`Organización Inventada ${name}`)]).toEqual([url, shown]);
      }
    }
  });

  it('born in a draft says nothing of it', async () => {
    expect(
      (await visit(site.app, `/biblioteca/${slugs['cuatro']}`)).$('aside a[href^="/encuentros/"]'),
    ).toHaveLength(0);
  });
});

describe('for programs', () => {
  it('the feed is Atom, the latest first', async () => {
    const feed = await visit(site.app, '/biblioteca/feed.xml');
    expect(feed.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    expect([...feed.body.matchAll(/<entry>\n<id>[^<]*<\/id>\n<title>([^<]*)/g)].map((m) => m[1])).toEqual([
      'Caso cuatro',
      'Caso tres',
      'Lección Ñandú',
      'Caso uno',
    ]);
  });

  it('the API pages, filters and describes itself', async () => {
    const first = await visit(site.app, '/api/v1/library?limit=1&kind=case');
    const list = JSON.parse(first.body) as { data: { slug: string; title: string }[] };
    expect(list.data.map(({ title }) => title)).toEqual(['Caso cuatro']);
    const next =
      /<http:\/\/localhost:3000([^>]+)>; rel="next"/.exec(String(first.headers['link']))?.[1] ?? '';
    const second = JSON.parse((await visit(site.app, next)).body) as typeof list;
    expect(second.data.map(({ title }) => title)).toEqual(['Caso tres']);
    const item = JSON.parse((await visit(site.app, `/api/v1/library/${slugs['uno']}`)).body) as Record<
      string,
      unknown
    >;
    expect(item).toMatchObject({ slug: slugs['uno'], event: { slug: 'origen' }, year: 2027, session: null });
    expect((await visit(site.app, '/api/v1/library/nada')).status).toBe(404);
    const described = JSON.parse((await visit(site.app, '/api/v1/openapi.json')).body) as { paths: object };
    expect(Object.keys(described.paths)).toContain('/api/v1/library/{slug}');
  });
});

describe('its cost', () => {
  const database = useDatabase();
  it('is the same with one item and with a hundred', async () => {
    const counting = countingDb(database.pool);
    const deps = { ...testDeps(database.db), db: counting.db };
    const app = await buildApp(deps);
    const event = await insertEdition(database.db, 'muchos');
    await insertCall(database.db, event.id);
    const urls = [
      '/biblioteca',
      '/biblioteca/feed.xml',
      '/api/v1/library?limit=100',
      '/biblioteca/audiencias-abiertas-0',
    ];
    const costs = async () => {
      const counts: number[] = [];
      for (const url of urls) counts.push(await counting.count(() => app.inject({ url })));
      return counts;
    };
    await shelve(deps, event, sending('0'));
    const one = await costs();
    await Promise.all(Array.from({ length: 99 }, (_, n) => shelve(deps, event, sending(n + 1))));
    expect(await costs()).toEqual(one);
    expect(Math.max(...one)).toBeLessThanOrEqual(5);
    const page = await visit(app, '/biblioteca');
    expect(page.$('.card')).toHaveLength(24);
    const next = page.$('a[rel=next]').attr('href') ?? '';
    const second = await visit(app, next);
    expect(second.$('.card')).toHaveLength(24);
    expect(each(second.$, '.card h2').filter((title) => each(page.$, '.card h2').includes(title))).toEqual(
      [],
    );
    await app.close();
  }, 60_000);
});
