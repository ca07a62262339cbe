/**
 * The search over all public records: what was touched and waits, the index, and the distinct words of titles and names.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // Rows are only added by commands and taken away by the sweep: no two commands ever wait for each other here.
  `create table search_touched (
    id bigint generated always as identity primary key,
    record_kind text not null,
    record_id text not null
  )`,
  `create index search_touched_kind on search_touched (record_kind, id)`,
  // top is short and lies in the row, so that ranking a thousand rows fetches no long texts; words is only read
  // through its index. In words, = goes before a word of a title as written, ~ before its stem, # before a kind.
  `create table search_records (
    no integer generated always as identity primary key,
    record_kind text not null,
    record_id text not null,
    at timestamptz,
    names text[] collate "C" not null,
    top tsvector not null,
    words tsvector not null,
    unique (record_kind, record_id)
  )`,
  // Without a list of pending entries, which every reader would have to go through.
  `create index search_records_words on search_records using gin (words) with (fastupdate = off)`,
  `create table search_words (
    word text collate "C" primary key,
    records integer not null check (records > 0),
    variants text[] collate "C" not null
  )`,
  `create index search_words_variants on search_words using gin (variants) with (fastupdate = off)`,
  // Whatever the planner believes of a word, the answer comes through the index: read from the table, a word that
  // hardly occurs would cost unpacking every long text there is.
  `create function search_hits(query tsquery, most integer)
    returns table (no integer, record_kind text, record_id text, at timestamptz, top tsvector)
    language sql stable rows 1000
    set enable_seqscan = off
    set work_mem = '32MB'
    set jit = off
    as $$
      select r.no, r.record_kind, r.record_id, r.at, r.top from search_records r where r.words @@ query limit most
    $$`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
