import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { useDatabase } from '../../../../test/harness/database.ts';
import { insertPerson } from '../fixtures-people.ts';
import {
  countFacets,
  listPeople,
  MOST_COUNTED,
  PEOPLE_CURSOR,
  processChoices,
  territoryChoices,
} from './people.ts';

const database = useDatabase();

it('offers to filter by what there is, from a bounded look', async () => {
  const { db } = database;
  expect([await processChoices(db), await territoryChoices(db)]).toEqual([[], []]);
  expect(await listPeople(db, { facets: [] }, { after: undefined, limit: 5 })).toEqual({
    items: [],
    next: undefined,
    count: 0,
  });
  expect((await countFacets(db, { facets: [] })).size).toBe(0);
  await insertPerson(db, 'Ana Ficticia', {
    tenures: [
      { kind: 'candidacy', process: 'Proceso Uno', territory: 'Petén' },
      { kind: 'candidacy', process: 'Proceso Dos', territory: 'Izabal' },
    ],
  });
  await insertPerson(db, 'Berta Ficticia', { status: 'draft', tenures: [{ process: 'Proceso Oculto' }] });
  expect(await processChoices(db)).toEqual([
    { key: 'proceso-dos', name: 'Proceso Dos' },
    { key: 'proceso-uno', name: 'Proceso Uno' },
  ]);
  expect(await territoryChoices(db)).toEqual(['Izabal', 'Petén']);
  expect((await countFacets(db, { facets: ['t:peten'] })).get('e:proceso-dos')).toBe(1);
});

it('lists few and many the same way: each once, in order, page after page', async () => {
  const { db } = database;
  const people = 5040;
  await sql`insert into people (id, canonical_id, slug, status, kind, name, name_key, sort_key, created_at, updated_at)
    select id, id, 'fila-' || n, 'published', 'candidate', 'Fila ' || n, 'fila ' || n, 'fila ' || lpad((n % 300)::text, 3, '0'), now(), now()
    from (select n, gen_random_uuid() as id from generate_series(1, ${people}) n) made`.execute(db);
  await sql`insert into person_listings (person_id, sort_key, facets)
    select id, sort_key, array['fila', 'resto:' || right(slug, 1)] from people where slug like 'fila-%'`.execute(
    db,
  );
  const sorted = (rest: string) =>
    sql<{
      slug: string;
    }>`select slug from people where slug like ${`fila-%${rest}`} order by sort_key, id`.execute(db);
  for (const [facets, rest, count] of [
    [['fila'], '', MOST_COUNTED + 1],
    [['fila', 'resto:7'], '7', 504],
    [['fila', 'resto:x'], 'x', 0],
  ] as const) {
    const seen: string[] = [];
    let next: string | undefined;
    do {
      const after = next === undefined ? undefined : PEOPLE_CURSOR.read(next);
      const found = await listPeople(db, { facets }, { after, limit: 100 });
      expect(found.count).toBe(count);
      seen.push(...found.items.map(({ slug }) => slug));
      next = found.next;
    } while (next !== undefined);
    expect(seen).toEqual((await sorted(rest)).rows.map(({ slug }) => slug));
  }
});
