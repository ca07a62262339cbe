/** Institutions as everybody may see them: published ones only, every list bounded. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageOf, pageOf, type PageRequest } from '../../../platform/db/page-by-key.ts';
import type { Statement } from './statements.ts';

export const INSTITUTION_CURSOR = cursorOf<{ name: string; id: string }>({ name: KEY.text, id: KEY.uuid });

const LISTED = ['i.id', 'i.slug', 'i.name', 'i.kind', 'i.territory', 'i.updated_at', 'i.sort_key'] as const;

/** The one door to what is public: no query of a list or page goes past it. */
export function published(db: Read) {
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
