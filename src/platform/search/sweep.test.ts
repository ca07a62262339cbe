import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { testDeps } from '../../../test/harness/app.ts';
import { useDatabase } from '../../../test/harness/database.ts';
import { testSource } from './fixtures.ts';
import { bringUpToDate, touchEverything } from './rebuild.ts';
import { search } from './search.ts';
import { startSearchIndexer, sweepSearch } from './sweep.ts';
import { touchSearch } from './touch.ts';

const database = useDatabase();
const notes = testSource('note');
const people = testSource('person');
const sources = [notes.source, people.source];

function deps(search = sources) {
  const made = testDeps(database.db);
  return { ...made, additions: { ...made.additions, search } };
}

const titles = async (text: string) =>
  (await search(database.db, sources, { text, limit: 50 })).found.map(({ document }) => document.title);

/** The whole index but for its running numbers. */
async function index() {
  const { rows: records } = await sql`
    select record_kind, record_id, at, names, top::text, words::text from search_records order by 1, 2`.execute(
    database.db,
  );
  const { rows: words } = await sql`select * from search_words order by word`.execute(database.db);
  return { records, words };
}

const waiting = async () =>
  (await database.db.selectFrom('search_touched').select('record_id').execute()).length;

beforeEach(async () => {
  await sql`drop table if exists test_note, test_person`.execute(database.db);
  await sql`truncate search_touched, search_records, search_words, settings`.execute(database.db);
  await notes.make(database.db);
  await people.make(database.db);
});

describe('the sweep', () => {
  it('brings in what was committed, follows changes, and takes out what nobody may see any more', async () => {
    await notes.put(database.db, { id: '1', title: 'Naranja' }, { id: '2', title: 'Dos', shown: false });
    expect(await titles('naranja')).toEqual([]);
    expect(await sweepSearch(deps())).toEqual({ read: 2, failed: 0 });
    expect(await titles('naranja')).toEqual(['Naranja']);
    expect(await titles('dos')).toEqual([]);
    await notes.put(database.db, { id: '1', title: 'Primero' }, { id: '2', title: 'Dos' });
    await sweepSearch(deps());
    expect(await titles('naranja')).toEqual([]);
    expect(await titles('primero dos')).toEqual(['Dos', 'Primero']);
    await notes.put(database.db, { id: '1', title: 'Primero', shown: false });
    await sweepSearch(deps());
    expect(await titles('primero')).toEqual([]);
    expect((await index()).words).toEqual([{ word: 'dos', records: 1, variants: [] }]);
    expect(await waiting()).toBe(0);
  });

  it('knows nothing of a change that was rolled back', async () => {
    await database.db
      .transaction()
      .execute(async (trx) => {
        await notes.putIn(trx, { id: '1', title: 'Nunca' });
        throw new Error('no');
      })
      .catch(() => undefined);
    expect(await sweepSearch(deps())).toEqual({ read: 0, failed: 0 });
  });

  it('waits for a change that is under way, and overtakes none', async () => {
    const committed = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const change = database.db.transaction().execute(async (trx) => {
      await notes.putIn(trx, { id: '1', title: 'Lento' });
      begun.resolve();
      await committed.promise;
    });
    await begun.promise;
    await sweepSearch(deps());
    expect(await titles('lento')).toEqual([]);
    committed.resolve();
    await change;
    await sweepSearch(deps());
    expect(await titles('lento')).toEqual(['Lento']);
  });

  it('keeps what was touched when it is cut off in the middle', async () => {
    await notes.put(database.db, { id: '1', title: 'Cortado' });
    const cut = { ...notes.source, find: () => Promise.reject(new Error('the power went')) };
    expect(await sweepSearch(deps([cut]))).toEqual({ read: 0, failed: 1 });
    expect(await waiting()).toBe(1);
    await sweepSearch(deps());
    expect(await titles('cortado')).toEqual(['Cortado']);
  });

  it('lets one record that can not be read hold up no other', async () => {
    await people.put(database.db, { id: 'p', title: 'Persona' });
    await notes.put(
      database.db,
      ...Array.from({ length: 5 }, (_, i) => ({ id: `${i}`, title: `Nota ${i}` })),
    );
    const spoiled = {
      ...notes.source,
      find: async (...[db, ids]: Parameters<typeof notes.source.find>) => {
        if (ids.includes('2')) throw new Error('unreadable');
        return notes.source.find(db, ids);
      },
    };
    expect(await sweepSearch(deps([spoiled, people.source]))).toEqual({ read: 5, failed: 1 });
    expect((await titles('nota')).length).toBe(4);
    expect(await titles('persona')).toEqual(['Persona']);
    expect(await waiting()).toBe(1);
  });

  it('counts right when several sweep at once', async () => {
    await notes.put(
      database.db,
      ...Array.from({ length: 900 }, (_, i) => ({ id: `${i}`, title: `Nota ${i % 7}` })),
    );
    await notes.put(
      database.db,
      ...Array.from({ length: 900 }, (_, i) => ({ id: `${i}`, title: `Nota ${i % 5}` })),
    );
    await Promise.all([sweepSearch(deps()), sweepSearch(deps()), sweepSearch(deps())]);
    const { words } = await index();
    expect(words.find((row) => (row as { word: string }).word === 'nota')).toMatchObject({ records: 900 });
    expect(words.find((row) => (row as { word: string }).word === '0')).toMatchObject({ records: 180 });
  });

  it('forgets a kind that nobody knows any more', async () => {
    await people.put(database.db, { id: 'p', title: 'Persona' });
    await sweepSearch(deps());
    await database.db.transaction().execute((trx) => touchSearch(trx, { kind: 'person', id: 'p' }));
    await sweepSearch(deps([notes.source]));
    expect((await index()).records).toEqual([]);
  });

  it('runs by itself, and once more after a start on an index that was never made', async () => {
    await notes.put(database.db, { id: '1', title: 'Solo' });
    await sql`truncate search_touched`.execute(database.db);
    const indexer = startSearchIndexer(deps(), { intervalMs: 20 });
    try {
      await expect.poll(() => titles('solo'), { timeout: 5000 }).toEqual(['Solo']);
      await notes.put(database.db, { id: '2', title: 'Luego' });
      await expect.poll(() => titles('luego'), { timeout: 5000 }).toEqual(['Luego']);
    } finally {
      await indexer.stop();
    }
  });
});

describe('a rebuild', () => {
  const LIFE = Array.from({ length: 60 }, (_, i) => ({
    id: `${i % 23}`,
    title: `Título número ${i % 11} de García`,
    names: [`Nombre ${i}`],
    text: `texto ${'sobre la justicia '.repeat(i)}`,
    shown: i % 4 !== 0,
  }));

  it('gives the same as all the changes one after the other', async () => {
    for (const [i, record] of LIFE.entries()) {
      await (i % 2 === 0 ? notes : people).put(database.db, record);
      if (i % 3 === 0) await sweepSearch(deps());
    }
    await sweepSearch(deps());
    const grown = await index();
    expect(grown.records.length).toBeGreaterThan(10);
    await sql`truncate search_records, search_words`.execute(database.db);
    await touchEverything(deps());
    await sweepSearch(deps());
    expect(await index()).toEqual(grown);
  });

  it('puts right what went wrong', async () => {
    await notes.put(database.db, ...LIFE.slice(0, 20));
    await sweepSearch(deps());
    const right = await index();
    await notes.hide(database.db, '1');
    await sql`update search_words set records = 1000 where word = 'garcia'`.execute(database.db);
    await sql`delete from search_words where word = 'titulo'`.execute(database.db);
    await sql`insert into search_words values ('fantasma', 3, '{}')`.execute(database.db);
    await sql`update search_records set words = '' where record_id = '2'`.execute(database.db);
    await touchEverything(deps());
    await sweepSearch(deps());
    const now = await index();
    expect(now.records).toEqual(
      right.records.filter((row) => (row as { record_id: string }).record_id !== '1'),
    );
    expect(now.words.map((row) => (row as { word: string }).word)).not.toContain('fantasma');
    expect(now.words.find((row) => (row as { word: string }).word === 'garcia')).toMatchObject({
      records: now.records.length,
    });
  });

  it('happens by itself once, and when a new kind comes', async () => {
    await bringUpToDate(deps([notes.source]));
    await notes.put(database.db, { id: '1', title: 'Naranja' });
    await people.put(database.db, { id: 'p', title: 'Persona' });
    await sweepSearch(deps([notes.source]));
    await bringUpToDate(deps([notes.source]));
    expect(await waiting()).toBe(0);
    await bringUpToDate(deps());
    await sweepSearch(deps());
    expect(await titles('persona')).toEqual(['Persona']);
  });
});
