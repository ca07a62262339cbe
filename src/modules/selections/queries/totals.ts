/** Totals of one sheet of scores, as the database computes them: printed, or the sum where every aspect is recorded. */
import { type RawBuilder, sql } from 'kysely';

/**
 * Rows `(candidacy_id, total, is_printed)`; `total` is null where neither is there. An aspect that the sheet or its
 * rubric has and somebody has no points for is not recorded: then there is no sum.
 * @param of only these candidacies; all of the sheet when left out
 */
export function totalsOf(
  gradingId: string,
  of?: readonly string[],
): RawBuilder<{
  candidacy_id: string;
  total: string | null;
  is_printed: boolean;
}> {
  const among = of ? sql`and candidacy_id = any(${of}::uuid[])` : sql``;
  return sql`(
    with sheet as (
      select s.candidacy_id, s.aspect_key, s.value
      from scores s
      join gradings g on g.id = s.grading_id
      left join rubric_aspects a on a.rubric_id = g.rubric_id and a.key = s.aspect_key
      where s.grading_id = ${gradingId} and coalesce(a.parent_key, '') = '' ${among}
    ), expected as (
      -- All scores are looked at only where no rubric says which aspects there are.
      select coalesce(nullif((
        select count(*) from rubric_aspects a join gradings g on g.rubric_id = a.rubric_id
        where g.id = ${gradingId} and a.parent_key = ''
      ), 0), (select count(distinct aspect_key) from scores where grading_id = ${gradingId})) as n
    ), sums as (
      select candidacy_id, case when count(*) = (select n from expected) then sum(value) end as total
      from sheet group by candidacy_id
    ), printed as (select candidacy_id, printed from score_totals where grading_id = ${gradingId} ${among})
    select coalesce(p.candidacy_id, u.candidacy_id) as candidacy_id, coalesce(p.printed, u.total) as total,
      p.candidacy_id is not null as is_printed
    from printed p full join sums u on u.candidacy_id = p.candidacy_id)`;
}
