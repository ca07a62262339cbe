import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { testDeps } from '../../../test/harness/app.ts';
import { useDatabase } from '../../../test/harness/database.ts';
import { countFrequent } from './frequent.ts';
import { testSource } from './fixtures.ts';
import { search } from './search.ts';
import { startSearchIndexer, sweepSearch } from './sweep.ts';

const database = useDatabase();
const notes = testSource('note');
const deps = () => {
  const made = testDeps(database.db);
  return { ...made, additions: { ...made.additions, search: [notes.source] } };
};
const MANY = 4000;

const counted = async (lexeme: string): Promise<number | undefined> =>
  (
    await database.db
      .selectFrom('search_frequent')
      .select('records')
      .where('lexeme', '=', lexeme)
      .executeTakeFirst()
  )?.records;

const sampled = async (query: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from search_records where words @@ ${query}::tsquery`.execute(database.db);
  return rows[0]?.count ?? 0;
};

const ask = (text: string) => search(database.db, [notes.source], { text, limit: 50 });

beforeAll(async () => {
  await notes.make(database.db);
  const records = Array.from({ length: MANY }, (_, i) => ({
    id: String(i),
    title: i % 200 === 0 ? 'Frecuente' : 'Asunto',
    text: i % 200 === 1 ? 'palabras frecuentes y contadas' : 'palabras frecuentes',
  }));
  await notes.put(database.db, ...records);
  await sweepSearch(deps());
});

it('what is in many records is counted, and what is in few is not', async () => {
  expect(await counted('frecuent')).toBeUndefined();
  await countFrequent(database.db);
  expect(await counted('frecuent')).toBe(64 * (await sampled(`'@64'`)));
  expect(await counted('~asunt')).toBe(64 * (await sampled(`'@64' & '~asunt'`)));
  expect(await counted('frecuent')).toBeGreaterThan(MANY / 2);
  for (const lexeme of ['cont', '~frecuent', '=frecuente', '@64', '@16'])
    expect(await counted(lexeme), lexeme).toBeUndefined();
});

it('what is counted is looked for in a sample, and those with the word in their title are all found', async () => {
  const { found, many } = await ask('frecuente');
  expect(many).toBe(true);
  expect(found.filter(({ document }) => document.title === 'Frecuente')).toHaveLength(20);
  // In few records, however many the other words are in.
  expect((await ask('contadas')).counts.get('note')).toBe(20);
  expect((await ask('frecuentes contadas')).counts.get('note')).toBe(20);
});

it('is as many as there are, whatever was counted before', async () => {
  await countFrequent(database.db);
  // In a sample, which tells of some hundred and not of all.
  const inSample = (await ask('palabras')).counts.get('note') ?? 0;
  expect(inSample).toBeGreaterThanOrEqual(64);
  expect(inSample).toBeLessThanOrEqual(201);
  // Believed to be in so many, it is looked for in one record of 64, and found to be less.
  await sql`update search_frequent set records = 200000`.execute(database.db);
  await sql`insert into search_frequent values ('cont', 200000)`.execute(database.db);
  expect((await ask('palabras')).counts.get('note')).toBe(inSample);
  expect((await ask('contadas')).counts.get('note')).toBe(20);
  await countFrequent(database.db);
  expect(await counted('frecuent')).toBe(64 * (await sampled(`'@64'`)));
});

it('words of titles that begin with a word of the same stem do not count twice', async () => {
  await notes.put(
    database.db,
    ...Array.from({ length: 1100 }, (_, i) => ({ id: `h${i}`, title: `Audiencias ${i}` })),
  );
  await sweepSearch(deps());
  await countFrequent(database.db);
  expect(await counted('~audienci')).toBeLessThan(1536);
  // As many as are looked at, not what is in one record of 16.
  expect((await ask('audiencia')).counts.get('note')).toBeGreaterThan(150);
});

it('is counted by the worker when it begins, and again after many changes', async () => {
  await database.db.deleteFrom('search_frequent').execute();
  const indexer = startSearchIndexer(deps(), { intervalMs: 20 });
  try {
    await expect.poll(() => counted('asunt'), { timeout: 10_000 }).toBeGreaterThan(MANY / 2);
    await notes.put(
      database.db,
      ...Array.from({ length: MANY }, (_, i) => ({ id: String(i), title: 'Tema', shown: i % 2 === 0 })),
    );
    await expect.poll(() => counted('tem'), { timeout: 20_000 }).toBeGreaterThan(MANY / 4);
    await expect.poll(() => counted('asunt'), { timeout: 10_000 }).toBeUndefined();
  } finally {
    await indexer.stop();
  }
}, 45_000);
