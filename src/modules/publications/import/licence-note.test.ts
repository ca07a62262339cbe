import { unzipSync } from 'fflate';
import { afterEach, expect, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { licencesSetting } from '../../../platform/settings/licences.ts';
import { forgetSettings, writeSetting } from '../../../platform/settings/settings.ts';
import { filesIn, zipOfPublications } from './archive.ts';
import { ARTICLE, CATEGORY, file, TERM } from './fixtures.ts';
import { importFiles, type ImportOptions } from './import-files.ts';
import type { ImportFile } from './walk.ts';

const database = useDatabase();

const load = (files: Iterable<ImportFile>, options: Partial<ImportOptions> = {}) =>
  importFiles(testDeps(database.db), { kind: 'system', what: 'import' }, files, {
    dryRun: false,
    draft: false,
    ...options,
  });

async function zip(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of zipOfPublications({ db: database.db }))
    chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

/** Each name with its bytes, in the order of the archive. */
const within = (bytes: Buffer) =>
  Object.entries(unzipSync(bytes)).map(([name, content]) => [name, Buffer.from(content).toString()]);

const sent = (bytes: Buffer): ImportFile[] => {
  const found = filesIn('todo.zip', bytes);
  if (!found.ok) throw new Error(found.fault);
  return found.files;
};

async function empty(): Promise<void> {
  await database.db.deleteFrom('publications').execute();
  await database.db.deleteFrom('publication_categories').execute();
}
afterEach(empty);

it('stands first, in Spanish and in English, with the licences of today', async () => {
  await withTransaction(database.db, (trx) =>
    writeSetting(
      trx,
      licencesSetting,
      { texts: 'CC-BY-SA-4.0', media: 'reserved', data: 'ODbL-1.0' },
      Temporal.Now.instant(),
    ),
  );
  forgetSettings(database.db);
  expect(within(await zip())).toEqual([
    [
      'LICENCIA.md',
      `---
type: licencia
textos: CC-BY-SA-4.0
medios: reserved
datos: ODbL-1.0
---
# Licencias

Bajo qué licencia se puede usar lo que publica Justicia Abierta, salvo que se diga otra cosa junto a ello. Lo que otras personas aportan conserva la licencia que aceptaron.

- Textos: [CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/)
- Imágenes y otros medios: Derechos reservados
- Datos: [ODbL 1.0](https://opendatacommons.org/licenses/odbl/1-0/)

# Licences

Under which licence what Justicia Abierta publishes may be used, unless it says otherwise beside it. What others contribute keeps the licence they agreed to.

- Texts: [CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/)
- Pictures and other media: All rights reserved
- Data: [ODbL 1.0](https://opendatacommons.org/licenses/odbl/1-0/)
`,
    ],
  ]);
  await database.db.deleteFrom('settings').execute();
  forgetSettings(database.db);
});

it('is passed over, so that what goes out, in and out again is the same, byte for byte', async () => {
  await load([
    file('categorias/uno.md', CATEGORY),
    file('a/dos.md', ARTICLE),
    file('glosario/tres.md', TERM),
  ]);
  const first = await zip();
  const names = ['LICENCIA.md', 'categorias/uno.md', 'a/dos.md', 'glosario/tres.md'];
  expect(within(first).map(([name]) => name)).toEqual(names);
  const left = { created: 0, changed: 0, left: 3, changed_here: 0, refused: 0 };
  expect((await load(sent(first))).totals).toEqual(left);
  await empty();
  // Whatever the files are told to be, and also in a folder around the whole.
  const around = sent(first).map((one) => ({ ...one, fileName: `salida/${one.fileName}` }));
  expect((await load(around, { dryRun: true, kind: 'article' })).totals.created).toBe(3);
  expect((await load(sent(first))).totals).toEqual({ ...left, created: 3, left: 0 });
  expect(within(await zip())).toEqual(within(first));
});

it('takes no place from a text in a file of the same name', async () => {
  const own = '---\ntitle: Qué es una licencia\n---\nTexto.\n';
  expect((await load([file('LICENCIA.md', own)])).totals.created).toBe(1);
  const first = within(await zip());
  expect(first.map(([name]) => name)).toEqual(['LICENCIA.md', 'articulos/LICENCIA.md']);
  expect(first[1]?.[1]).toBe(own);
  await empty();
  expect((await load(first.map(([name, text]) => file(name ?? '', text ?? '')))).totals.created).toBe(1);
  expect(within(await zip())).toEqual(first);
});
