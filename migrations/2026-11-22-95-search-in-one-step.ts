/**
 * The search in one step: what somebody typed goes in, one page of what matches comes out. Samples in four sizes
 * instead of 1,024 parts. The index is made anew by itself; until then common words are read whole.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `drop function search_page(tsquery, tsquery, text, bigint, bigint, integer)`,
  `drop function search_some(tsquery, tsquery, integer)`,
  `create type search_hit as (no integer, kind text, id text, score bigint)`,
  // What begins with a word among the distinct words of titles and names: itself first, then what is in most records.
  // All of this is PL/pgSQL, which keeps its plans: the same in SQL was planned anew at each call and cost the triple.
  `create function search_beginnings(asked text, most integer) returns text[]
    language plpgsql stable
    as $$
      begin
        return array(
          select word from (
            select word, records from search_words
            where word >= asked collate "C" and word < asked collate "C" || U&'\\+10FFFF'
              and (length(asked) >= 2 or word = asked collate "C")
            order by word limit 200
          ) as near
          order by word = asked collate "C" desc, records desc, word limit most
        );
      end
    $$`,
  // The words of a question that say something, each with all ways in which a record may be indexed by it (stems)
  // and with the words of titles and names that it stands for (written). spanish: as given to the Spanish stemmer,
  // null for a word that says nothing. A word that titles know stands for itself; the last may not be typed to its end.
  `create function search_terms(words text[], spanish text[]) returns jsonb
    language plpgsql stable
    as $$
      declare
        telling integer[] := '{}';
        terms jsonb := '[]';
        at integer;
        word text;
        in_spanish text;
        in_english text;
        written text[];
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
          if at <> telling[cardinality(telling)]
            and exists (select from search_words s where s.word = words[at] collate "C") then
            written := array[word];
          else
            written := search_beginnings(word, 8);
          end if;
          terms := terms || jsonb_build_object(
            'word', word,
            'stems', array[in_spanish]
              || array_remove(array[in_english], in_spanish)
              || array_remove(array_remove(array[word], in_spanish), in_english),
            'written', written
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
        for term in select jsonb_array_elements(terms) loop
          alternatives := null;
          for lexeme in select jsonb_array_elements_text(term -> 'stems') loop
            alternatives := concat_ws('|', alternatives, quote_literal(mark || lexeme));
          end loop;
          for lexeme in select jsonb_array_elements_text(term -> 'written') loop
            if whole or lexeme <> term ->> 'word' then
              alternatives := concat_ws('|', alternatives, quote_literal('=' || lexeme));
            end if;
          end loop;
          all_terms := concat_ws(joined, all_terms, '(' || alternatives || ')');
        end loop;
        return all_terms::tsquery;
      end
    $$`,
  // The first so many that match, in no order, each with its score. Whatever the planner believes of a word, the
  // answer comes through the index: read from the table, a word that hardly occurs would cost unpacking every long
  // text there is. And whatever is asked, what the index has to give is bounded: one in 256 of the records is asked
  // first; where that tells of more than a thousand, only one record in 4, 16, 64 or 256 is looked at, some hundred.
  // Title ranks before names before what the text says most often; of equals the latest. One number, so that a page
  // begins behind the last hit of the one before.
  `create function search_some(query tsquery, ranked tsquery, most integer, out hits search_hit[], out partly boolean)
    language plpgsql stable
    set enable_seqscan = off
    set plan_cache_mode = force_generic_plan
    as $$
      declare
        seen integer;
      begin
        select count(*) into seen from (
          select from search_records r where r.words @@ (query && '''@256'''::tsquery) limit 256
        ) s;
        partly := seen > 4;
        if partly then
          query := query && (case
            when seen <= 16 then '''@4''' when seen <= 64 then '''@16''' when seen <= 255 then '''@64'''
            else '''@256'''
          end)::tsquery;
        end if;
        hits := array(
          select row(r.no, r.record_kind, r.record_id,
            round(ts_rank('{0.05, 0.2, 0.6, 1}', r.top, ranked, 1) * 10000)::bigint * 100000
              + coalesce(greatest(0, least(99999, extract(epoch from r.at) / 86400)), 0)::bigint
          )::search_hit
          from search_records r where r.words @@ query limit most
        );
      end
    $$`,
  // One page of what matches, and how much there is of each kind. Of more than can be ranked (many), those with
  // the words in title or names are among what is ranked; of the kind wanted, as much as of all together.
  `create function search_page(
      terms jsonb, joined text, wanted text, after_score bigint, after_no bigint, size integer,
      out page jsonb, out counts jsonb, out many boolean)
    language plpgsql stable
    set plan_cache_mode = force_generic_plan
    as $$
      declare
        most constant integer := 200;
        anywhere constant tsquery := search_query(terms, '', joined, false);
        named constant tsquery := search_query(terms, '~', joined, false);
        ranked constant tsquery := search_query(terms, '', joined, true);
        of_kind constant tsquery := quote_literal('#' || wanted);
        all_hits search_hit[];
        some_hits search_hit[];
      begin
        if anywhere is null then
          return;
        end if;
        select f.hits, f.partly or cardinality(f.hits) > most into all_hits, many
          from search_some(anywhere, ranked, most + 1) f;
        if many then
          select f.hits into some_hits from search_some(named, ranked, most / 2) f;
          all_hits := all_hits || some_hits;
          if wanted is not null then
            select f.hits into some_hits from search_some(anywhere && of_kind, ranked, most) f;
            all_hits := all_hits || some_hits;
            select f.hits into some_hits from search_some(named && of_kind, ranked, most / 2) f;
            all_hits := all_hits || some_hits;
          end if;
        end if;
        with found as materialized (select distinct on (u.no) u.* from unnest(all_hits) u)
        select
          (select jsonb_agg(p) from (
            select * from found h
            where (wanted is null or h.kind = wanted)
              and (after_score is null or (h.score, h.no) < (after_score, after_no))
            order by h.score desc, h.no desc limit size
          ) p),
          (select jsonb_object_agg(c.kind, c.count) from (
            select h.kind, count(*) as count from found h group by h.kind
          ) c)
          into page, counts;
      end
    $$`,
  // The first few with the words in title or names; out of so many, when there are more.
  `create function search_named(terms jsonb, most integer, out page jsonb)
    language plpgsql stable
    set plan_cache_mode = force_generic_plan
    as $$
      declare
        named constant tsquery := search_query(terms, '~', '&', false);
      begin
        if named is null then
          return;
        end if;
        select jsonb_agg(p) into page from (
          select u.* from search_some(named, search_query(terms, '', '&', true), 60) f, unnest(f.hits) u
          order by u.score desc, u.no desc limit most
        ) p;
      end
    $$`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
