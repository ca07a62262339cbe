/**
 * The same search for less of the processor's time: what is known of the words of titles spares a look into the index,
 * hits stay rows of one statement, and every plan is kept.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `drop function search_page(jsonb, text, text, bigint, bigint, integer)`,
  `drop function search_named(jsonb, integer)`,
  `drop function search_some(tsquery, tsquery, integer)`,
  `drop function search_query(jsonb, text, text, boolean)`,
  `drop function search_terms(text[], text[])`,
  `drop function search_beginnings(text, integer)`,
  `drop type search_hit`,
  // As before, and of each term in how many records at most its words of titles are (records). Without the setting
  // PostgreSQL would plan what looks for beginnings at each call, for longer than it takes to look.
  `create function search_terms(words text[], spanish text[]) returns jsonb
    language plpgsql stable
    set plan_cache_mode = force_generic_plan
    as $$
      declare
        telling integer[] := '{}';
        terms jsonb := '[]';
        at integer;
        word text;
        in_spanish text;
        in_english text;
        written text[];
        its_records bigint;
      begin
        for at in 1 .. cardinality(words) loop
          if cardinality(ts_lexize('spanish_stem', spanish[at])) > 0 and cardinality(telling) < 8 then
            telling := telling || at;
          end if;
        end loop;
        foreach at in array telling loop
          word := words[at];
          in_spanish := (ts_lexize('spanish_stem', spanish[at]))[1];
          in_english := coalesce((ts_lexize('english_stem', word))[1], word);
          written := null;
          if at <> telling[cardinality(telling)] then
            select array[s.word], s.records into written, its_records
              from search_words s where s.word = words[at] collate "C";
          end if;
          if written is null then
            -- What begins with it: itself first, then what is in most records.
            select coalesce(array_agg(b.word), '{}'), sum(b.records) into written, its_records
              from (
                select near.word, near.records from (
                  select s.word, s.records from search_words s
                  where s.word >= words[at] collate "C" and s.word < words[at] collate "C" || U&'\\+10FFFF'
                    and (length(words[at]) >= 2 or s.word = words[at] collate "C")
                  order by s.word limit 200
                ) as near
                order by near.word = words[at] collate "C" desc, near.records desc, near.word limit 8
              ) as b;
          end if;
          terms := terms || jsonb_build_object(
            'word', word,
            'stems', array[in_spanish]
              || array_remove(array[in_english], in_spanish)
              || array_remove(array_remove(array[word], in_spanish), in_english),
            'written', written,
            'records', its_records
          );
        end loop;
        return terms;
      end
    $$`,
  // All of the terms (&) or any (|): their stems with this mark before, and words of titles. A word's own stem finds
  // all that is found by the word itself; only the ranking tells them apart (whole).
  `create function search_query(terms jsonb, mark text, joined text, whole boolean) returns tsquery
    language plpgsql immutable
    as $$
      declare
        term jsonb;
        lexeme text;
        alternatives text;
        all_terms text;
      begin
        -- Counted, since going through the rows of a set is a statement of its own.
        for at in 0 .. jsonb_array_length(terms) - 1 loop
          term := terms -> at;
          alternatives := null;
          for i in 0 .. jsonb_array_length(term -> 'stems') - 1 loop
            alternatives := concat_ws('|', alternatives, quote_literal(mark || (term -> 'stems' ->> i)));
          end loop;
          for i in 0 .. jsonb_array_length(term -> 'written') - 1 loop
            lexeme := term -> 'written' ->> i;
            if whole or lexeme <> term ->> 'word' then
              alternatives := concat_ws('|', alternatives, quote_literal('=' || lexeme));
            end if;
          end loop;
          if alternatives is not null then
            all_terms := concat_ws(joined, all_terms, '(' || alternatives || ')');
          end if;
        end loop;
        return all_terms::tsquery;
      end
    $$`,
  // The query, of what tells of more than about a thousand hits only in a sample that gives some hundred of them.
  // known: about how many hits there are; null, and the smallest sample is asked.
  `create function search_sampled(query tsquery, known bigint, out sampled tsquery, out partly boolean)
    language plpgsql stable
    set enable_seqscan = off
    set plan_cache_mode = force_generic_plan
    as $$
      declare
        seen bigint := known / 256;
      begin
        if seen is null then
          select count(*) into seen from (
            select from search_records r where r.words @@ (query && '''@256'''::tsquery) limit 256
          ) s;
        end if;
        partly := seen > 4;
        sampled := case when partly then query && (case
          when seen <= 16 then '''@4''' when seen <= 64 then '''@16''' when seen <= 255 then '''@64'''
          else '''@256'''
        end)::tsquery else query end;
      end
    $$`,
  // In about how many records the words have these in their title; there may be more, with other endings of a word.
  `create function search_likely(terms jsonb, joined text) returns bigint
    language plpgsql immutable
    as $$
      declare
        likely bigint := (terms -> 0 ->> 'records')::bigint;
      begin
        for at in 1 .. jsonb_array_length(terms) - 1 loop
          likely := case joined when '&' then least(likely, (terms -> at ->> 'records')::bigint)
            else likely + (terms -> at ->> 'records')::bigint end;
        end loop;
        return likely;
      end
    $$`,
  // Title ranks before names before what the text says most often; of equals the latest. One number, so that a page
  // begins behind the last hit of the one before.
  `create function search_score(top tsvector, ranked tsquery, at timestamptz) returns bigint
    language sql stable
    return round(ts_rank('{0.05, 0.2, 0.6, 1}', top, ranked, 1) * 10000)::bigint * 100000
      + coalesce(greatest(0, least(99999, floor(date_part('epoch', at) / 86400))), 0)::bigint`,
  // As many of one kind, those with the words in title or names among them.
  `create function search_of_kind(terms jsonb, joined text, wanted text, ranked tsquery, most integer) returns jsonb
    language plpgsql stable
    set enable_seqscan = off
    set plan_cache_mode = force_generic_plan
    as $$
      declare
        of_kind constant tsquery := quote_literal('#' || wanted);
        anywhere constant tsquery := (search_sampled(search_query(terms, '', joined, false) && of_kind, null)).sampled;
        named constant tsquery := (search_sampled(search_query(terms, '~', joined, false) && of_kind, null)).sampled;
      begin
        return (
          select jsonb_agg(h) from (
            (select r.no, r.record_kind as kind, r.record_id as id, search_score(r.top, ranked, r.at) as score
              from search_records r where r.words @@ anywhere limit most)
            union
            (select r.no, r.record_kind, r.record_id, search_score(r.top, ranked, r.at)
              from search_records r where r.words @@ named limit most / 2)
          ) h
        );
      end
    $$`,
  // One page of what matches, and how much there is of each kind. Of more than can be ranked (many), those with
  // the words in title or names are among what is ranked; of the kind wanted, as much as of all together. Where the
  // words are in hundreds of titles and in more texts than can be looked at, the texts are not looked at.
  // Whatever the planner believes of a word, the answer comes through the index: read from the table, a word that
  // hardly occurs would cost unpacking every long text there is.
  `create function search_page(
      terms jsonb, joined text, wanted text, after_score bigint, after_no bigint, size integer,
      out page jsonb, out counts jsonb, out many boolean)
    language plpgsql stable
    set enable_seqscan = off
    set plan_cache_mode = force_generic_plan
    as $$
      declare
        most constant integer := 200;
        anywhere tsquery := search_query(terms, '', joined, false);
        named tsquery;
        ranked constant tsquery := search_query(terms, '', joined, true);
        its_hits jsonb;
        known bigint;
        partly boolean;
      begin
        if anywhere is null then
          return;
        end if;
        if wanted is not null then
          its_hits := search_of_kind(terms, joined, wanted, ranked, most);
        end if;
        select s.sampled, s.partly into anywhere, partly from search_sampled(anywhere, null) s;
        if partly then
          -- Other endings of the words are not among what is known: a few may be many.
          known := search_likely(terms, joined);
          named := (search_sampled(search_query(terms, '~', joined, false), case when known > 1024 then known end)).sampled;
        end if;
        with near as materialized (
            select r.no, r.record_kind as kind, r.record_id as id, search_score(r.top, ranked, r.at) as score
            from search_records r where partly and r.words @@ named limit most / 2
          ),
          base as materialized (
            select r.no, r.record_kind as kind, r.record_id as id, search_score(r.top, ranked, r.at) as score
            from search_records r
            where (not partly or (select count(*) < most / 2 from near)) and r.words @@ anywhere limit most + 1
          ),
          much as materialized (select partly or count(*) > most as yes from base),
          hits as (
            select * from base
            union all
            select * from near
            union all
            (select r.no, r.record_kind, r.record_id, search_score(r.top, ranked, r.at)
              from search_records r
              where not partly and (select yes from much)
                and r.words @@ (select search_query(terms, '~', joined, false)) limit most / 2)
            union all
            select h.* from jsonb_to_recordset(its_hits) as h (no integer, kind text, id text, score bigint)
          ),
          found as materialized (select distinct on (h.no) h.* from hits h)
        select
          (select jsonb_agg(p) from (
            select * from found h
            where (wanted is null or h.kind = wanted)
              and (after_score is null or (h.score, h.no) < (after_score, after_no))
            order by h.score desc, h.no desc limit size
          ) p),
          (select jsonb_object_agg(c.kind, c.count) from (
            select h.kind, count(*) as count from found h group by h.kind
          ) c),
          (select yes from much)
          into page, counts, many;
      end
    $$`,
  // The first few with the words in title or names; out of so many, when there are more. The last word is still being
  // typed: it is looked for as it begins words of titles, which are counted, and only else by its stem.
  `create function search_named(terms jsonb, most integer, out page jsonb)
    language plpgsql stable
    set enable_seqscan = off
    set plan_cache_mode = force_generic_plan
    as $$
      declare
        ranked constant tsquery := search_query(terms, '', '&', true);
        last jsonb;
        typed tsquery;
        named tsquery;
      begin
        if ranked is null then
          return;
        end if;
        last := jsonb_set(terms -> -1, '{stems}', '[]');
        typed := search_query(jsonb_build_array(last), '', '&', true);
        named := case when typed is null then search_query(terms, '~', '&', false)
          else coalesce(search_query(terms - -1, '~', '&', false) && typed, typed) end;
        named := (search_sampled(named, (last ->> 'records')::bigint)).sampled;
        select jsonb_agg(p) into page from (
          select h.* from (
            select r.no, r.record_kind as kind, r.record_id as id, search_score(r.top, ranked, r.at) as score
            from search_records r where r.words @@ named limit 60
          ) h order by h.score desc, h.no desc limit most
        ) p;
      end
    $$`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
