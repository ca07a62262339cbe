import { describe, expect, it } from 'vitest';
import { testDeps, useApp } from '../../../test/harness/app.ts';
import { useDatabase } from '../../../test/harness/database.ts';
import { visit } from '../../../test/harness/visit.ts';
import { run } from '../../platform/db/outcome.ts';
import { sayOfInstitution } from './commands/institution-statements.ts';
import { undoInstitutions } from './commands/undo-institutions.ts';
import { actBy, done } from './institution-fixtures.ts';
import { loadOfficialSamples } from './samples.ts';

const site = useApp();

describe('the samples', () => {
  it('are the institutions with their posts; every fact has a source, and each page stands', async () => {
    expect(await loadOfficialSamples(site.deps, true)).toBe('loaded');
    expect(await loadOfficialSamples(site.deps, true)).toBeUndefined();
    const rows = await site.deps.db
      .selectFrom('institutions')
      .select(['slug', 'status', 'parent_id'])
      .execute();
    expect([rows.length, rows.filter(({ parent_id: above }) => above !== null).length]).toEqual([12, 3]);
    expect(rows.every(({ status }) => status === 'published')).toBe(true);
    const without = await site.deps.db
      .selectFrom('statements')
      .select('id')
      .where('source_id', 'is', null)
      .execute();
    expect(without).toEqual([]);
    expect(await site.deps.db.selectFrom('posts').select('id').execute()).toHaveLength(11);
    for (const { slug } of rows) {
      const page = await visit(site.app, `/justiciapedia/instituciones/${slug}`);
      expect([slug, page.status, page.$('.notes > li').length > 0]).toEqual([slug, 200, true]);
      const { $ } = page;
      const ids = $('[id]')
        .toArray()
        .map((one) => $(one).attr('id'));
      const to = $('a[href^="#"]')
        .toArray()
        .map((link) => $(link).attr('href')?.slice(1));
      expect([slug, ids.filter((id, at) => ids.indexOf(id) !== at)]).toEqual([slug, []]);
      expect([slug, to.filter((id) => !ids.includes(id))]).toEqual([slug, []]);
    }
  });

  it('are taken back as the import that they are', async () => {
    const { id } = await site.deps.db.selectFrom('official_imports').select('id').executeTakeFirstOrThrow();
    const said = { property: 'mission', value: { text: 'Otra' }, place: undefined };
    const [one] = await site.deps.db.selectFrom('institutions').select(['id', 'slug']).execute();
    const target = { id: one?.id ?? '' };
    await done(site.deps, (trx) => sayOfInstitution(trx, actBy(site.deps), target, said));
    // What somebody has added since is not thrown away.
    expect(await run(site.deps.db, (trx) => undoInstitutions(trx, actBy(site.deps), id))).toMatchObject({
      refused: 'in_use',
      detail: { statements: '1' },
    });
    await site.deps.db.deleteFrom('statements').where('import_id', 'is', null).execute();
    const undone = await done(site.deps, (trx) => undoInstitutions(trx, actBy(site.deps), id));
    expect(undone).toMatchObject({ removed: 12, changed: 0 });
    expect(await site.deps.db.selectFrom('statements').select('id').execute()).toEqual([]);
    const page = await visit(site.app, `/justiciapedia/instituciones/${one?.slug ?? ''}`);
    expect(page.status).toBe(410);
  });
});

describe('where the program is in use already', () => {
  const database = useDatabase();

  it('there are none', async () => {
    expect(await loadOfficialSamples(testDeps(database.db), false)).toBe('left_out');
    expect(await database.db.selectFrom('institutions').select('id').execute()).toEqual([]);
  });
});
