import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { load } from 'cheerio';
import { afterEach, describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { parseFrontMatter } from '../../platform/front-matter/parse.ts';
import { writeSetting } from '../../platform/settings/settings.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import { MATERIAL } from './import/fixtures.ts';
import { importFiles } from './import/import-files.ts';
import type { Outcome } from './import/report.ts';
import { filesOf } from './import/walk.ts';
import { loadPublicationSamples } from './samples.ts';
import { samplesSetting } from './settings.ts';

const site = useApp();
const FOLDER = path.resolve(import.meta.dirname, '../../../samples/publications');
const DATA = path.join(MATERIAL, 'data/JusticiaAbierta');

async function empty(): Promise<void> {
  const { deps } = site;
  for (const table of ['publications', 'publication_categories', 'history'] as const)
    await deps.db.deleteFrom(table).execute();
  await withTransaction(deps.db, (trx) => writeSetting(trx, samplesSetting, 'not_yet', deps.now()));
}

afterEach(empty);

describe('the first start', () => {
  it('shows an initiative, an article, the glossary, the laws and the themes', async () => {
    expect(await loadPublicationSamples(site.deps)).toBe('loaded');
    const rows = await site.deps.db
      .selectFrom('publications')
      .select(['type', 'status', (eb) => eb.fn.countAll<number>().as('count')])
      .groupBy(['type', 'status'])
      .orderBy('type')
      .execute();
    expect(rows.map(({ type, status, count }) => [type, status, Number(count)])).toEqual([
      ['article', 'published', 1],
      ['initiative', 'published', 1],
      ['law', 'published', 8],
      ['term', 'published', 20],
    ]);
    const { body } = await site.app.inject('/publicaciones/encuentro-de-justicia-abierta-2023');
    const $ = load(body);
    expect($('h1').text()).toBe('Encuentro de Justicia Abierta 2023');
    expect($('main a[href="/encuentros/encuentro-de-justicia-abierta-2023"]').length).toBeGreaterThan(0);
    expect($('main iframe').length).toBe(0);
    for (const address of ['/iniciativas/encuentro-de-justicia-abierta', '/glosario', '/normas'])
      expect((await site.app.inject(address)).statusCode).toBe(200);
    // Once only: what somebody deletes stays away.
    expect(await loadPublicationSamples(site.deps)).toBeUndefined();
  });

  it('leaves them out with SAMPLES=0, and where something was published before', async () => {
    const without = { ...site.deps, config: { ...site.deps.config, samples: false } };
    expect(await loadPublicationSamples(without)).toBe('left_out');
    expect(await loadPublicationSamples(site.deps)).toBeUndefined();
    await empty();
    await site.deps.db
      .insertInto('history')
      .values({
        record_kind: 'x',
        record_id: 'x',
        actor: 'x',
        actor_role: 'system',
        action: 'x',
        content: '{}',
      } as never)
      .execute();
    expect(await loadPublicationSamples(site.deps)).toBe('left_out');
  });

  it('says of every term and law where it comes from', async () => {
    for (const folder of ['glosario', 'normas'])
      for (const name of await readdir(path.join(FOLDER, folder))) {
        const { values } = parseFrontMatter(await readFile(path.join(FOLDER, folder, name), 'utf8'));
        expect([name, values.get('referencia')]).toEqual([
          name,
          { kind: 'text', text: 'https://redciudadana.org/' },
        ]);
      }
  });
});

// What is published by others stays beside the project; without it only the tests above run.
describe.skipIf(!existsSync(DATA))('the samples beside what they are made of', () => {
  const titlesOf = async (folder: string): Promise<string[]> => {
    const names = await readdir(folder);
    const files = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
    return files.map((text) => JSON.stringify(parseFrontMatter(text).values.get('title'))).toSorted();
  };

  it.each([
    ['glosario', 'glosario-juridico'],
    ['normas', 'normas-explicadas'],
    ['categorias', 'categorias'],
  ])('carry in %s just what %s carries', async (ours, theirs) => {
    expect(await titlesOf(path.join(FOLDER, ours))).toEqual(await titlesOf(path.join(DATA, theirs)));
  });

  it('give way to the real files, as long as nobody has changed them', async () => {
    await loadPublicationSamples(site.deps);
    const outcomes: Outcome[] = [];
    const folders = ['categorias', 'glosario-juridico', 'normas-explicadas'].map((name) =>
      path.join(DATA, name),
    );
    const files = await filesOf([...folders, path.join(MATERIAL, 'seeds')]);
    await importFiles(
      site.deps,
      { kind: 'system', what: 'import' },
      files,
      { dryRun: false, draft: false },
      (outcome) => outcomes.push(outcome),
    );
    const actions = Object.entries(Object.groupBy(outcomes, ({ action }) => action));
    expect(actions.map(([action, list]) => [action, list.length])).toEqual([['changed', 47]]);
  });
});
