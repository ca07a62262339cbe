import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../test/harness/database.ts';
import { testDeps } from '../../../../test/harness/app.ts';
import { published } from '../fixtures.ts';
import { filesIn, zipOfPublications } from './archive.ts';

describe('what somebody sends', () => {
  it('is one Markdown file, or all of those in an archive, categories first', () => {
    const one = filesIn('C:\\textos\\código.md', strToU8('hola'));
    expect(one.ok && one.files.map(({ fileName }) => fileName)).toEqual(['código.md']);
    const zip = zipSync({
      'glosario/a.md': strToU8('a'),
      'categorias/z.md': strToU8('z'),
      'foto.png': strToU8('png'),
      '__MACOSX/glosario/a.md': strToU8('x'),
    });
    const many = filesIn('todo.zip', zip);
    expect(many.ok && many.files.map(({ fileName, folders }) => [fileName, folders])).toEqual([
      ['categorias/z.md', ['categorias']],
      ['glosario/a.md', ['glosario']],
    ]);
  });

  it('has its categories first however their folder is written', () => {
    const zip = zipSync({ 'Artículos/a.md': strToU8('a'), 'textos/Categorías/z.md': strToU8('z') });
    const sent = filesIn('todo.zip', zip);
    expect(sent.ok && sent.files.map(({ fileName }) => fileName)).toEqual([
      'textos/Categorías/z.md',
      'Artículos/a.md',
    ]);
  });

  it.each([
    ['a picture', 'foto.png', strToU8('png'), 'nothing'],
    ['an archive without texts', 'a.zip', zipSync({ 'a.png': strToU8('x') }), 'nothing'],
    ['half an archive', 'a.zip', zipSync({ 'a.md': strToU8('x'.repeat(500)) }).subarray(0, 40), 'broken'],
    [
      'what unpacks to more than fits',
      'a.zip',
      zipSync(
        Object.fromEntries(Array.from({ length: 70 }, (_n, n) => [`${n}.md`, new Uint8Array(1_000_000)])),
      ),
      'too_much',
    ],
  ])('is refused when it is %s', (_what, name, bytes, fault) => {
    expect(filesIn(name, bytes)).toEqual({ ok: false, fault });
  });
});

describe('what goes out', () => {
  const database = useDatabase();
  it('is an archive with a file for each', async () => {
    const deps = testDeps(database.db);
    await published(deps, 'Uno');
    await published(deps, 'Dos', { type: 'term' });
    const chunks: Buffer[] = [];
    for await (const chunk of zipOfPublications(deps)) chunks.push(Buffer.from(chunk as Uint8Array));
    const names = Object.keys(unzipSync(Buffer.concat(chunks)));
    expect(names).toEqual(['LICENCIA.md', 'articulos/uno.md', 'glosario/dos.md']);
  });
});
