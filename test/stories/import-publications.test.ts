/** Publications from files and back to files through the command line. */
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import {
  ARTICLE,
  CATEGORY,
  INITIATIVE,
  LAW,
  TERM,
  VIDEO,
} from '../../src/modules/publications/import/fixtures.ts';
import { runVerb, startProgram, statusOf, useProgram } from '../harness/program.ts';

const program = useProgram();

const FILES: Record<string, string> = {
  '000_seed.txt': INITIATIVE,
  '001_seed.txt': ARTICLE,
  'categorias/2023-04-27-género.md': CATEGORY,
  'glosario/2024-07-02-palabra.md': TERM,
  'normas/2024-07-02-norma.md': LAW,
  'videos/2023-07-04-vídeo.md': VIDEO,
};

async function readFolder(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  const read = files.map(async ({ parentPath, name }) => {
    const file = path.join(parentPath, name);
    return [path.relative(folder, file), await readFile(file, 'utf8')] as const;
  });
  return Object.fromEntries((await Promise.all(read)).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

it('takes a folder in, gives it back, and says what it did', { timeout: 180_000 }, async () => {
  const data = await program.prepared();
  const near = path.dirname(data);
  const folder = path.join(near, 'textos');
  for (const [name, text] of Object.entries(FILES)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  const bad = path.join(folder, 'glosario/mala.md');
  await writeFile(bad, '---\ntitle: a\ntitle: b\n---\n');
  const env = { LANG: 'es_GT.UTF-8' };

  const server = startProgram(data, ['serve']);
  const site = await server.ready;
  const tried = await runVerb(data, ['import', 'publication', folder, '--dry-run'], { env });
  expect(tried.code).toBe(0);
  expect(tried.said).toContain(`${bad}:3:1: rechazado: Este nombre está dos veces: deje uno`);
  expect(tried.said).toContain(
    'creados 6, cambiados 0, sin cambio 0, cambiados aquí y dejados 0, rechazados 1\nEnsayo: se puede escribir; no se escribió nada.',
  );
  expect(await statusOf(`${site}/iniciativas/encuentro-de-ejemplo`)).toBe(404);
  expect(await runVerb(data, ['import', 'publication', folder])).toMatchObject({ code: 0 });
  for (const address of [
    '/iniciativas/encuentro-de-ejemplo',
    '/publicaciones/encuentro-de-ejemplo-2023',
    '/glosario/palabra-de-ejemplo',
    '/normas/norma-de-ejemplo',
    '/publicaciones/video-de-ejemplo',
  ])
    expect([address, await statusOf(site + address)]).toEqual([address, 200]);

  // Everything is there already, and the one that is not is refused again: nothing was written.
  const again = await runVerb(data, ['import', 'publication', folder]);
  expect(again.code).toBe(1);
  expect(again.said).toContain('created 0, changed 0, left 6, changed here and left 0, refused 1');
  expect(again.said).toContain('Nothing was written.');
  const seed = path.join(folder, '000_seed.txt');
  const gone = await runVerb(data, ['import', 'publication', seed, `${seed}.gone`]);
  expect(gone.code).toBe(1);
  expect(gone.said).toContain("000_seed.txt.gone can't be read (ENOENT). Nothing was written.");
  expect(await runVerb(data, ['import', 'publication'])).toMatchObject({ code: 2 });
  expect(await runVerb(data, ['import', 'publication', seed, '--type', 'poema'])).toMatchObject({ code: 2 });

  const out = path.join(near, 'salida');
  expect(await runVerb(data, ['export', 'publication', out])).toMatchObject({ code: 0 });
  const { 'LICENCIA.md': licences, ...content } = await readFolder(out);
  expect(content).toEqual(FILES);
  expect(licences).toContain('- Textos: [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)');
  // Into the folder itself: nothing else to write, and what somebody changed there is not lost.
  const same = await runVerb(data, ['export', 'publication', folder]);
  expect(same.said).toContain('1 files written, 6 left as they were.');
  await writeFile(path.join(out, '000_seed.txt'), 'Otra cosa');
  const other = await runVerb(data, ['export', 'publication', out]);
  expect(other.code).toBe(1);
  expect(other.said).toContain('has 1 files that say something else, e.g. 000_seed.txt.');
  expect((await readFolder(out))['000_seed.txt']).toBe('Otra cosa');
  expect(await runVerb(data, ['export', 'publication', out, '--replace'])).toMatchObject({ code: 0 });
  expect(await readFolder(out)).toEqual({ ...FILES, 'LICENCIA.md': licences });
  // What was taken out is read again as it lies there: the licences are nobody's publication.
  const back = await runVerb(data, ['import', 'publication', out]);
  expect(back.said).toContain('created 0, changed 0, left 6, changed here and left 0, refused 0');
  // A folder that spells its accents in two signs is written as it spells them.
  await rename(
    path.join(out, 'videos/2023-07-04-vídeo.md'),
    path.join(out, 'videos/2023-07-04-vi\u0301deo.md'),
  );
  const spelled = await runVerb(data, ['export', 'publication', out]);
  expect(spelled.said).toContain('0 files written, 7 left as they were.');
  expect(await readdir(path.join(out, 'videos'))).toEqual(['2023-07-04-vi\u0301deo.md']);
  // What is public is corrected, and its history says why.
  await writeFile(path.join(out, '000_seed.txt'), `${FILES['000_seed.txt']} Tercero.`);
  const why = ['--reason', 'Faltaba un párrafo.'];
  const corrected = await runVerb(data, ['import', 'publication', out, ...why]);
  expect(corrected.said).toContain('created 0, changed 1, left 5, changed here and left 0, refused 0');
  const page = await (await fetch(`${site}/iniciativas/encuentro-de-ejemplo`)).text();
  const history = /href="(\/historial\/[^"]+)"/.exec(page)?.[1] ?? 'no history';
  expect(await (await fetch(site + history)).text()).toContain('Faltaba un párrafo.');
  expect(await runVerb(data, ['import', 'event', seed, ...why])).toMatchObject({ code: 2 });
  for (const none of ['\u200B ', 'x'.repeat(301)])
    expect(await runVerb(data, ['import', 'publication', out, '--reason', none])).toMatchObject({ code: 2 });
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
});
