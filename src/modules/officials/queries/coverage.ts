/** Of posts with a stated number of seats: how many of those who hold them are known to us. Public ones only. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import type { PostCoverage } from '../rules/coverage.ts';

/** Of a post so many tenures are looked at, the latest first. */
const MOST_OF_POST = 600;

/**
 * Each post of these institutions that has a stated number of seats. One query, which reads a bounded number of
 * tenures of each post.
 * @param today tenures that ended before are of before; of those without an end nobody knows better
 */
export async function coverageOf(
  db: Read,
  institutionIds: readonly string[],
  today: Temporal.PlainDate,
): Promise<PostCoverage[]> {
  if (institutionIds.length === 0) return [];
  const day = String(today);
  const { rows } = await sql<PostCoverage>`
    with held as materialized (
      select o.id as post_id, t.person, t.starts, t.ends,
        t.ends is null or t.ends collate "C" >= left(${day}, length(t.ends)) as is_now,
        left(coalesce(t.ends, t.starts), 4)::int as last_year
      from posts o
      cross join lateral (
        select r.id as person, latest.starts, latest.ends
        from (
          select person_id, starts, ends from tenures
          where post_id = o.id and kind = 'office' and evidence <> 'kept'
          order by starts desc, id limit ${MOST_OF_POST}
        ) latest
        join people p on p.id = latest.person_id and p.status = 'published'
        join people r on r.id = p.canonical_id and r.status = 'published'
      ) t
      where o.institution_id = any(${[...institutionIds]}::uuid[]) and o.seats is not null
    ),
    latest as (select post_id, max(last_year) as year from held group by post_id)
    select o.institution_id as "institutionId", o.id as "postId", o.label, o.seats,
      count(distinct h.person) filter (where h.is_now)::int as now,
      l.year,
      count(distinct h.person) filter (
        where h.last_year >= l.year and left(coalesce(h.starts, h.ends), 4)::int <= l.year)::int as then
    from posts o
    left join held h on h.post_id = o.id
    left join latest l on l.post_id = o.id
    where o.institution_id = any(${[...institutionIds]}::uuid[]) and o.seats is not null
    group by o.institution_id, o.id, o.label, o.seats, o.position, l.year
    order by o.position, o.id`.execute(db);
  return rows;
}
