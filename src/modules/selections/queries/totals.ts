/** Totals of one sheet of scores, as the database computes them: printed, or the sum where every aspect is recorded. */
import { type Expression, type RawBuilder, sql } from 'kysely';

/**
 * Rows `(candidacy_id, total, is_printed)`; `total` is null where neither is there. An aspect that the sheet or its
 * rubric has and somebody has no points for is not recorded: then there is no sum.
 * @param of only these candidacies, or those whose ids a query finds; all of the sheet when left out
 */
export function totalsOf(
  gradingId: string,
  of?: readonly string[] | Expression<{ id: string }>,
): RawBuilder<{
  candidacy_id: string;
  total: string | null;
  is_printed: boolean;
}> {
  const among =
    of === undefined
      ? sql``
      : 'toOperationNode' in of
        ? sql`and candidacy_id in ${of}`
        : sql`and candidacy_id = any(${of}::uuid[])`;
  // Which aspects are parts of others is looked up once, not for every score.
  return sql`(
    with parts as (
      select a.key from rubric_aspects a join gradings g on g.rubric_id = a.rubric_id
      where g.id = ${gradingId} and a.parent_key <> ''
    ), whole as (
      select a.key from rubric_aspects a join gradings g on g.rubric_id = a.rubric_id
      where g.id = ${gradingId} and a.parent_key = ''
    ), expected as (
      -- All scores are looked at only where no rubric says which aspects there are.
      select count(*) > 0 as is_known, coalesce(nullif(count(*), 0),
        (select count(distinct aspect_key) from scores where grading_id = ${gradingId})) as n
      from whole
    ), sums as (
      -- Points on what the rubric does not have make no sum of it.
      select candidacy_id, case when count(*) = (select n from expected) and (not (select is_known from expected)
        or bool_and(aspect_key = any (array(select key from whole)))) then sum(value) end as total
      from scores
      where grading_id = ${gradingId} and aspect_key <> all (array(select key from parts)) ${among}
      group by candidacy_id
    ), printed as (select candidacy_id, printed from score_totals where grading_id = ${gradingId} ${among})
    select coalesce(p.candidacy_id, u.candidacy_id) as candidacy_id, coalesce(p.printed, u.total) as total,
      p.candidacy_id is not null as is_printed
    from printed p full join sums u on u.candidacy_id = p.candidacy_id)`;
}
