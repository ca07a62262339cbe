/** The maps of the site in parts: all of them together name every public page, once. */
import { load } from 'cheerio';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { visit } from '../../../../test/harness/visit.ts';
import { insertEdition } from '../../events/fixtures.ts';
import { draft, published } from '../../publications/fixtures.ts';

const site = useApp();
const MANY = 10_003;

const locations = async (path: string): Promise<URL[]> => {
  const $ = load((await visit(site.app, path)).body, { xml: true });
  return $('loc')
    .toArray()
    .map((e) => new URL($(e).text()));
};

beforeAll(async () => {
  const { db } = site.deps;
  for (const slug of ['uno', 'dos', 'tres', 'cuatro', 'cinco']) await insertEdition(db, slug);
  await draft(site.deps, 'Borrador secreto');
  const { id } = await published(site.deps, 'Texto');
  await sql`insert into publications
    select copy.* from publications p, generate_series(2, ${MANY}::int) n,
      jsonb_populate_record(p, jsonb_build_object('id', uuidv7(), 'slug', 'texto-' || n)) as copy
    where p.id = ${id}`.execute(db);
});

describe('the map of more pages than one part holds', () => {
  it('has parts of 5,000 that the index names, and every page in one of them', async () => {
    const parts = (await locations('/sitemap.xml')).filter(
      (url) => url.pathname === '/mapa/publicaciones.xml',
    );
    expect(parts.map(({ search }) => search === '')).toEqual([true, false, false]);
    const pages = await Promise.all(parts.map(({ pathname, search }) => locations(pathname + search)));
    expect(pages.map(({ length }) => length)).toEqual([5000, 5000, 3]);
    const wanted = Array.from(
      { length: MANY },
      (_n, n) => `/publicaciones/texto${n === 0 ? '' : `-${n + 1}`}`,
    );
    expect(
      pages
        .flat()
        .map(({ pathname }) => pathname)
        .toSorted(),
    ).toEqual(wanted.toSorted());
  });

  it('goes on where it was when the page at which a part begins is gone', async () => {
    const [, , last] = (await locations('/sitemap.xml')).filter(
      (url) => url.pathname === '/mapa/publicaciones.xml',
    );
    const path = `${last?.pathname ?? ''}${last?.search ?? ''}`;
    const before = await locations(path);
    await site.deps.db
      .deleteFrom('publications')
      .where('id', '=', last?.searchParams.get('desde') ?? '')
      .execute();
    expect(await locations(path)).toEqual(before.slice(1));
  });

  it.each(['desde=nada', 'desde=', "desde='", 'desde=ffffffff-ffff-ffff-ffff-ffffffffffff'])(
    'has no part at %s',
    async (query) => {
      expect((await visit(site.app, `/mapa/publicaciones.xml?${query}`)).status).toBe(404);
    },
  );
});

it('of editions, each with three pages, is cut between editions', async () => {
  const source = site.deps.additions.addresses.find(({ name }) => name === 'encuentros');
  if (!source) throw new Error('editions have no map');
  const { db } = site.deps;
  const starts = await source.starts(db, 6);
  expect(starts).toHaveLength(2);
  const parts = await Promise.all(
    [undefined, ...starts].map(async (from) => await source.list(db, { from, limit: 6 })),
  );
  expect(parts.map(({ length }) => length)).toEqual([6, 6, 3]);
  const paths = parts.flat().map(({ path }) => path);
  expect(new Set(paths).size).toBe(15);
  expect(paths).toContain('/encuentros/cinco/programa');
  // Exactly full is no empty part more.
  expect(await source.starts(db, 15)).toEqual([]);
});
