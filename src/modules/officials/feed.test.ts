import { expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { each, visit } from '../../../test/harness/visit.ts';
import { useDatabase } from '../../../test/harness/database.ts';
import { countingDb } from '../../../test/harness/statements.ts';
import { insertPerson, TEST_AT } from './fixtures-people.ts';
import { draftInstitution, publishedInstitution } from './institution-fixtures.ts';
import { lastChanged } from './queries/changes.ts';

const site = useApp();
const FEED = '/justiciapedia/feed.xml';

it('tells what changed last, of those in the lists only, and leaves the feed of the whole site to what is written', async () => {
  const { deps } = site;
  const { db } = deps;
  const at = (day: number) => TEST_AT.add({ hours: 24 * day });
  const one = await publishedInstitution(deps, 'Consejo de Ejemplo', { said: [['kind', 'consejo']] });
  await db
    .updateTable('institutions')
    .set({ updated_at: at(2) })
    .where('id', '=', one.id)
    .execute();
  await draftInstitution(deps, 'Consejo en borrador');
  await insertPerson(db, 'Ana Ficticia Reciente', { at: at(3) });
  await insertPerson(db, 'Bea Ficticia Anterior', { at: at(1) });
  await insertPerson(db, 'Cira Ficticia Borrador', { at: at(4), status: 'draft' });
  await insertPerson(db, 'Dora Ficticia Retirada', { at: at(4), delisted: true });
  const { $ } = await visit(site.app, FEED);
  expect(each($, 'entry > title')).toEqual([
    'Ana Ficticia Reciente',
    'Consejo de Ejemplo',
    'Bea Ficticia Anterior',
  ]);
  expect($('entry > id').eq(1).text()).toContain(`/historial/institucion/${one.id}`);
  expect(each((await visit(site.app, '/feed.xml')).$, 'entry > title')).toEqual([]);
  const home = (await visit(site.app, '/justiciapedia')).$;
  expect([home(`link[href$="${FEED}"]`).length, home(`a[href="${FEED}"]`).length]).toEqual([1, 1]);
});

const database = useDatabase();

it('costs two queries, with 1 and with 100 people', async () => {
  const { db, count } = countingDb(database.pool);
  await insertPerson(db, 'Una Ficticia');
  const few = await count(() => lastChanged(db, 50));
  for (let n = 0; n < 99; n++) await insertPerson(db, `Otra Ficticia ${n}`);
  expect([few, await count(() => lastChanged(db, 50)), (await lastChanged(db, 50)).length]).toEqual([
    2, 2, 50,
  ]);
});
