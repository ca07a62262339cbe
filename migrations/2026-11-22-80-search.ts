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
  // % before a number from 0 to 1023 by chance.
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
  // read for is bounded: where one in 1024 of the records (marked %0) already gives many, only so many parts of 1024
  // are looked at as are needed for some hundred hits. Measured on 220,000 records: 4 instead of 20 ms.
  // Title ranks before names before what the text says most often; of equals the latest. One number, so that a page
  // begins behind the last hit of the one before.
  `create function search_some(query tsquery, ranked tsquery, most integer)
    returns table (no integer, kind text, id text, score bigint, partly boolean)
    language plpgsql stable rows 500
    set enable_seqscan = off
    set work_mem = '32MB'
    set plan_cache_mode = force_generic_plan
    set jit = off
    as $$
      declare
        seen integer;
        parts tsquery;
      begin
        select count(*) into seen from (
          select from search_records r where r.words @@ (query && '''%0'''::tsquery) limit 200
        ) s;
        if seen >= 10 then
          select string_agg('''%' || part || '''', '|')::tsquery into parts
            from generate_series(0, least(1023, 250 / seen)) part;
          query := query && parts;
        end if;
        return query
          select r.no, r.record_kind, r.record_id,
            round(ts_rank('{0.05, 0.2, 0.6, 1}', r.top, ranked, 1) * 10000)::bigint * 100000
              + coalesce(greatest(0, least(99999, extract(epoch from r.at) / 86400)), 0)::bigint,
            seen >= 10
          from search_records r where r.words @@ query limit most;
      end
    $$`,
  // One page of what matches, and how much there is of each kind. Of more than can be ranked (many), those with
  // the words in title or names are among what is ranked; of the kind wanted, as much as of all together.
  `create function search_page(
      anywhere tsquery, named tsquery, wanted text, after_score bigint, after_no bigint, size integer)
    returns table (page jsonb, counts jsonb, many boolean)
    language plpgsql stable rows 1
    set jit = off
    as $$
      declare
        of_kind constant tsquery := '''#' || coalesce(wanted, '') || '''';
      begin
        return query
          with base as materialized (select * from search_some(anywhere, anywhere, 401)),
            much as materialized (
              select count(*) > 400 or coalesce(bool_or(b.partly), false) as yes from base b
            ),
            hits as materialized (
              select h.no, h.kind, h.id, max(h.score) as score from (
                select * from base
                union all
                select * from search_some(named, anywhere, 200) where (select yes from much)
                union all
                select * from search_some(anywhere && of_kind, anywhere, 400)
                  where (select yes from much) and wanted is not null
                union all
                select * from search_some(named && of_kind, anywhere, 200)
                  where (select yes from much) and wanted is not null
              ) h group by h.no, h.kind, h.id
            )
          select
            (select jsonb_agg(p) from (
              select h.* from hits h
              where (wanted is null or h.kind = wanted)
                and (after_score is null or (h.score, h.no) < (after_score, after_no))
              order by h.score desc, h.no desc limit size
            ) p),
            (select jsonb_object_agg(c.kind, c.count) from (
              select h.kind, count(*) as count from hits h group by h.kind
            ) c),
            (select yes from much);
      end
    $$`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
