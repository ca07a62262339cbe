import { describe, expect, it } from 'vitest';
import { testDeps, useApp } from '../../../test/harness/app.ts';
import { useDatabase } from '../../../test/harness/database.ts';
import { loadOfficialSamples } from '../officials/index.ts';
import { loadSelectionSamples } from './samples.ts';

const site = useApp();

describe('the samples', () => {
  it('are loaded once, each process public and with what it cites', async () => {
    await loadOfficialSamples(site.deps, true);
    expect(await loadSelectionSamples(site.deps, true)).toBe('loaded');
    expect(await loadSelectionSamples(site.deps, true)).toBeUndefined();
    const { db } = site.deps;
    const rows = await db.selectFrom('selections').select(['id', 'slug', 'status']).execute();
    expect(rows.map(({ slug }) => slug)).toEqual(
      expect.arrayContaining(['fiscal-general-2018', 'fiscal-general-2022', 'fiscal-general-2026']),
    );
    expect(rows.every(({ status }) => status === 'published')).toBe(true);
    const citing = await db
      .selectFrom('citations')
      .select('record_id')
      .where('record_kind', '=', 'selection')
      .distinct()
      .execute();
    expect(citing).toHaveLength(rows.length);
  }, 60_000);
});

describe('where the program is in use already', () => {
  const database = useDatabase();

  it('there are none', async () => {
    expect(await loadSelectionSamples(testDeps(database.db), false)).toBe('left_out');
    expect(await database.db.selectFrom('selections').select('id').execute()).toEqual([]);
  });
});
