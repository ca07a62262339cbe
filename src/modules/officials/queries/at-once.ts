/** Who held a post of one seat at the same time as somebody else, as far as that is certain. */
import { type RawBuilder, sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import type { CitedSource } from '../../../platform/sources/citations.ts';
import type { Span } from '../rules/at-once.ts';
import type { Evidence } from '../tables.ts';
import { SOURCE_COLUMNS, sourceOf } from './statements.ts';

/** The rule of `surelyAtOnce` for two tables or rows that have `starts` and `ends`. */
export function atOnce(one: string, other: string): RawBuilder<boolean> {
  return sql<boolean>`coalesce(${beginsBeforeEnd(one, other)} and ${beginsBeforeEnd(other, one)}, false)`;
}

function beginsBeforeEnd(one: string, other: string): RawBuilder<boolean> {
  const [a, b] = [sql.table(one), sql.table(other)];
  const begun = sql`coalesce(${a}.starts, ${a}.ends)`;
  const over = sql`coalesce(${b}.ends, ${b}.starts)`;
  const last = sql`(${begun} || substr('-12-31', length(${begun}) - 3)) collate "C"`;
  const first = sql`(${over} || substr('-01-01', length(${over}) - 3)) collate "C"`;
  return sql<boolean>`case when ${a}.starts is null or ${b}.ends is null then ${last} <= ${first} else ${last} < ${first} end`;
}

export interface AtOnce extends Span {
  id: string;
  postId: string;
  /** Under whom it is shown. */
  person: { id: string; slug: string; name: string };
  evidence: Evidence;
  source: CitedSource | null;
}

/** So many of one post are named. */
const MOST = 20;

/**
 * Others who held this post at the same time for certain, by what is not kept back; none where it has more than one
 * seat, or nobody said how many. One query.
 * @param person whoever it is about, in whichever record: nobody holds a post at once with themselves
 */
export async function othersAtOnce(
  db: Read,
  { postId, personId, starts, ends }: { postId: string; personId: string } & Span,
): Promise<AtOnce[]> {
  const rows = await db
    .selectFrom('posts as o')
    .innerJoin('tenures as t', 't.post_id', 'o.id')
    .innerJoin('people as p', 'p.id', 't.person_id')
    .innerJoin('people as r', 'r.id', 'p.canonical_id')
    .innerJoin(sql<Span>`(select ${starts}::text as starts, ${ends}::text as ends)`.as('own'), (join) =>
      join.on(atOnce('t', 'own')),
    )
    .leftJoin('sources as s', 's.id', 't.source_id')
    .select(['t.id', 't.starts', 't.ends', 't.evidence', 'r.id as root_id', 'r.slug', 'r.name'])
    .select([...SOURCE_COLUMNS])
    .where('o.id', '=', postId)
    .where('o.seats', '=', 1)
    .where('t.kind', '=', 'office')
    .where('t.evidence', '!=', 'kept')
    .where('p.status', '!=', 'archived')
    .where('p.canonical_id', '!=', (eb) =>
      eb.selectFrom('people').select('canonical_id').where('id', '=', personId),
    )
    .orderBy('t.starts')
    .orderBy('t.id')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    postId,
    person: { id: row.root_id, slug: row.slug, name: row.name },
    starts: row.starts,
    ends: row.ends,
    evidence: row.evidence,
    source: sourceOf(row),
  }));
}
