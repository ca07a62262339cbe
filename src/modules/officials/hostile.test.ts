/** What somebody sends to do harm, followed to every place where it could come out. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { everyText } from '../../../test/harness/every-text.ts';
import { run } from '../../platform/db/outcome.ts';
import { PEOPLE_FILES } from './api-paths.ts';
import { askPair, decidePair, reopenPair } from './commands/pairs.ts';
import { undoImport } from './commands/undo-import.ts';
import { insertPair, insertPerson, PROGRAM } from './fixtures-people.ts';
import { bytesInput } from './import/file-bytes.ts';
import { FIELDS } from './import/fields.ts';
import { importPeople, type PersonImportOptions } from './import/person-import.ts';
import { stageList } from './import/staged.ts';

const site = useApp();
const get = async (url: string) => await site.app.inject({ url, headers: { 'accept-language': 'es' } });

const take = async (name: string, text: string, more: Partial<PersonImportOptions> = {}) =>
  await importPeople(
    { db: site.deps.db, now: site.deps.now },
    PROGRAM.actor,
    bytesInput(name, Buffer.from(text)),
    {
      dryRun: false,
      draft: false,
      publisher: '',
      ...more,
    },
  );

/** Department 99 does not exist. */
const CUI = '9999000019999';

describe('a hostile name', () => {
  const NAMES = {
    markup: 'Ana <script>alert(1)</script> Ficticia',
    quotes: `Berta "Onclick" 'x' Ficticia</title>`,
    turned: 'Carla \u202EaicitciF\u202C Ejemplo',
    emoji: 'Doris 👩🏽‍⚖️ Ficticia',
    template: 'Elsa {{constructor}} \u0024{7*7} Ficticia',
    letters: 'Fabia Ñandú Gödel Ficticia',
    sql: "Gala'); drop table people;-- Ficticia",
  } as const;

  it('goes into pages, files, feeds and cards as a name, and does nothing there', async () => {
    const rows = Object.values(NAMES).map((nombre) => ({
      nombre,
      puesto: '=HYPERLINK("https://malo.example")',
      seleccionarInstitucion: '<img src=x onerror=alert(1)>',
      experienciaProfesional: '"><svg onload=alert(1)> | @SUM(1)',
    }));
    const csv = ['nombre,puesto,seleccionarInstitucion,experienciaProfesional']
      .concat(
        rows.map((row) =>
          Object.values(row)
            .map((cell) => `"${cell.replaceAll('"', '""')}"`)
            .join(','),
        ),
      )
      .join('\n');
    const inJson = await take('malos.json', JSON.stringify(rows.slice(0, 4)));
    const inCsv = await take('malos.csv', csv);
    expect([inJson.counts.created, inCsv.counts.created]).toEqual([4, 7]);
    const people = await site.deps.db.selectFrom('people').select(['id', 'slug', 'name']).execute();
    expect(people.map(({ name }) => name).filter((name) => /[\u202A-\u202E]/.test(name))).toEqual([]);
    const bad = /<script>alert|<img src=x|<svg onload|<\/title>[^<]*<link/;
    for (const { slug, id } of people) {
      for (const url of [
        `/justiciapedia/personas/${slug}`,
        `/historial/persona/${id}`,
        `/api/v1/people/${slug}`,
      ]) {
        const { statusCode, body, headers } = await get(url);
        expect([url, statusCode]).toEqual([url, 200]);
        if (String(headers['content-type']).includes('html'))
          expect([url, bad.exec(body)]).toEqual([url, null]);
        else JSON.parse(body);
        for (const [, data = ''] of body.matchAll(
          /<script type="application\/ld\+json"[^>]*>([^]*?)<\/script>/g,
        ))
          expect(JSON.parse(data)).toMatchObject({ '@type': 'Person' });
      }
    }
    const list = await get('/justiciapedia/personas');
    expect(bad.exec(list.body)).toBeNull();
    expect(list.body).toContain('Doris');
    for (const [name, url] of Object.entries(PEOPLE_FILES)) {
      const { statusCode, body } = await get(url);
      expect([name, statusCode]).toEqual([name, 200]);
      if (url.endsWith('.csv')) expect([name, /(?:^|,)"?[=@+]/m.exec(body)]).toEqual([name, null]);
      else if (name === 'ftm') for (const line of body.trim().split('\n')) JSON.parse(line);
      else JSON.parse(body);
    }
    const page = await get(`/justiciapedia/personas/${people.at(-1)?.slug ?? ''}`);
    const card = /property="og:image" content="[^"]*?(\/[^"]+)"/.exec(
      page.body.replaceAll('http://localhost:3000', ''),
    )?.[1];
    if (card) expect((await get(card)).statusCode).toBe(200);
    expect(await site.deps.db.selectFrom('people').select('id').execute()).toHaveLength(11);
  });

  it('of ten thousand letters, of a formula, of nothing that is a letter, is refused', async () => {
    const rows = ['X'.repeat(10_000), '=1+1', '\u202E\u202E', '😀😀', '   '].map((nombre) => ({
      nombre,
      seleccionarEleccion: 'Una',
    }));
    const done = await take('largos.json', JSON.stringify(rows));
    expect(done.counts).toMatchObject({ created: 0, refused: 5 });
  });
});

it('a national identifier in every column, header, map and file name is nowhere afterwards', async () => {
  const { db } = site.deps;
  const spelled = [CUI, '9999 00001 9999', '9999-00001-9999'];
  const row = Object.fromEntries([
    ['nombre', 'Zulma Ficticia Ejemplar'],
    ...FIELDS.filter((field) => field !== 'name').map((field, at) => [
      `columna ${field}`,
      field === 'photo' || field === 'documents' || field === 'source_address'
        ? `https://ejemplo.example/${CUI}/x.pdf`
        : `dato ${spelled[at % 3] ?? ''} fin`,
    ]),
    [CUI, 'x'],
    [`DPI ${CUI}`, 'y'],
  ]) as Record<string, string>;
  const columns = Object.fromEntries(
    FIELDS.filter((field) => field !== 'name').map((field) => [`columna ${field}`, field]),
  );
  const every = { commission: `Comisión ${CUI}`, source_title: `Lista ${CUI}` };
  const map = { columns: { nombre: 'name' as const, ...columns }, every_row: every };
  const done = await take(`lista-${CUI}.json`, JSON.stringify([row]), { map });
  expect(done.counts).toMatchObject({ created: 1 });
  const { staged } = await stageList(db, 'person', bytesInput('x.json', Buffer.from(JSON.stringify([row]))), {
    columns: new Map([[1, 'name']]),
    everyRow: every,
  });
  const told = [JSON.stringify(done, (_key, value: unknown) => (value instanceof Map ? [...value] : value))];
  for (const text of [...told, JSON.stringify(staged), await everyText(db)])
    expect(/9999[ -]?00001[ -]?9999/.exec(text)).toBeNull();
});

describe('decisions at one moment', () => {
  const because = { ...PROGRAM, reason: 'Prueba.' };

  it('on one pair: one is written, replayed ones are told, in whatever order', async () => {
    const { db } = site.deps;
    const one = await insertPerson(db, 'Nora Ficticia Uno');
    const other = await insertPerson(db, 'Nora Ficticia Dos');
    const pair = await insertPair(db, one.id, other.id);
    const decide = (decision: 'same' | 'not_same' | 'later') =>
      run(db, (trx) => decidePair(trx, because, pair, { decision }));
    const results = await Promise.all([
      decide('same'),
      decide('not_same'),
      decide('same'),
      decide('not_same'),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(new Set(results.flatMap((result) => (result.ok ? [] : [result.refused])))).toEqual(
      new Set(['decided']),
    );
    const undone = await Promise.all([1, 2, 3].map(() => run(db, (trx) => reopenPair(trx, because, pair))));
    expect(undone.filter(({ ok }) => ok)).toHaveLength(1);
    const apart = await db.selectFrom('people').select('id').whereRef('id', '!=', 'canonical_id').execute();
    expect(apart).toEqual([]);
  });

  it('an import is taken back while somebody joins what it made: nobody falls into the void', async () => {
    const { db } = site.deps;
    for (const round of [1, 2, 3, 4]) {
      const text = `nombre,seleccionarEleccion\nOlga Ficticia Ronda ${'abcd'[round - 1] ?? ''},Una\nPaz Ficticia Ronda ${'abcd'[round - 1] ?? ''},Una\n`;
      const before = await insertPerson(db, `Olga Anterior Ficticia ${'abcd'[round - 1] ?? ''}`);
      const { importId = '' } = await take(`ronda-${round}.csv`, text);
      const [a, b] = await db
        .selectFrom('people')
        .select('id')
        .where('import_id', '=', importId)
        .orderBy('id')
        .execute();
      if (!a || !b) throw new Error('two were made');
      const match = { band: 'weak' as const, score: 0, reasons: [] };
      const pair = await insertPair(db, before.id, a.id);
      const [undone, decided, asked] = await Promise.all([
        run(db, (trx) => undoImport(trx, because, importId)),
        run(db, (trx) => decidePair(trx, because, pair, { decision: 'same' })),
        run(db, (trx) => askPair(trx, because, [before.id, b.id], match)),
      ]);
      expect(undone.ok).toBe(true);
      // Either was quicker; a decision never names somebody who is gone.
      if (!decided.ok) expect(decided.refused).toBe('not_found');
      if (!asked.ok) expect(asked.refused).toBe('not_found');
      const lost = await db
        .selectFrom('people as p')
        .leftJoin('people as r', 'r.id', 'p.canonical_id')
        .select('p.id')
        .where('r.id', 'is', null)
        .execute();
      expect(lost).toEqual([]);
      const stayed = await db
        .selectFrom('people')
        .select(['id', 'canonical_id'])
        .where('id', '=', a.id)
        .execute();
      expect(stayed.length).toBe(decided.ok ? 1 : 0);
      const listed = await db.selectFrom('person_listings').select('person_id').execute();
      const known = await db.selectFrom('people').select('id').whereRef('id', '=', 'canonical_id').execute();
      expect(listed.map(({ person_id }) => person_id).toSorted()).toEqual(
        known.map(({ id }) => id).toSorted(),
      );
    }
  });
});
