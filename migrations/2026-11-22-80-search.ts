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
  // through its index. In words, = goes before a word of a title as written, ~ before its stem, # before a kind,
  // % before a number from 0 to 255 by chance.
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
  // hardly occurs would cost unpacking every long text there is. And whatever is asked, what the index has to be
  // read for is bounded: where one in 256 of the records (marked %0) already gives many, only so many parts of 256
  // are looked at as are needed for some hundred hits. Measured on 220,000 records: 5 instead of 50 ms.
  `create function search_hits(query tsquery, most integer)
    returns table (no integer, record_kind text, record_id text, at timestamptz, top tsvector)
    language plpgsql stable rows 1000
    set enable_seqscan = off
    set work_mem = '32MB'
    set jit = off
    as $$
      declare
        seen integer;
        parts tsquery;
      begin
        select count(*) into seen from (
          select from search_records r where r.words @@ (query && '''%0'''::tsquery) limit 500
        ) s;
        if seen >= 40 then
          select string_agg('''%' || part || '''', '|')::tsquery into parts
            from generate_series(0, least(255, 500 / seen)) part;
          query := query && parts;
        end if;
        return query
          select r.no, r.record_kind, r.record_id, r.at, r.top from search_records r where r.words @@ query limit most;
      end
    $$`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
