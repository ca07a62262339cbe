/** Institutions as everybody may see them: published ones only, every list bounded. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageOf, pageOf, type PageRequest } from '../../../platform/db/page-by-key.ts';
import type { Part } from '../../../platform/feeds/parts.ts';
import type { CitedSource } from '../../../platform/sources/citations.ts';
import { SOURCE_COLUMNS, sourceOf, type Statement } from './statements.ts';

export const INSTITUTION_CURSOR = cursorOf<{ name: string; id: string }>({ name: KEY.text, id: KEY.uuid });

const LISTED = ['i.id', 'i.slug', 'i.name', 'i.kind', 'i.territory', 'i.updated_at', 'i.sort_key'] as const;

/** The one door to what is public: no query of this file goes past it. */
function published(db: Read) {
  return db.selectFrom('institutions as i').where('i.status', '=', 'published');
}

function withParent(db: Read) {
  return published(db)
    .leftJoin('institutions as above', (join) =>
      join.onRef('above.id', '=', 'i.parent_id').on('above.status', '=', 'published'),
    )
    .select([...LISTED])
    .select(['above.slug as parent_slug', 'above.name as parent_name']);
}

export type ListedInstitution = Awaited<ReturnType<typeof listInstitutions>>['items'][number];

/** In Spanish order, with the one above and the number of posts. One query. */
export async function listInstitutions(
  db: Read,
  filter: { kind?: string | undefined },
  { after, limit }: PageRequest<{ name: string; id: string }>,
) {
  let query = withParent(db)
    .select((eb) =>
      eb
        .selectFrom('posts as p')
        .whereRef('p.institution_id', '=', 'i.id')
        .select((one) => one.fn.countAll<number>().as('count'))
        .as('posts'),
    )
    .orderBy('i.sort_key')
    .orderBy('i.id')
    .limit(limit + 1);
  if (filter.kind !== undefined) query = query.where('i.kind', '=', filter.kind);
  if (after)
    query = query.where(sql<boolean>`(i.sort_key, i.id) > (${after.name} collate "C", ${after.id}::uuid)`);
  const rows = (await query.execute()).map((row) => ({ ...row, posts: row.posts ?? 0 }));
  return pageOf(rows, limit, (last) =>
    INSTITUTION_CURSOR.write({ name: last.sort_key, id: last.id }),
  ) satisfies PageOf<unknown>;
}

const MOST_KINDS = 60;

/** The kinds that there are, with how many of each; an empty one is not a kind. One query. */
export function listKinds(db: Read): Promise<{ kind: string; count: number }[]> {
  return published(db)
    .select(['i.kind', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy('i.kind')
    .orderBy('count', 'desc')
    .orderBy('i.kind')
    .limit(MOST_KINDS)
    .execute();
}

export type PublishedInstitution = NonNullable<Awaited<ReturnType<typeof findInstitution>>>;

export function findInstitution(db: Read, slug: string) {
  return withParent(db).select(['i.parent_id', 'i.version']).where('i.slug', '=', slug).executeTakeFirst();
}

/** Whether an institution that was taken back had this address. */
export async function isArchivedInstitution(db: Read, slug: string): Promise<boolean> {
  const row = await db
    .selectFrom('institutions')
    .select('id')
    .where('slug', '=', slug)
    .where('status', '=', 'archived')
    .executeTakeFirst();
  return row !== undefined;
}

export interface TreeRow {
  id: string;
  slug: string;
  name: string;
  kind: string;
  parent_id: string | null;
}

/** Beyond so many the tree is cut: a country has fewer bodies of justice. */
const MOST_IN_TREE = 1000;

/** All of them, to be put together as a tree. One query. */
export function listTree(db: Read): Promise<TreeRow[]> {
  return published(db)
    .select(['i.id', 'i.slug', 'i.name', 'i.kind', 'i.parent_id'])
    .orderBy('i.sort_key')
    .orderBy('i.id')
    .limit(MOST_IN_TREE)
    .execute();
}

const MOST_BELOW = 200;

/** Those directly below one. One query. */
export function listBelow(db: Read, id: string): Promise<TreeRow[]> {
  return published(db)
    .select(['i.id', 'i.slug', 'i.name', 'i.kind', 'i.parent_id'])
    .where('i.parent_id', '=', id)
    .orderBy('i.sort_key')
    .orderBy('i.id')
    .limit(MOST_BELOW)
    .execute();
}

export interface ShownPost {
  id: string;
  slug: string;
  label: string;
  seats: number | null;
}

const MOST_POSTS = 200;

export function listPosts(db: Read, institutionId: string): Promise<ShownPost[]> {
  return db
    .selectFrom('posts')
    .select(['id', 'slug', 'label', 'seats'])
    .where('institution_id', '=', institutionId)
    .orderBy('position')
    .orderBy('id')
    .limit(MOST_POSTS)
    .execute();
}

export interface Holder {
  id: string;
  postId: string | null;
  post: string;
  /** Under whom it is shown. */
  personId: string;
  name: string;
  slug: string;
  /** Kept from search engines: their page says so. */
  delisted: boolean;
  unit: string;
  territory: string;
  starts: string | null;
  ends: string | null;
  evidence: 'shown' | 'beside' | 'kept';
  reason: string;
  page: string;
  passage: string;
  source: CitedSource | null;
}

/** So many holders of all posts of an institution stand on its page; the rest are in the list of people. */
export const MOST_HOLDERS = 120;

/** Of a body with thousands of tenures the latest are found in the index; some of them may be nobody's business yet. */
const MOST_LOOKED_AT = 4 * MOST_HOLDERS;

function candidates(institutionId: string) {
  const some = (dated: boolean) => sql`(select id from tenures
    where institution_id = ${institutionId} and kind = 'office' and evidence <> 'kept'
      and starts is ${sql.raw(dated ? 'not null' : 'null')}
    order by starts desc, id limit ${MOST_LOOKED_AT})`;
  return sql<{ id: string }>`(${some(true)} union all ${some(false)})`;
}

/** Who holds and held its posts, the latest first; only people whom everybody may see. One query. */
export async function listHolders(db: Read, institutionId: string): Promise<Holder[]> {
  const rows = await db
    .selectFrom(candidates(institutionId).as('some'))
    .innerJoin('tenures as t', 't.id', 'some.id')
    .innerJoin('people as p', 'p.id', 't.person_id')
    .innerJoin('people as r', 'r.id', 'p.canonical_id')
    .leftJoin('sources as s', 's.id', 't.source_id')
    .select(['t.id', 't.post_id', 't.post_printed', 't.unit', 't.territory', 't.starts', 't.ends'])
    .select([
      't.evidence',
      't.reason',
      't.page',
      't.passage',
      'r.id as root_id',
      'r.name',
      'r.slug',
      'r.delisted',
    ])
    .select([...SOURCE_COLUMNS])
    .where('p.status', '=', 'published')
    .where('r.status', '=', 'published')
    .orderBy('t.starts', (order) => order.desc().nullsLast())
    .orderBy('t.id', 'desc')
    .limit(MOST_HOLDERS + 1)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    postId: row.post_id,
    post: row.post_printed,
    personId: row.root_id,
    name: row.name,
    slug: row.slug,
    delisted: row.delisted,
    unit: row.unit,
    territory: row.territory,
    starts: row.starts,
    ends: row.ends,
    evidence: row.evidence,
    reason: row.reason,
    page: row.page,
    passage: row.passage,
    source: sourceOf(row),
  }));
}

export interface Totals {
  institutions: number;
  people: number;
}

/** How many everybody may see. One query. */
export async function countRecords(db: Read): Promise<Totals> {
  const { rows } = await sql<Totals>`select
    (select count(*)::int from institutions where status = 'published') as institutions,
    (select count(*)::int from person_listings) as people`.execute(db);
  return rows[0] ?? { institutions: 0, people: 0 };
}

/** Sources on which something rests that everybody may see. One query, which looks each source up. */
export async function countSources(db: Read): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from sources s where
    exists (select from statements t join institutions i on i.id = t.subject_id and i.status = 'published'
      where t.source_id = s.id and t.evidence <> 'kept')
    or exists (select from statements t join posts o on o.id = t.subject_id
      join institutions i on i.id = o.institution_id and i.status = 'published'
      where t.source_id = s.id and t.evidence <> 'kept')
    or exists (select from statements t join people p on p.id = t.subject_id and p.status = 'published'
      where t.source_id = s.id and t.evidence <> 'kept')
    or exists (select from tenures t join people p on p.id = t.person_id and p.status = 'published'
      where t.source_id = s.id and t.evidence <> 'kept')`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Addresses and names of these institutions, as far as everybody may see them. One query. */
export async function institutionsById(
  db: Read,
  ids: readonly string[],
): Promise<Map<string, { id: string; slug: string; name: string; updated_at: Temporal.Instant }>> {
  if (ids.length === 0) return new Map();
  const rows = await published(db)
    .select(['i.id', 'i.slug', 'i.name', 'i.updated_at'])
    .where('i.id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Ids by address, of drafts too; one that is not there is missing. One query. */
export async function institutionsBySlug(db: Read, slugs: readonly string[]): Promise<Map<string, string>> {
  if (slugs.length === 0) return new Map();
  const rows = await db
    .selectFrom('institutions')
    .select(['id', 'slug'])
    .where('slug', 'in', slugs)
    .execute();
  return new Map(rows.map(({ slug, id }) => [slug, id]));
}

/** Ids of all that everybody may see. */
export function publishedInstitutionIds(db: Read) {
  return db.selectFrom('institutions').select('id').where('status', '=', 'published');
}

/** For the map of the site: addresses only. */
export function institutionAddresses(db: Read, { from, limit }: Part) {
  return published(db)
    .select(['i.slug', 'i.updated_at'])
    .$if(from !== undefined, (query) => query.where('i.id', '>=', from ?? ''))
    .orderBy('i.id')
    .limit(limit)
    .execute();
}

/**
 * Institutions that rest on these sources by a statement on them or on one of their posts: of each source so many.
 * One query.
 */
export async function institutionsRestingOn(
  db: Read,
  sourceIds: readonly string[],
  most: number,
): Promise<{ source_id: string; record_id: string }[]> {
  const { rows } = await sql<{ source_id: string; record_id: string }>`
    select s.id as source_id, r.record_id
    from unnest(${[...sourceIds]}::uuid[]) as s (id)
    cross join lateral (
      (select distinct t.subject_id as record_id from statements t
        where t.source_id = s.id and t.subject_kind = 'institution' and t.evidence <> 'kept' limit ${most})
      union
      (select distinct p.institution_id from statements t join posts p on p.id = t.subject_id
        where t.source_id = s.id and t.subject_kind = 'post' and t.evidence <> 'kept' limit ${most})
    ) r
    order by r.record_id desc`.execute(db);
  return rows;
}

/** The shown acronym and website of each, for lists. One query. */
export async function briefFacts(
  db: Read,
  ids: readonly string[],
  properties: readonly string[],
): Promise<Map<string, Pick<Statement, 'property' | 'value'>[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('statements')
    .select(['subject_id', 'property', 'value'])
    .where('subject_id', 'in', [...ids])
    .where('property', 'in', [...properties])
    .where('evidence', '=', 'shown')
    .orderBy('position')
    .orderBy('id')
    .limit(ids.length * properties.length * 3)
    .execute();
  return Map.groupBy(
    // Checked when it was written.
    rows.map((row) => ({ ...row, value: row.value as Statement['value'] })),
    (row) => row.subject_id,
  );
}
