/**
 * A count of what is in many records may be old: where little is found in a sample, how much there is is looked for.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // As before; words of titles that begin with it mostly have its stem, and are counted with it already.
  `create or replace function search_terms(words text[], spanish text[]) returns jsonb
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
        others bigint;
        its_anywhere bigint;
        its_named bigint;
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
          others := 0;
          if at <> telling[cardinality(telling)] then
            select array[s.word], s.records into written, its_records
              from search_words s where s.word = words[at] collate "C";
          end if;
          if written is null then
            -- What begins with it: itself first, then what is in most records.
            select coalesce(array_agg(b.word), '{}'), sum(b.records),
                coalesce(sum(b.records) filter (where b.word <> words[at]), 0)
              into written, its_records, others
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
          select coalesce(sum(c.records) filter (where left(c.lexeme, 1) <> '~'), 0),
              coalesce(sum(c.records) filter (where left(c.lexeme, 1) = '~'), 0)
            into its_anywhere, its_named
            from search_frequent c
            where c.lexeme = any (array[in_spanish, in_english, word, '~' || in_spanish, '~' || in_english, '~' || word]);
          terms := terms || jsonb_build_object(
            'word', word,
            'stems', array[in_spanish]
              || array_remove(array[in_english], in_spanish)
              || array_remove(array_remove(array[word], in_spanish), in_english),
            'written', written,
            'records', its_records,
            'anywhere', greatest(its_anywhere, others),
            'named', greatest(its_named, others)
          );
        end loop;
        return terms;
      end
    $$`,
  // As before; where much was counted and little is found, the count is old, and the smallest sample is asked.
  `create or replace function search_page(
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
        partly boolean;
      begin
        if anywhere is null then
          return;
        end if;
        if wanted is not null then
          its_hits := search_of_kind(terms, joined, wanted, ranked, most);
        end if;
        select s.sampled, s.partly into anywhere, partly
          from search_sampled(anywhere, search_expected(terms, joined, 'anywhere')) s;
        if partly then
          named := (search_sampled(
            search_query(terms, '~', joined, false), search_expected(terms, joined, 'named')
          )).sampled;
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
        if partly and jsonb_path_exists(terms, '$[*].anywhere')
          and coalesce((select sum(c.value::integer) from jsonb_each_text(counts) c), 0) < 64 then
          select again.page, again.counts, again.many into page, counts, many
            from search_page(
              (select jsonb_agg(t.term - 'anywhere' - 'named' order by t.at)
                from jsonb_array_elements(terms) with ordinality t (term, at)),
              joined, wanted, after_score, after_no, size) again;
        end if;
      end
    $$`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
