/** Files as an attacker or bad luck makes them: each is taken or refused by itself, and none spoils the export of all. */
import { deflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { draft } from '../fixtures.ts';
import { filesIn } from './archive.ts';
import { exportFiles } from './export-files.ts';
import { file } from './fixtures.ts';
import { importFiles } from './import-files.ts';
import type { Outcome } from './report.ts';
import type { ImportFile } from './walk.ts';

const database = useDatabase();
const ACTOR = { kind: 'system', what: 'import' } as const;
const GOOD = file('zz-buena.md', '---\ntitle: Buena\n---\nTexto.\n');

async function load(files: Iterable<ImportFile>): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const options = { dryRun: false, draft: false };
  await importFiles(testDeps(database.db), ACTOR, files, options, (one) => outcomes.push(one));
  return outcomes;
}

async function exported(): Promise<ImportFile[]> {
  const files = await Array.fromAsync(exportFiles({ db: database.db }));
  return files.map(({ path, text }) => file(path, text));
}

const textOf = async (one: ImportFile | undefined) => Buffer.from((await one?.read()) ?? []).toString();

afterEach(async () => {
  await database.db.deleteFrom('publications').execute();
  await database.db.deleteFrom('publication_categories').execute();
});

describe('one file', () => {
  const row = async () =>
    await database.db
      .selectFrom('publications')
      .select(['author_email', 'image', 'file_name', 'date', 'law', 'slug'])
      .where('title', '=', 'Rara')
      .executeTakeFirst();

  it.each([
    ['a mail with a null sign', 'a.md', 'correo: "a\\0b@c.de"', { author_email: 'ab@c.de' }],
    ['a picture with a null sign', 'a.md', 'image: "/fo\\0to.png"', { image: '/foto.png' }],
    ['a picture with half a letter', 'a.md', 'image: "/fo\\ud800to.png"', { image: '/foto.png' }],
    ['a name with a null sign', 'a\0b.md', '', { file_name: 'ab.md' }],
    ['a name that turns a line around', 'a\u202Egpj.md', '', { file_name: 'agpj.md' }],
    ['a year before all feeds', 'a.md', 'date: 0000-01-01T00:00:00Z', { date: null }],
    ['a year after all feeds', 'a.md', 'date: 9999-12-31T23:59:59-12:00', { date: null }],
    ['names of objects', 'a.md', '__proto__: {date: 1}\nconstructor: x', { slug: 'rara' }],
  ])('with %s is taken, and so is the next', async (_what, name, line, expected) => {
    const zip = zipSync({ [name]: strToU8(`---\ntitle: Rara\n${line}\n---\nTexto.\n`) });
    const sent = filesIn('todo.zip', zip);
    expect(sent.ok).toBe(true);
    const outcomes = await load([...(sent.ok ? sent.files : []), GOOD]);
    expect(outcomes.map(({ action }) => action)).toEqual(['created', 'created']);
    expect(await row()).toMatchObject(expected);
  });

  it('with a fact cut in the middle of a sign is kept without the half of it', async () => {
    const text = `---\ntitle: Rara\nparaque: "x${'😀'.repeat(2600)}"\n---\nTexto.\n`;
    const outcomes = await load([file('normas/a.md', text), GOOD]);
    expect(outcomes.map(({ action }) => action)).toEqual(['created', 'created']);
    expect((await row())?.law?.purpose).toBe(`x${'😀'.repeat(2459)}…`);
  });

  it('with a theme in letters that no address has gets an address of its own', async () => {
    const outcomes = await load([
      file('categorias/一.md', '---\ntitle: 司法\n---\n'),
      file('categorias/二.md', '---\ntitle: 選挙\n---\n'),
    ]);
    expect(outcomes.map(({ action }) => action)).toEqual(['created', 'created']);
    const rows = await database.db.selectFrom('publication_categories').select(['slug', 'title']).execute();
    expect(new Set(rows.map(({ slug }) => slug)).size).toBe(2);
  });
});

it.each([
  ['an alias that leads nowhere', '---\n{title: Rara, nota: *urgente}\n---\nTexto.\n'],
  [
    'more aliases than are followed',
    `---\ntitle: &t Rara\n${Array.from({ length: 150 }, (_none, n) => `k${n}: *t`).join('\n')}\n---\nTexto.\n`,
  ],
])('with %s, changed here meanwhile, is left, and the next is taken', async (_what, text) => {
  const first = file('a.md', text);
  expect((await load([first])).map(({ action }) => action)).toEqual(['created']);
  await database.db.updateTable('publications').set({ title: 'Otra' }).execute();
  const outcomes = await load([first, GOOD]);
  expect(outcomes.map(({ action }) => action)).toEqual(['changed_here', 'created']);
  expect(await exported()).toHaveLength(2);
});

it('sent twice at once is there once', async () => {
  const files = Array.from({ length: 6 }, (_none, n) =>
    file(`${n}.md`, `---\ntitle: Artículo ${n}\n---\nTexto.\n`),
  );
  const both = await Promise.all([load(files), load(files)]);
  const said = both.flat().map(({ action }) => action);
  expect(said.toSorted()).toEqual([...files.map(() => 'created'), ...files.map(() => 'left')]);
  const { length } = await database.db.selectFrom('publications').select('id').execute();
  expect(length).toBe(files.length);
});

/** An archive whose one entry says of itself what it likes. */
function archiveOf(
  name: string,
  packed: Buffer,
  { size, method = 8, flags = 0x800 }: Record<string, number>,
) {
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  const list = Buffer.alloc(46);
  list.writeUInt32LE(0x02014b50, 0);
  for (const [part, at] of [[local, 6] as const, [list, 8] as const]) {
    part.writeUInt16LE(flags, at);
    part.writeUInt16LE(method, at + 2);
    part.writeUInt32LE(packed.length, at + 12);
    part.writeUInt32LE(size ?? 0, at + 16);
    part.writeUInt16LE(name.length, at + 20);
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  return Buffer.concat([local, Buffer.from(name), packed, list, Buffer.from(name), end]);
}

describe('an archive', () => {
  const text = Buffer.from('---\ntitle: Rara\n---\nTexto.\n');
  const packed = deflateRawSync(text);
  const firstOf = (archive: Buffer): ImportFile => {
    const sent = filesIn('a.zip', archive);
    if (!sent.ok || !sent.files[0]) throw new Error('nothing in it');
    return sent.files[0];
  };

  it('that tells the truth is read', async () => {
    expect(await textOf(firstOf(archiveOf('a.md', packed, { size: text.length })))).toBe(String(text));
    expect(await textOf(firstOf(archiveOf('a.md', text, { size: text.length, method: 0 })))).toBe(
      String(text),
    );
  });

  it('that unpacks to more than it says is given up before it does', async () => {
    const bomb = deflateRawSync(Buffer.alloc(200_000_000));
    const entry = firstOf(archiveOf('a.md', bomb, { size: 1000 }));
    const outcomes = await load([entry, GOOD]);
    expect(outcomes.map(({ action }) => action)).toEqual(['refused', 'created']);
  });

  it.each([
    ['is encrypted', archiveOf('a.md', packed, { size: text.length, flags: 1 })],
    ['is packed in another way', archiveOf('a.md', packed, { size: text.length, method: 14 })],
    ['is no packed text', archiveOf('a.md', Buffer.from('zzzzzz'), { size: 20 })],
    ['is shorter than it says', archiveOf('a.md', packed, { size: text.length + 1 })],
    ['is too large to be a text', archiveOf('a.md', packed, { size: 3_000_000_000 })],
  ])('with an entry that %s loses that one only', async (_what, archive) => {
    const outcomes = await load([firstOf(archive), GOOD]);
    expect(outcomes.map(({ action }) => action)).toEqual(['refused', 'created']);
  });

  it('packed as Windows does keeps its folders', () => {
    const one = firstOf(archiveOf('normas\\a.md', packed, { size: text.length }));
    expect([one.fileName, one.folders]).toEqual(['normas/a.md', ['normas']]);
  });
});

describe('the export', () => {
  it.each([
    ['a line of hyphens', '---\n\nTexto.\n'],
    ['what looks like front matter', '---\ntitle: Otro\n---\nTexto.\n'],
    ['a list between hyphens', '---\n- a\n---\nTexto.\n'],
    ['a mark and a line of hyphens', '\uFEFF---\nTexto.\n'],
  ])('of a text that begins with %s comes back as it was', async (_what, body) => {
    const deps = testDeps(database.db);
    await draft(deps, 'Con raya', { body });
    await draft(deps, 'Sin datos', { body, frontMatter: '', fileName: 'articulos/sin-datos.md' });
    const files = await exported();
    await database.db.deleteFrom('publications').execute();
    expect((await load(files)).map(({ action }) => action)).toEqual(['created', 'created']);
    const rows = await database.db
      .selectFrom('publications')
      .select(['title', 'body'])
      .orderBy('title')
      .execute();
    expect(rows).toEqual([
      { title: 'Con raya', body },
      { title: 'Sin datos', body },
    ]);
  });

  it('names no file so that a disk refuses it', async () => {
    const deps = testDeps(database.db);
    await draft(deps, 'Largo', {
      frontMatter: '---\ntitle: Largo\n---\n',
      fileName: `${'ñ'.repeat(300)}.md`,
    });
    await draft(deps, 'Hondo', {
      frontMatter: '---\ntitle: Hondo\n---\n',
      fileName: `${'a/'.repeat(600)}b.md`,
    });
    const names = (await exported()).map(({ fileName }) => fileName);
    expect(names).toEqual([`articulos/${'ñ'.repeat(50)}.md`, 'articulos/b.md']);
  });
});
