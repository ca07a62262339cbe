/** Writes records into the index, or out of it, and keeps count of the distinct words of their names. */
import { sql } from 'kysely';
import type { Trx } from '../db/handles.ts';
import { entryOf, type IndexEntry, readDocument } from './entry.ts';
import type { SearchSource } from './source.ts';
import { stemsOf } from './stems.ts';
import './tables.ts';
import { variantsOf } from './words.ts';

/** Any number, the same for all processes. */
const WRITING = 7_320_180;

/** Until the transaction ends nobody else writes the index: no older reading is written over a newer one. */
export async function oneAtATime(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${WRITING})`.execute(trx);
}

/** Writes these records as their source gives them now; those that it does not give go. */
export async function indexRecords(
  trx: Trx,
  kind: string,
  source: SearchSource | undefined,
  ids: readonly string[],
): Promise<void> {
  // A kind that nobody knows any more is found no more.
  const documents = (await source?.find(trx, ids)) ?? [];
  const read = documents.map(readDocument);
  const stems = await stemsOf(
    trx,
    read.flatMap(({ title, names, text }) => [...title, ...names, ...text]),
  );
  const entries = read.map((one) => entryOf(kind, one, stems));
  const before = await namesBefore(trx, kind, ids);
  await countWords(trx, before, entries);
  const there = new Set(entries.map(({ id }) => id));
  await removeEntries(
    trx,
    kind,
    ids.filter((id) => !there.has(id)),
  );
  await writeEntries(trx, kind, entries);
}

async function namesBefore(trx: Trx, kind: string, ids: readonly string[]): Promise<readonly string[][]> {
  const rows = await trx
    .selectFrom('search_records')
    .select('names')
    .where('record_kind', '=', kind)
    .where('record_id', 'in', ids)
    .execute();
  return rows.map(({ names }) => names);
}

/** Adds the difference to the counts of the distinct words. */
async function countWords(
  trx: Trx,
  before: readonly string[][],
  after: readonly IndexEntry[],
): Promise<void> {
  const more = new Map<string, number>();
  const add = (words: readonly string[], count: number): void => {
    for (const word of words) more.set(word, (more.get(word) ?? 0) + count);
  };
  for (const names of before) add(names, -1);
  for (const { names } of after) add(names, 1);
  const gone = [...more].filter(([, count]) => count < 0);
  if (gone.length > 0) {
    const [words, counts] = [gone.map(([word]) => word), gone.map(([, count]) => -count)];
    await sql`
      with less as (select * from unnest(${words}::text[], ${counts}::int[]) as l (word, count)),
        last as (delete from search_words w using less l where w.word = l.word and w.records <= l.count)
      update search_words w set records = records - l.count from less l where w.word = l.word and w.records > l.count`.execute(
      trx,
    );
  }
  const fresh = [...more].filter(([, count]) => count > 0).map(([word, records]) => ({ word, records }));
  if (fresh.length > 0) await addWords(trx, fresh);
}

/** Adds to the counts of these words; new ones come with what an error makes of them. */
export async function addWords(trx: Trx, words: readonly { word: string; records: number }[]): Promise<void> {
  const rows = words.map(({ word, records }) => ({ word, records, variants: variantsOf(word) }));
  await sql`
    insert into search_words (word, records, variants)
    select word, records, array(select jsonb_array_elements_text(variants))
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (word text, records int, variants jsonb)
    on conflict (word) do update set records = search_words.records + excluded.records`.execute(trx);
}

async function removeEntries(trx: Trx, kind: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .deleteFrom('search_records')
    .where('record_kind', '=', kind)
    .where('record_id', 'in', ids)
    .execute();
}

async function writeEntries(trx: Trx, kind: string, entries: readonly IndexEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({ ...entry, at: entry.at?.toString() ?? null }));
  await sql`
    insert into search_records (record_kind, record_id, at, names, top, words)
    select ${kind}, id, at, array(select jsonb_array_elements_text(names)), top::tsvector,
      array_to_tsvector(array(select jsonb_array_elements_text(words)))
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as n (id text, at timestamptz, names jsonb, top text, words jsonb)
    on conflict (record_kind, record_id) do update
      set at = excluded.at, names = excluded.names, top = excluded.top, words = excluded.words
      where (search_records.at, search_records.names, search_records.top, search_records.words)
        is distinct from (excluded.at, excluded.names, excluded.top, excluded.words)`.execute(trx);
}
