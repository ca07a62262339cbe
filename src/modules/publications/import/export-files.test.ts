import { afterEach, describe, expect, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { filesInto } from './fixtures-files.ts';
import { file } from './fixtures.ts';

const database = useDatabase();
const { load, exported, edit } = filesInto(() => testDeps(database.db));

afterEach(async () => {
  await database.db.deleteFrom('publications').execute();
});

describe('exported files', () => {
  it('that end with their closing fence take a text, and go out with it', async () => {
    const fenced = '---\ntitle: Sin texto\nraro: [1,  2]\n---';
    await load([file('v.md', fenced), file('otro.md', '---\ntitle: Otro\n---\nMás.\n')]);
    expect(await exported()).toMatchObject({ 'v.md': fenced });
    await edit('sin-texto', { body: 'Hola.\n' });
    const files = await exported();
    expect(Object.keys(files)).toEqual(['v.md', 'otro.md']);
    expect(files['v.md']).toBe(`${fenced}\nHola.\n`);
  });

  it('whose front matter cannot be changed go out without it, and the others after them', async () => {
    await load([
      file('a.md', '---\ntitle: Uno\nraro: 1\n---\nA.\n'),
      file('b.md', '---\ntitle: Dos\n---\nB.\n'),
    ]);
    await database.db
      .updateTable('publications')
      .set({ front_matter: '---\nroto: [\n---\n' })
      .where('slug', '=', 'uno')
      .execute();
    const files = await exported();
    expect(Object.keys(files)).toEqual(['a.md', 'b.md']);
    expect(files['a.md']).toMatch(/^---\n[^]*title: Uno\n[^]*---\nA\.\n$/);
  });
});
