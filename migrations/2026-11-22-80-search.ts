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
  `create type search_hit as (no integer, kind text, id text, score bigint)`,
  // Whatever the planner believes of a word, the answer comes through the index: read from the table, a word that
  // hardly occurs would cost unpacking every long text there is. And whatever is asked, what the index has to be
  // read for is bounded: where one in 256 of the records (marked %0) already gives many, only so many parts of 256
  // are looked at as are needed for some hundred hits. Measured on 220,000 records: 4 instead of 20 ms.
  // Title ranks before names before what the text says most often; of equals the latest. One number, so that a page
  // begins behind the last hit of the one before.
  `create function search_some(query tsquery, ranked tsquery, most integer, out hits search_hit[], out partly boolean)
    language plpgsql stable
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
        partly := seen >= 40;
        if partly then
          select string_agg('''%' || part || '''', '|')::tsquery into parts
            from generate_series(0, least(255, 500 / seen)) part;
          query := query && parts;
        end if;
        hits := array(
          select (r.no, r.record_kind, r.record_id,
            round(ts_rank('{0.05, 0.2, 0.6, 1}', r.top, ranked, 1) * 10000)::bigint * 100000
              + coalesce(greatest(0, least(99999, extract(epoch from r.at) / 86400)), 0)::bigint)::search_hit
          from search_records r where r.words @@ query limit most + 1);
        partly := partly or cardinality(hits) > most;
      end
    $$`,
  // One page of what matches, and how much there is of each kind. Of more than can be ranked (many), those with
  // the words in title or names are among what is ranked; of the kind wanted, as much as of all together.
  `create function search_page(
      anywhere tsquery, named tsquery, wanted text, after_score bigint, after_no integer, size integer,
      out page jsonb, out counts jsonb, out many boolean)
    language plpgsql stable
    as $$
      declare
        found search_hit[];
        more search_hit[];
        of_kind tsquery;
      begin
        select s.hits, s.partly into found, many from search_some(anywhere, anywhere, 1000) s;
        if many then
          select s.hits into more from search_some(named, anywhere, 500) s;
          found := found || more;
          if wanted is not null then
            of_kind := '''#' || wanted || '''';
            select s.hits into more from search_some(anywhere && of_kind, anywhere, 1000) s;
            found := found || more;
            select s.hits into more from search_some(named && of_kind, anywhere, 500) s;
            found := found || more;
          end if;
        end if;
        select jsonb_object_agg(c.kind, c.count) into counts
          from (select h.kind, count(distinct h.no) as count from unnest(found) h group by h.kind) c;
        select jsonb_agg(p) into page from (
          select h.no, h.kind, h.id, max(h.score) as score from unnest(found) h
          where (wanted is null or h.kind = wanted)
          group by h.no, h.kind, h.id
          having after_score is null or (max(h.score), h.no) < (after_score, after_no)
          order by max(h.score) desc, h.no desc limit size
        ) p;
      end
    $$`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
