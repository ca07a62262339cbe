import { expect, it } from 'vitest';
import { useDatabase } from '../../../../test/harness/database.ts';
import { insertPerson } from '../fixtures-people.ts';
import { countFacets, countPeople, processChoices, territoryChoices } from './people.ts';

const database = useDatabase();

it('offers to filter by what there is, from a bounded look', async () => {
  const { db } = database;
  expect([await processChoices(db), await territoryChoices(db)]).toEqual([[], []]);
  expect([await countPeople(db, { facets: [] }), (await countFacets(db, { facets: [] })).size]).toEqual([
    0, 0,
  ]);
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
