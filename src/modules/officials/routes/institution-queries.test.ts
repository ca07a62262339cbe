/** The pages of institutions ask the same number of questions, whatever there is. */
import { expect, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { countingDb } from '../../../../test/harness/statements.ts';
import { buildApp } from '../../../app.ts';
import { run } from '../../../platform/db/outcome.ts';
import { sayOfInstitution } from '../commands/institution-statements.ts';
import { createInstitution } from '../commands/institutions.ts';
import { actBy, examplePost, publishedInstitution } from '../institution-fixtures.ts';

const database = useDatabase();
const INSTITUTIONS = '/justiciapedia/instituciones';

it('does not grow with what there is', async () => {
  const { db, count } = countingDb(database.pool);
  const deps = testDeps(db);
  const app = await buildApp(deps);
  await app.ready();
  const top = await publishedInstitution(deps, 'Cabeza', { said: [['kind', 'consejo']] });
  const post = await examplePost(deps, top, 'Cargo 1');
  await db.updateTable('posts').set({ seats: 3 }).where('id', '=', post).execute();
  const paths = ['/justiciapedia', INSTITUTIONS, `${INSTITUTIONS}/cabeza`, '/api/v1/institutions/cabeza'];
  const counts = async () => {
    const all: number[] = [];
    for (const url of paths) all.push(await count(() => app.inject({ url })));
    return all;
  };
  const few = await counts();
  const place = { sourceId: top.source };
  await run(db, async (trx) => {
    for (let at = 0; at < 100; at++) {
      const made = await createInstitution(trx, actBy(deps), {
        name: { property: 'name', value: { text: `Parte ${at}` }, place },
      });
      if (!made.ok) return made;
      await trx
        .updateTable('institutions')
        .set({ parent_id: top.id, status: 'published' })
        .where('id', '=', made.id)
        .execute();
      await sayOfInstitution(trx, actBy(deps), top, {
        property: 'function',
        value: { text: `Función ${at}` },
        place,
      });
    }
    return { ok: true };
  });
  expect(await counts()).toEqual(few);
  expect(Math.max(...few)).toBeLessThanOrEqual(12);
  await app.close();
});
