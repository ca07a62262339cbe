import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { translator } from '../../../platform/i18n/translate.ts';
import { contentOf } from '../queries/office.ts';
import { filesInto } from './fixtures-files.ts';
import { ARTICLE, CATEGORY, file, INITIATIVE, LAW, MATERIAL, REPORT, TERM, VIDEO } from './fixtures.ts';
import { isDone, type Outcome, printOutcome, printTotals } from './report.ts';
import { filesOf } from './walk.ts';

const database = useDatabase();
const t = translator('es');
const { load, exported, rowAt, edit } = filesInto(() => testDeps(database.db));

afterEach(async () => {
  await database.db.deleteFrom('publications').execute();
  await database.db.deleteFrom('publication_categories').execute();
});

const ALL = [
  file('categorias/2023-04-27-género-de-ejemplo.md', CATEGORY),
  file('000_2c0e.txt', INITIATIVE),
  file('001_fbcc.txt', ARTICLE),
  file('glosario-juridico/2024-07-02-palabra.md', TERM),
  file('normas-explicadas/2024-07-02-norma.md', LAW),
  file('videos/2023-07-04-video.md', VIDEO),
  file('publicaciones/2023-01-11-informe.md', REPORT),
];

describe('files', () => {
  it('become what their folder, their names or their own words say', async () => {
    const { said, totals, outcomes } = await load(ALL);
    expect(said).toEqual([
      'created genero-de-ejemplo',
      'created /iniciativas/encuentro-de-ejemplo',
      'created /publicaciones/encuentro-de-ejemplo-2023',
      'created /glosario/palabra-de-ejemplo',
      'created /normas/norma-de-ejemplo',
      'created /publicaciones/video-de-ejemplo',
      'created /publicaciones/informe-de-ejemplo',
    ]);
    expect(outcomes.map(({ kind }) => kind)).toEqual([
      'category',
      'initiative',
      'article',
      'term',
      'law',
      'video',
      'report',
    ]);
    expect(totals).toEqual({ created: 7, changed: 0, left: 0, changed_here: 0, refused: 0 });
    expect(outcomes.flatMap(({ warnings }) => warnings)).toEqual([]);
  });

  it('are read as they mean it', async () => {
    await load(ALL);
    const article = contentOf(await rowAt('encuentro-de-ejemplo-2023'));
    expect([article.title, article.authorEmail, article.date?.toString(), article.highlight]).toEqual([
      'Encuentro de Ejemplo 2023',
      'info@ejemplo.example',
      '2023-02-23T17:17:21.297Z',
      true,
    ]);
    const term = contentOf(await rowAt('palabra-de-ejemplo'));
    expect([term.title, term.summary, term.link]).toEqual([
      'Palabra de ejemplo',
      'Es una palabra que solo existe en este archivo, con renglones partidos como los deja un PDF.',
      'https://ejemplo.example/',
    ]);
    const law = contentOf(await rowAt('norma-de-ejemplo'));
    expect([law.summary, law.law]).toEqual([
      'Una norma inventada.',
      {
        what: 'Una norma inventada. Sirve para probar.',
        purpose: 'Para ver que todo se lee.',
        obliged: 'Nadie.',
        reference: 'https://ejemplo.example/',
      },
    ]);
    expect((await rowAt('video-de-ejemplo')).link).toBe('https://www.youtube.com/watch?v=ejemplo1234');
    const report = await rowAt('informe-de-ejemplo');
    expect([
      report.status,
      report.link,
      report.categories.map(({ slug }) => slug),
      String(report.date),
    ]).toEqual([
      'draft',
      'https://ejemplo.example/2021/I%CC%81ndice%20de%20acci%C3%B3n.pdf',
      ['genero-de-ejemplo'],
      '2020-01-01T06:00:00Z',
    ]);
    expect((await rowAt('encuentro-de-ejemplo')).status).toBe('published');
  });

  it('come back byte for byte, and then there is nothing to do', async () => {
    await load(ALL);
    const files = await exported();
    const given = await Promise.all(
      ALL.map(async ({ fileName, read }) => [fileName, new TextDecoder().decode(await read())]),
    );
    expect(files).toEqual(Object.fromEntries(given));
    const again = await load(Object.entries(files).map(([name, text]) => file(name, text)));
    expect(again.totals).toEqual({ created: 0, changed: 0, left: 7, changed_here: 0, refused: 0 });
    expect(isDone(again)).toBe(true);
    // Into an empty installation just the same.
    await database.db.deleteFrom('publications').execute();
    await database.db.deleteFrom('publication_categories').execute();
    await load(Object.entries(files).map(([name, text]) => file(name, text)));
    expect(await exported()).toEqual(files);
  });

  it('come back also with a mark, lines of Windows, accents in two signs and no end of line', async () => {
    const odd =
      '\uFEFF---\r\ntitle: Cafe\u0301  # nota\r\nraro: !x {a: &b 1}\r\n---\r\nUno\r\n\r\n---\r\ndos\u2028';
    await load([file('cafe\u0301.md', odd)]);
    expect(await exported()).toEqual({ 'café.md': odd });
  });

  it('without front matter are titled by their heading', async () => {
    await load([file('a.md', '# Hola mundo\n\nTexto.\n')]);
    expect((await rowAt('hola-mundo')).title).toBe('Hola mundo');
    expect(await exported()).toEqual({ 'a.md': '# Hola mundo\n\nTexto.\n' });
  });

  it('change only the names that were changed here', async () => {
    await load(ALL);
    await edit('encuentro-de-ejemplo-2023', { title: 'Otro título', highlight: false });
    await edit('norma-de-ejemplo', { law: { ...(await rowAt('norma-de-ejemplo')).law, obliged: 'Todos.' } });
    const files = await exported();
    expect(files['001_fbcc.txt']).toBe(
      ARTICLE.replace('title: Encuentro de Ejemplo 2023', 'title: Otro título')
        .replace('highlight: true', 'highlight: false')
        .replace('# se queda\n', '# se queda\nslug: encuentro-de-ejemplo-2023\n'),
    );
    expect(files['normas-explicadas/2024-07-02-norma.md']).toBe(LAW.replace('Nadie.', 'Todos.'));
    // Read again elsewhere, they say what was changed.
    await database.db.deleteFrom('publications').execute();
    await load(Object.entries(files).map(([name, text]) => file(name, text)));
    const article = await rowAt('encuentro-de-ejemplo-2023');
    expect([article.title, article.highlight]).toEqual(['Otro título', false]);
    expect((await rowAt('norma-de-ejemplo')).law?.obliged).toBe('Todos.');
  });

  it('that are newer replace what was imported, and never what was changed here since', async () => {
    await load(ALL);
    const newer = [
      file('001_fbcc.txt', ARTICLE.replace('inventada', 'nueva')),
      file('glosario-juridico/2024-07-02-palabra.md', TERM.replace('existe', 'vive')),
    ];
    await edit('palabra-de-ejemplo', { summary: 'Cambiada a mano.' });
    const second = await load(newer);
    expect(second.outcomes.map(({ action, fields }) => [action, fields])).toEqual([
      ['changed', ['summary']],
      ['changed_here', undefined],
    ]);
    expect((await rowAt('encuentro-de-ejemplo-2023')).summary).toBe('Una edición nueva.');
    expect((await rowAt('palabra-de-ejemplo')).summary).toBe('Cambiada a mano.');
    expect(printOutcome(second.outcomes[1] as Outcome, t)).toEqual([
      'sin cambio, cambió aquí desde la última importación término: glosario-juridico/2024-07-02-palabra.md → /glosario/palabra-de-ejemplo',
    ]);
  });

  it('that are bad stop no other, and say where', async () => {
    const { outcomes, totals } = await load([
      file('a.md', '---\ntitle: Uno\ntitle: Dos\n---\n'),
      file('b.md', '---\ndate: 2023-01-01\n---\nTexto'),
      file('c.md', '---\ntitle: x\n'),
      file('d.md', new Uint8Array([0x68, 0x0a, 0x6f, 0xff, 0x6c, 0x61])),
      file('e.md', new Uint8Array([0x68, 0x0a, 0x6f, 0x00])),
      { ...file('f.md', ''), read: () => Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' })) },
      file(
        'g.md',
        '---\ntitle: Bueno\ncorreo: nadie\nlink: javascript:alert(1)\nimage: "javascript:1"\ndate: ayer\n---\n',
      ),
    ]);
    expect(totals).toEqual({ created: 1, changed: 0, left: 0, changed_here: 0, refused: 6 });
    expect(outcomes.flatMap((outcome) => printOutcome(outcome, t))).toEqual([
      'a.md:3:1: rechazado: Este nombre está dos veces: deje uno',
      'b.md:1:1: rechazado: Falta el título (title)',
      'c.md:1:1: rechazado: Empieza con --- y falta la línea --- que cierra los datos',
      'd.md:2:2: rechazado: No es UTF-8 desde aquí: guárdelo como UTF-8',
      'e.md:2:2: rechazado: No es un archivo de texto: hay un byte nulo',
      'f.md:1:1: rechazado: No se puede leer (EACCES)',
      'creado video: g.md → /publicaciones/bueno',
      'g.md:3:1: aviso: correo no es una dirección de correo; se dejó fuera',
      'g.md:5:1: aviso: image no es una dirección que se pueda abrir (http o https); se dejó fuera',
      'g.md:4:1: aviso: link no es una dirección que se pueda abrir (http o https); se dejó fuera',
      'g.md:6:1: aviso: date no es una fecha; se dejó fuera',
    ]);
    expect(Object.keys(await exported())).toEqual(['g.md']);
  });

  it('are only looked at in a dry run', async () => {
    const { totals, said } = await load(ALL, { dryRun: true });
    expect([totals.created, said[3]]).toEqual([7, 'created /glosario/palabra-de-ejemplo']);
    expect(await exported()).toEqual({});
    expect(printTotals({ totals, dryRun: true }, t).at(-1)).toBe(
      'Ensayo: se puede escribir; no se escribió nada.',
    );
  });

  it('stay drafts when asked, and are what they are told to be', async () => {
    const { said } = await load([file('x.md', INITIATIVE)], { draft: true, kind: 'course' });
    expect(said).toEqual(['created /publicaciones/encuentro-de-ejemplo']);
    const row = await rowAt('encuentro-de-ejemplo');
    expect([row.status, row.type]).toEqual(['draft', 'course']);
    // Told from outside, so that the folder has to tell it the next time.
    expect(Object.keys(await exported())).toEqual(['cursos/x.md']);
  });

  it('of the same title, or the same name in another folder, are two', async () => {
    const { said } = await load([
      file('a/x.md', '---\ntitle: Igual\n---\n1'),
      file('a/y.md', '---\ntitle: Igual\n---\n2'),
      file('glosario/x.md', '---\ntitle: Igual\n---\n3'),
    ]);
    expect(said).toEqual([
      'created /publicaciones/igual',
      'created /publicaciones/igual-2',
      'created /glosario/igual',
    ]);
    const files = await exported();
    expect(Object.keys(files)).toEqual(['a/x.md', 'a/y.md', 'glosario/x.md']);
    const again = await load(Object.entries(files).map(([name, text]) => file(name, text)));
    expect(again.totals.left).toBe(3);
  });

  it('of one name with its accents in one sign and in two are one file, read once', async () => {
    const text = (n: number) => `---\ntitle: Medición\n---\n${n}`;
    const { outcomes } = await load([file('medición.md', text(1)), file('medici\u006F\u0301n.md', text(2))]);
    expect(outcomes.flatMap((outcome) => printOutcome(outcome, t))).toEqual([
      'creado artículo: medición.md → /publicaciones/medicion',
      'medici\u006F\u0301n.md:1:1: rechazado: Ya se leyó otro archivo con este nombre, quizá con las tildes escritas de otro modo',
    ]);
    expect((await load([file('medici\u006F\u0301n.md', text(1))])).totals.left).toBe(1);
  });

  it('that lie elsewhere now are still the same', async () => {
    await load([file('glosario-juridico/2024-07-02-palabra.md', TERM)]);
    const { totals } = await load([file('2024-07-02-palabra.md', TERM)]);
    expect(totals).toEqual({ created: 0, changed: 0, left: 1, changed_here: 0, refused: 0 });
  });

  it('written here have all that is known in them', async () => {
    await load([file('categorias/género.md', CATEGORY), file('v.md', VIDEO), file('n.md', LAW)]);
    await edit('video-de-ejemplo', {
      frontMatter: null,
      fileName: null,
      fileSha256: null,
      categories: ['genero-de-ejemplo'],
      body: 'Texto.\n',
    });
    await edit('norma-de-ejemplo', { frontMatter: null, fileName: null, fileSha256: null });
    const files = await exported();
    expect(files['videos/video-de-ejemplo.md']).toBe(
      '---\ntype: video\ntitle: Video de Ejemplo\nlink: https://www.youtube.com/watch?v=ejemplo1234\ndate: 2023-07-04T15:32:01.78Z\ncategorias:\n  - genero-de-ejemplo\nslug: video-de-ejemplo\n---\nTexto.\n',
    );
    const before = [await rowAt('video-de-ejemplo'), await rowAt('norma-de-ejemplo')].map(contentOf);
    await database.db.deleteFrom('publications').execute();
    await load(Object.entries(files).map(([name, text]) => file(name, text)));
    const after = [await rowAt('video-de-ejemplo'), await rowAt('norma-de-ejemplo')].map(contentOf);
    const told = ({
      frontMatter: _raw,
      fileName: _name,
      fileSha256: _hash,
      ...rest
    }: (typeof after)[number]) => rest;
    expect(after.map(told)).toEqual(before.map(told));
  });
});

describe('a folder', () => {
  it('is walked by name, without what is hidden or no Markdown', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'ja-walk-'));
    try {
      await mkdir(path.join(folder, 'glosario', '.git'), { recursive: true });
      for (const name of ['b.md', 'a.txt', 'c.png', '.d.md', 'glosario/é.md', 'glosario/.git/x.md'])
        await writeFile(path.join(folder, name), 'x');
      const files = await Array.fromAsync(await filesOf([folder, path.join(folder, 'b.md')]));
      expect(files.map(({ fileName, folders }) => [fileName, folders.at(-1)])).toEqual([
        ['a.txt', path.basename(folder)],
        ['b.md', path.basename(folder)],
        ['glosario/é.md', 'glosario'],
        ['b.md', path.basename(folder)],
      ]);
      await expect(filesOf([path.join(folder, 'nada')])).rejects.toThrow('ENOENT');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

const FOLDERS = [
  'data/JusticiaAbierta/categorias',
  'data/JusticiaAbierta/glosario-juridico',
  'data/JusticiaAbierta/normas-explicadas',
  'data/JusticiaAbierta/videos',
  'data/JusticiaAbierta/videos-lc',
  'data/EleccionMP2022/eventos',
  'data/EleccionMP2022/podcasts',
  'data/EleccionMP2022/videos',
  'data/PaginaRedOficial2026/publicaciones',
  'seeds',
].map((name) => path.join(MATERIAL, name));

// Real files as published; they are not part of the project, and without them the fixtures above have to do.
describe.skipIf(!FOLDERS.every((folder) => existsSync(folder)))('the real folders', () => {
  it('go in without a fault and come back byte for byte', { timeout: 60_000 }, async () => {
    const first = await load(await filesOf(FOLDERS));
    expect(first.outcomes.flatMap((outcome) => (outcome.fault ? printOutcome(outcome, t) : []))).toEqual([]);
    expect(first.totals).toEqual({ created: 84, changed: 0, left: 0, changed_here: 0, refused: 0 });
    const kinds = Object.groupBy(first.outcomes, ({ kind }) => kind ?? 'none');
    expect(Object.fromEntries(Object.entries(kinds).map(([kind, list]) => [kind, list.length]))).toEqual({
      category: 17,
      term: 20,
      law: 8,
      video: 18,
      article: 12,
      report: 8,
      initiative: 1,
    });
    expect(first.outcomes.flatMap(({ warnings }) => warnings)).toEqual([]);
    const texts = new Set(Object.values(await exported()));
    for (const folder of FOLDERS)
      for (const name of await readdir(folder))
        expect([name, texts.has(await readFile(path.join(folder, name), 'utf8'))]).toEqual([name, true]);
    expect(texts.size).toBe(84);
    const again = await load(Object.entries(await exported()).map(([name, text]) => file(name, text)));
    expect(again.totals).toEqual({ created: 0, changed: 0, left: 84, changed_here: 0, refused: 0 });
  });

  it('have the seeds as an initiative and an article, with a still in place of the frame', async () => {
    const { said } = await load(await filesOf([path.join(MATERIAL, 'seeds')]));
    expect(said).toEqual([
      'created /iniciativas/encuentro-de-justicia-abierta',
      'created /publicaciones/encuentro-de-justicia-abierta-2023',
    ]);
    const { html, body } = await rowAt('encuentro-de-justicia-abierta-2023');
    expect(body).toContain('height="2574"');
    expect(html).not.toMatch(/<iframe|2574/);
    expect(html).toContain('<a href="https://us06web.zoom.us/meeting/register/');
  });
});
