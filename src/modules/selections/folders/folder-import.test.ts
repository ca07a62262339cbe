import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { translator } from '../../../platform/i18n/translate.ts';
import { processFileOf } from '../queries/whole-process.ts';
import { bytesOf, exampleKind, exampleProcess } from '../example-files.ts';
import { importFolder } from './folder-import.ts';
import { importKind } from '../import/kind-import.ts';
import { importProcess } from '../import/process-import.ts';
import { printFolder } from '../import/report.ts';

const database = useDatabase();
const PROGRAM: Actor = { kind: 'system', what: 'test' };
const deps = () => testDeps(database.db);
const PROCESS = 'defensor-2026';

const frame = (src: string) => `<iframe width="560" height="315" src="${src}" allowfullscreen></iframe>`;
const md = (front: Record<string, string>, body = '') =>
  `---\n${Object.entries(front)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join('\n')}\n---\n${body}\n`;

const input = (fileName: string, text: string) => ({
  shown: fileName,
  fileName,
  read: () => Promise.resolve(new TextEncoder().encode(text)),
});

async function example(): Promise<void> {
  await importKind(deps(), PROGRAM, bytesOf(exampleKind()));
  await importProcess(deps(), PROGRAM, bytesOf(exampleProcess()));
}

const read = (files: readonly [name: string, text: string][], process = PROCESS) =>
  importFolder(
    deps(),
    PROGRAM,
    files.map(([name, text]) => input(name, text)),
    { process, publisher: 'Observatorio de Ejemplo', dryRun: false },
  );

const whole = async () => {
  const file = await processFileOf(database.db, PROCESS);
  if (!file) throw new Error('no process');
  return file;
};

const SESSION: [string, string] = [
  'eventos/sesion-5-final.md',
  md(
    {
      title: 'Sesión 4: Votación de ejemplo ',
      description: 'Se votó\n  en público.',
      autor: 'Comisión de ejemplo',
      date: '2026-02-12T02:59:17.242Z',
    },
    [
      '**Parte 2 (13/02/2026):**',
      '',
      frame('https://www.youtube.com/embed/ejemplo-2'),
      '',
      '*Fuente: Ejemplo*',
      '',
      '***Parte 1 (11/02/2026):***',
      '',
      frame(
        'https://www.facebook.com/plugins/video.php?height=314&amp;href=https%3A%2F%2Fwww.facebook.com%2Fejemplo%2Fvideos%2F123456789%2F&show_text=false',
      ),
    ].join('\n'),
  ),
];

describe('a folder that follows a process', () => {
  it('puts sessions in on the day of the place, with their recordings by plain address in order', async () => {
    await example();
    const before = await whole();
    const { files, done } = await read([
      SESSION,
      [
        'eventos/charla.md',
        md(
          { title: 'Charla de ejemplo', date: '2026-02-20' },
          frame('https://docs.google.com/forms/d/e/1FAIpQLScMacWQvxgzjbjCw7/viewform?embedded=true'),
        ),
      ],
      [
        'podcasts/uno.md',
        md({
          title: 'Podcast de ejemplo',
          link: 'https://open.spotify.com/embed-podcast/episode/44UUNkovLQ5Pydgc8tLuPO',
          date: '2026-02-02T13:12:14.318Z',
        }),
      ],
      ['videos/otro.md', md({ title: 'Otro', link: frame('https://ejemplo.test/x'), date: '2026-02-02' })],
      ['videos/sin-fecha.md', md({ title: 'Sin fecha', date: 'pronto' })],
      ['videos/roto.md', '---\ntitle: [\n---\n'],
    ]);
    expect(done?.ok).toBe(true);
    expect(files).toMatchObject([
      { added: { what: 'event', documents: 2, known: 0 }, refused: [], nameSays: 5 },
      { added: { what: 'event', documents: 0 }, refused: [{ line: 5, fault: 'form' }] },
      { added: { what: 'recording', documents: 1 }, refused: [] },
      {
        added: undefined,
        refused: [
          { line: 3, fault: 'unknown_player' },
          { line: undefined, fault: 'nothing' },
        ],
      },
      { added: undefined, refused: [{ fault: 'bad_date' }] },
      { added: undefined, refused: [{ fault: 'front_matter' }] },
    ]);
    const after = await whole();
    const fresh = after.events?.filter(({ key }) => !before.events?.some((one) => one.key === key));
    expect(fresh).toMatchObject([
      {
        key: 'sesion-4',
        title: 'Sesión 4: Votación de ejemplo',
        detail: 'Se votó en público.',
        on: '2026-02-11',
        basis: 'observed',
      },
      { key: 'charla-de-ejemplo', on: '2026-02-20' },
    ]);
    const documents = after.documents?.slice(before.documents?.length ?? 0) ?? [];
    const sourceOf = (cite: (typeof documents)[number]['cite']) => after.sources[String(cite?.[0])];
    expect(documents.map(({ title, event, cite }) => [title, event, sourceOf(cite)])).toMatchObject([
      [
        'Sesión 4: Votación de ejemplo — Parte 1 (11/02/2026)',
        'sesion-4',
        {
          url: 'https://www.facebook.com/ejemplo/videos/123456789/',
          date: '2026-02-11',
          publisher: 'Facebook',
        },
      ],
      [
        'Sesión 4: Votación de ejemplo — Parte 2 (13/02/2026)',
        'sesion-4',
        { url: 'https://www.youtube.com/watch?v=ejemplo-2', kind: 'recording' },
      ],
      [
        'Podcast de ejemplo',
        undefined,
        { url: 'https://open.spotify.com/episode/44UUNkovLQ5Pydgc8tLuPO', date: '2026-02-02' },
      ],
    ]);
    expect(JSON.stringify(after)).not.toMatch(/iframe|\/embed|plugins|viewform/);

    const again = await read([SESSION]);
    expect(again.done?.outcome).toBe('left');
    expect(again.files[0]?.added).toEqual({ what: 'event', documents: 0, known: 2 });
  });

  it('keeps the day that the process says, and the other beside it; one session once', async () => {
    await example();
    const file = structuredClone(exampleProcess());
    file.events?.push({
      key: 'sesion-4',
      title: 'Cuarta sesión',
      on: '2026-02-10',
      basis: 'observed',
      cite: ['diario'],
    });
    await importProcess(deps(), PROGRAM, bytesOf(file));
    const { files } = await read([SESSION, ['otra.md', SESSION[1]]]);
    expect(files[1]).toMatchObject({ added: undefined, refused: [{ fault: 'twice' }] });
    const event = (await whole()).events?.find(({ key }) => key === 'sesion-4');
    expect(event).toMatchObject({ title: 'Cuarta sesión', on: '2026-02-10' });
    expect(event?.cite?.slice(1)).toMatchObject([
      { field: 'on', value: '2026-02-11', page: 'eventos/sesion-5-final.md' },
    ]);
  });

  it('is refused whole where most files are of another time: sessions have the same numbers in every election', async () => {
    await example();
    const before = JSON.stringify(await whole());
    const of = (day: string) => (n: number) =>
      [`sesion-${n}.md`, md({ title: `Sesión ${n}: De ejemplo`, date: day })] as [string, string];
    const old = [1, 2, 3].map(of('2019-02-12'));
    const done = await read([...old, of('2026-02-12')(4)]);
    expect([done.isStale, done.done]).toEqual([true, undefined]);
    expect(JSON.stringify(await whole())).toBe(before);
    const words = printFolder(done, translator('es'), { process: PROCESS, dryRun: false });
    expect(words.at(-1)).toContain('parece ser de otra elección');
    // Of its time, and a recording that it has: one that is odd goes in beside them.
    expect((await read([...[1, 2].map(of('2026-02-12')), of('2019-02-12')(3)])).done?.ok).toBe(true);
    // The same sessions, each months away from when it was.
    expect((await read([1, 2].map(of('2026-06-12')))).isStale).toBe(true);
  });

  it('is refused where there is no such process', async () => {
    expect(await read([SESSION], 'nada')).toMatchObject({ files: [], noProcess: true, done: undefined });
  });
});

const FOLDER = path.resolve(import.meta.dirname, '../../../../../shared/data/EleccionMP2022');
const SAMPLES = path.resolve(import.meta.dirname, '../../../../samples/selections');

describe.skipIf(!existsSync(FOLDER))('the real folder (skipped where it is not at hand)', () => {
  it('goes in whole: 11 events of which 9 sessions, 13 videos of sessions, 4 videos, 2 podcasts', async () => {
    await importKind(deps(), PROGRAM, readFileSync(path.join(SAMPLES, 'kinds/fiscal-general.json')));
    const sample = JSON.parse(readFileSync(path.join(SAMPLES, 'fiscal-general-2022.json'), 'utf8')) as {
      documents: { key: string }[];
    };
    // Without the videos that the sample holds already, to see what the folder brings.
    sample.documents = sample.documents.filter(({ key }) => !key.startsWith('video-'));
    await importProcess(deps(), PROGRAM, bytesOf(sample));
    const names = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((one) =>
      one.endsWith('.md'),
    );
    const inputs = names.toSorted().map((name) => ({
      shown: name,
      fileName: name,
      read: () => Promise.resolve(readFileSync(path.join(FOLDER, name))),
    }));
    const options = { process: 'fiscal-general-2022', publisher: 'Red Ciudadana', dryRun: false };
    const { files, done } = await importFolder(deps(), PROGRAM, inputs, options);
    expect(done?.ok).toBe(true);
    expect(files.filter(({ added }) => added === undefined)).toEqual([]);
    expect(files.flatMap(({ refused }) => refused.map(({ fault }) => fault))).toEqual(['form']);
    const file = await processFileOf(database.db, 'fiscal-general-2022');
    const sessions = file?.events?.filter(({ key }) => /^sesion-\d+$/.test(key)) ?? [];
    expect(sessions.map(({ key, on }) => `${key} ${on}`).toSorted()).toEqual([
      'sesion-1 2022-01-31',
      'sesion-10 2022-04-20',
      'sesion-2 2022-02-03',
      'sesion-3 2022-02-15',
      'sesion-4 2022-02-22',
      'sesion-5 2022-02-23',
      'sesion-7 2022-03-30',
      'sesion-8 2022-04-04',
      'sesion-9 2022-04-18',
    ]);
    expect(files.filter(({ added }) => added?.what === 'event')).toHaveLength(11);
    expect(files.filter(({ nameSays }) => nameSays !== undefined)).toHaveLength(2);
    const documents = file?.documents ?? [];
    expect(documents.filter(({ event }) => event?.startsWith('sesion-'))).toHaveLength(13);
    expect(files.filter(({ added }) => added?.what === 'recording')).toHaveLength(6);
    const last = documents.filter(({ event }) => event === 'sesion-10').map(({ title }) => title);
    expect(last.map((title) => title.slice(-22))).toEqual(
      ['Parte 1 (20/04/2022)', 'Parte 2 (22/04/2022)'].map(
        (part) => expect.stringContaining(part) as unknown,
      ),
    );
    expect((await importFolder(deps(), PROGRAM, inputs, options)).done?.outcome).toBe('left');
  });
});
