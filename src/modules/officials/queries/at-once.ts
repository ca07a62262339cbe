/** Who held a post of one seat at the same time as somebody else, as far as that is certain. */
import { type RawBuilder, sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageOf, pageOf, type PageRequest } from '../../../platform/db/page-by-key.ts';
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

/** So many are named. */
const MOST = 20;

/**
 * Others who held this post at the same time for certain, by what is not kept back; none where it has more than one
 * seat, or nobody said how many. One query.
 * @param personId whoever it is about, in whichever record: nobody holds a post at once with themselves, and of the same
 * name twice it is asked elsewhere whether they are one person
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
    .innerJoin('people as me', (join) => join.onTrue())
    .leftJoin('sources as s', 's.id', 't.source_id')
    .select(['o.id as post_id', 't.id', 't.starts', 't.ends', 't.evidence'])
    .select(['r.id as root_id', 'r.slug', 'r.name'])
    .select([...SOURCE_COLUMNS])
    .where('o.id', '=', postId)
    .where('o.seats', '=', 1)
    .where('t.kind', '=', 'office')
    .where('t.evidence', '!=', 'kept')
    .where('p.status', '!=', 'archived')
    .where('me.id', '=', personId)
    .whereRef('p.canonical_id', '!=', 'me.canonical_id')
    .whereRef('p.name_key', '!=', 'me.name_key')
    .orderBy('t.starts')
    .orderBy('t.id')
    .limit(MOST)
    .execute();
  return rows.map(shaped);
}

type Row = Parameters<typeof sourceOf>[0] &
  Span & {
    id: string;
    post_id: string;
    root_id: string;
    slug: string;
    name: string;
    evidence: Evidence;
  };

const shaped = (row: Row): AtOnce => ({
  id: row.id,
  postId: row.post_id,
  person: { id: row.root_id, slug: row.slug, name: row.name },
  starts: row.starts,
  ends: row.ends,
  evidence: row.evidence,
  source: sourceOf(row),
});

/**
 * Of these tenures, who else held the post of one seat at the same time, as everybody may read it; by tenure.
 * One query. @param root under whom they are all shown
 */
export async function publicAtOnce(
  db: Read,
  { tenureIds, root }: { tenureIds: readonly string[]; root: string },
): Promise<Map<string, AtOnce[]>> {
  if (tenureIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('tenures as own')
    .innerJoin('posts as o', 'o.id', 'own.post_id')
    .innerJoin('tenures as t', (join) => join.onRef('t.post_id', '=', 'o.id').on(atOnce('t', 'own')))
    .innerJoin('people as p', 'p.id', 't.person_id')
    .innerJoin('people as me', 'me.id', 'own.person_id')
    .innerJoin('people as r', 'r.id', 'p.canonical_id')
    .leftJoin('sources as s', 's.id', 't.source_id')
    .select(['own.id as own_id', 'o.id as post_id', 't.id', 't.starts', 't.ends', 't.evidence'])
    .select(['r.id as root_id', 'r.slug', 'r.name'])
    .select([...SOURCE_COLUMNS])
    .where('own.id', 'in', tenureIds)
    .where('own.kind', '=', 'office')
    .where('o.seats', '=', 1)
    .where('t.kind', '=', 'office')
    .where('t.evidence', '!=', 'kept')
    .where('p.status', '=', 'published')
    .where('r.status', '=', 'published')
    .where('r.id', '!=', root)
    .whereRef('p.name_key', '!=', 'me.name_key')
    .orderBy('t.starts')
    .orderBy('t.id')
    .limit(MOST)
    .execute();
  return Map.groupBy(
    rows.map((row) => ({ ...shaped(row), own: row.own_id })),
    ({ own }) => own,
  );
}

export interface PostAtOnce {
  id: string;
  label: string;
  institution: { id: string; name: string };
  /** Those of its tenures that contradict another one, by their beginning. */
  held: (AtOnce & { personId: string })[];
}

export type AtOnceKey = { name: string; id: string };
export const AT_ONCE_CURSOR = cursorOf<AtOnceKey>({ name: KEY.text, id: KEY.uuid });

/** Of a post of one seat the latest are looked at; nobody counts more. */
const MOST_OF_POST = 300;

/** The tenures of a post that are not kept back, with whom they are shown under. */
const held = (post: RawBuilder<unknown>) => sql`(
  select t.id, t.person_id, t.starts, t.ends, p.canonical_id, p.name_key
  from (select * from tenures where post_id = ${post} and kind = 'office' and evidence <> 'kept'
    order by starts desc, id limit ${MOST_OF_POST}) t
  join people p on p.id = t.person_id and p.status <> 'archived')`;

/** Posts of one seat that somebody held at the same time as somebody else, by institution. Two queries. */
export async function listAtOnce(
  db: Read,
  { after, limit }: PageRequest<AtOnceKey>,
): Promise<PageOf<PostAtOnce>> {
  let query = db
    .selectFrom('posts as o')
    .innerJoin('institutions as i', 'i.id', 'o.institution_id')
    .select(['o.id', 'o.label', 'i.id as institution_id', 'i.name', 'i.sort_key'])
    .where('o.seats', '=', 1)
    .where(
      sql<boolean>`exists (select from ${held(sql.ref('o.id'))} a join ${held(sql.ref('o.id'))} b
        on b.canonical_id <> a.canonical_id and b.name_key <> a.name_key and ${atOnce('a', 'b')})`,
    )
    .orderBy('i.sort_key')
    .orderBy('o.id')
    .limit(limit + 1);
  if (after)
    query = query.where(sql<boolean>`(i.sort_key, o.id) > (${after.name} collate "C", ${after.id}::uuid)`);
  const { items, next } = pageOf(await query.execute(), limit, (last) =>
    AT_ONCE_CURSOR.write({ name: last.sort_key, id: last.id }),
  );
  const of = Map.groupBy(
    await tenuresAtOnce(
      db,
      items.map(({ id }) => id),
    ),
    ({ postId }) => postId,
  );
  return {
    next,
    items: items.map(({ id, label, institution_id: institution, name }) => ({
      id,
      label,
      institution: { id: institution, name },
      held: of.get(id) ?? [],
    })),
  };
}

const MOST_SHOWN = 500;

async function tenuresAtOnce(
  db: Read,
  postIds: readonly string[],
): Promise<(AtOnce & { personId: string })[]> {
  if (postIds.length === 0) return [];
  const rows = await db
    .selectFrom('posts as o')
    .innerJoinLateral(
      held(sql.ref('o.id')).$castTo<Span & { id: string; canonical_id: string; name_key: string }>().as('a'),
      (join) => join.onTrue(),
    )
    .innerJoin('tenures as t', 't.id', 'a.id')
    .innerJoin('people as r', 'r.id', 'a.canonical_id')
    .leftJoin('sources as s', 's.id', 't.source_id')
    .select(['o.id as post_id', 't.id', 't.person_id', 't.starts', 't.ends', 't.evidence'])
    .select(['r.id as root_id', 'r.slug', 'r.name'])
    .select([...SOURCE_COLUMNS])
    .where('o.id', 'in', postIds)
    .where(
      sql<boolean>`exists (select from ${held(sql.ref('o.id'))} b
        where b.canonical_id <> a.canonical_id and b.name_key <> a.name_key and ${atOnce('a', 'b')})`,
    )
    .orderBy('t.starts')
    .orderBy('t.id')
    .limit(MOST_SHOWN)
    .execute();
  return rows.map((row) => ({ ...shaped(row), personId: row.person_id }));
}
