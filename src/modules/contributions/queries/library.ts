/** The library as everybody reads it: published items, every list bounded and paged by key. */
import { type ExpressionBuilder, sql } from 'kysely';
import type { Database, Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageRequest, pageOf } from '../../../platform/db/page-by-key.ts';
import type { Part } from '../../../platform/feeds/parts.ts';
import type { LibraryKind } from '../tables.ts';

/** The latest first. */
export const ITEM_CURSOR = cursorOf({ at: KEY.instant, id: KEY.uuid });
export type ItemKey = { at: Temporal.Instant; id: string };

export interface LibraryFilter {
  kind?: LibraryKind | undefined;
  topic?: string | undefined;
  country?: string | undefined;
  /** Slug of an edition. */
  event?: string | undefined;
  year?: number | undefined;
  language?: string | undefined;
  /** Words folded as `searchWords` does. */
  words?: readonly string[] | undefined;
}

const LISTED = [
  'i.id',
  'i.slug',
  'i.kind',
  'i.title',
  'i.summary',
  'i.topic',
  'i.languages',
  'i.country',
  'i.department',
  'i.appears',
  'i.authors',
  'i.organization',
  'i.year',
  'i.licence',
  'i.version',
  'i.published_at',
  'i.updated_at',
] as const;

function withEdition(db: Read) {
  return (
    db
      .selectFrom('library_items as i')
      // A draft's title is nobody's business, whatever was born in it.
      .leftJoin('events as e', (join) =>
        join.onRef('e.id', '=', 'i.event_id').on('e.visibility', '=', 'published'),
      )
      .select([...LISTED, 'e.slug as event_slug', 'e.title as event_title'])
  );
}

export type ListedItem = Awaited<ReturnType<typeof listItems>>['items'][number];

export async function listItems(db: Read, filter: LibraryFilter, page: PageRequest<ItemKey>) {
  let query = withEdition(db)
    .where('i.withdrawn_at', 'is', null)
    .orderBy('i.published_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(page.limit + 1);
  if (filter.kind) query = query.where('i.kind', '=', filter.kind);
  if (filter.topic) query = query.where('i.topic', '=', filter.topic);
  if (filter.country) query = query.where('i.country', '=', filter.country);
  if (filter.event) query = query.where('e.slug', '=', filter.event);
  if (filter.year !== undefined) query = query.where('i.year', '=', filter.year);
  if (filter.language) query = query.where(sql<boolean>`${filter.language} = any(i.languages)`);
  if (filter.words && filter.words.length > 0)
    query = query.where(
      sql<boolean>`i.search @@ to_tsquery('simple', ${filter.words.map((word) => `${word}:*`).join(' & ')})`,
    );
  if (page.after) query = query.where(beyond(page.after));
  return pageOf(await query.execute(), page.limit, (row) =>
    ITEM_CURSOR.write({ at: row.published_at, id: row.id }),
  );
}

/** Of all that everybody may see. */
export function itemIds(db: Read) {
  return db.selectFrom('library_items').select('id').where('withdrawn_at', 'is', null);
}

/** For the map of the site. */
export function listItemAddresses(db: Read, { from, limit }: Part) {
  return db
    .selectFrom('library_items')
    .select(['slug', 'updated_at'])
    .where('withdrawn_at', 'is', null)
    .$if(from !== undefined, (query) => query.where('id', '>=', from ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute();
}

function beyond({ at, id }: ItemKey) {
  return (eb: ExpressionBuilder<Database & { i: Database['library_items'] }, 'i'>) =>
    eb(eb.refTuple('i.published_at', 'i.id'), '<', eb.tuple(at, id));
}

export type Item = NonNullable<Awaited<ReturnType<typeof findItem>>>;

function whole(db: Read) {
  return withEdition(db)
    .leftJoin('event_sessions as s', 's.id', 'i.session_id')
    .select([
      'i.context',
      'i.done',
      'i.result',
      'i.evidence',
      'i.learned',
      'i.contribution_id',
      'i.withdrawn_at',
      's.slug as session_slug',
      's.title as session_title',
    ]);
}

/** Under its address, also when it was taken back: then nothing of it but when. */
export function findItem(db: Read, slug: string) {
  return whole(db).where('i.slug', '=', slug).executeTakeFirst();
}

export function findItemById(db: Read, id: string) {
  return whole(db).where('i.id', '=', id).executeTakeFirst();
}

export interface Facets {
  kinds: string[];
  topics: string[];
  countries: string[];
  years: number[];
  languages: string[];
  events: { slug: string; title: string }[];
}

const MOST_CHOICES = 100;

/** What the library has to choose from, in one statement; each list bounded. */
export async function listFacets(db: Read): Promise<Facets> {
  const { rows } = await sql<Facets>`
    with shown as (select * from library_items where withdrawn_at is null)
    select
      array(select distinct kind from shown order by 1) as kinds,
      array(select distinct topic from shown order by 1 limit ${MOST_CHOICES}) as topics,
      array(select distinct country from shown where country <> '' order by 1 limit ${MOST_CHOICES}) as countries,
      array(select distinct year from shown order by 1 desc limit ${MOST_CHOICES}) as years,
      array(select distinct unnest(languages) from shown order by 1 limit ${MOST_CHOICES}) as languages,
      coalesce((select jsonb_agg(jsonb_build_object('slug', slug, 'title', title)) from (
        select e.slug, e.title from events e
        where e.visibility = 'published' and e.id in (select event_id from shown)
        order by e.starts_at desc, e.id limit ${MOST_CHOICES}) as born), '[]') as events`.execute(db);
  return rows[0] ?? { kinds: [], topics: [], countries: [], years: [], languages: [], events: [] };
}

/** For the back office: those taken back too. */
export async function listOfficeItems(db: Read, page: PageRequest<ItemKey>) {
  let query = withEdition(db)
    .select(['i.withdrawn_at'])
    .orderBy('i.published_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(page.limit + 1);
  if (page.after) query = query.where(beyond(page.after));
  return pageOf(await query.execute(), page.limit, (row) =>
    ITEM_CURSOR.write({ at: row.published_at, id: row.id }),
  );
}
