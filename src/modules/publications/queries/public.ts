/** What everybody may read: published publications only, every list bounded and paged by key. */
import { type ExpressionBuilder, sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Database, Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageRequest, pageOf } from '../../../platform/db/page-by-key.ts';
import type { RecordRef } from '../../../platform/links.ts';
import { sectionOf } from '../addresses.ts';
import { PUBLICATION_TYPES, type PublicationType } from '../schemas/content.ts';
import type { Section } from '../tables.ts';

/** The latest first. */
export const PUBLICATION_CURSOR = cursorOf({ at: KEY.instant, id: KEY.uuid });
export type PublicationKey = { at: Temporal.Instant; id: string };

export interface PublicationFilter {
  section?: Section | undefined;
  type?: PublicationType | undefined;
  /** Slug. */
  category?: string | undefined;
  /** From, and up to but without. */
  between?: readonly [Temporal.Instant, Temporal.Instant] | undefined;
  highlight?: boolean | undefined;
}

const LISTED = [
  'p.id',
  'p.type',
  'p.section',
  'p.slug',
  'p.title',
  'p.summary',
  'p.lang',
  'p.author_name',
  'p.image',
  'p.image_alt',
  'p.highlight',
  'p.words',
  'p.dated_at',
  'p.date',
  'p.first_published_at',
  'p.updated_at',
  'p.version',
] as const;

type P = Database & { p: Database['publications'] };

/** Categories of a publication, in the order in which they are kept. */
function categoriesOf(eb: ExpressionBuilder<P, 'p'>) {
  return jsonArrayFrom(
    eb
      .selectFrom('publication_filed as f')
      .innerJoin('publication_categories as c', 'c.id', 'f.category_id')
      .whereRef('f.publication_id', '=', 'p.id')
      .select(['c.slug', 'c.title'])
      .orderBy('c.position')
      .orderBy('c.id'),
  ).as('categories');
}

/** The one door to what is public: no query of this file goes past it. */
function published(db: Read) {
  return db
    .selectFrom('publications as p')
    .where('p.status', '=', 'published')
    .select([...LISTED])
    .select(categoriesOf);
}

export type ListedPublication = Awaited<ReturnType<typeof listPublished>>['items'][number];

export async function listPublished(db: Read, filter: PublicationFilter, page: PageRequest<PublicationKey>) {
  let query = published(db)
    .orderBy('p.dated_at', 'desc')
    .orderBy('p.id', 'desc')
    .limit(page.limit + 1);
  const { section, type, category, between, highlight } = filter;
  if (section) query = query.where('p.section', '=', section);
  if (type) query = query.where('p.type', '=', type);
  if (highlight !== undefined) query = query.where('p.highlight', '=', highlight);
  if (between) query = query.where('p.dated_at', '>=', between[0]).where('p.dated_at', '<', between[1]);
  if (category)
    query = query.where('p.id', 'in', (eb) =>
      eb
        .selectFrom('publication_filed as f')
        // Looked up once: joined, the category was looked at again for each publication of the section.
        .where('f.category_id', '=', (one) =>
          one.selectFrom('publication_categories').where('slug', '=', category).select('id'),
        )
        .select('f.publication_id'),
    );
  if (page.after) {
    const { at, id } = page.after;
    query = query.where((eb) => eb(eb.refTuple('p.dated_at', 'p.id'), '<', eb.tuple(at, id)));
  }
  const found = pageOf(await query.execute(), page.limit, (row) =>
    PUBLICATION_CURSOR.write({ at: shownAt(row), id: row.id }),
  );
  return found;
}

/** What is public has a day; the database holds it to that. */
export function shownAt({ dated_at: at }: { dated_at: Temporal.Instant | null }): Temporal.Instant {
  if (at === null) throw new TypeError('a published publication without a day');
  return at;
}

export type PublishedPublication = NonNullable<Awaited<ReturnType<typeof findPublished>>>;

const WHOLE = [
  'p.body',
  'p.author_email',
  'p.link',
  'p.law',
  'p.course',
  'p.html',
  'p.headings',
  'p.files',
  'p.embeds',
] as const;

/** How the text begins, without signs: long enough for any summary. */
const OPENING = sql<string>`left(p.plain, 2100)`.as('opening');

/** Under its address. */
export function findPublished(db: Read, section: Section, slug: string) {
  return published(db)
    .select([...WHOLE, OPENING])
    .where('p.section', '=', section)
    .where('p.slug', '=', slug)
    .executeTakeFirst();
}

/** Under a slug of any section; where several have it, publications come first, then initiatives, laws, terms. */
export function findPublishedBySlug(db: Read, slug: string, type?: PublicationType) {
  let query = published(db)
    .select([...WHOLE, OPENING])
    .where('p.slug', '=', slug)
    .orderBy(sql`array_position('{publications,initiatives,laws,glossary}', p.section)`)
    .limit(1);
  if (type) query = query.where('p.type', '=', type);
  return query.executeTakeFirst();
}

/** When one was taken back whose address this is; undefined: there was none. */
export async function findArchived(
  db: Read,
  section: Section,
  slug: string,
): Promise<Temporal.Instant | undefined> {
  const row = await db
    .selectFrom('publications')
    .select('archived_at')
    .where('section', '=', section)
    .where('slug', '=', slug)
    .where('status', '=', 'archived')
    .executeTakeFirst();
  return row?.archived_at ?? undefined;
}

/** Of these ids those that are public. */
export async function listPublishedByIds(db: Read, ids: readonly string[]): Promise<ListedPublication[]> {
  if (ids.length === 0) return [];
  return published(db).where('p.id', 'in', ids).execute();
}

/** The latest that speak of a record. */
export async function listPublishedAbout(
  db: Read,
  record: RecordRef,
  limit: number,
): Promise<ListedPublication[]> {
  return published(db)
    .where('p.id', 'in', (eb) =>
      eb
        .selectFrom('publication_links')
        .where('kind', '=', record.kind)
        .where('record_id', '=', record.id)
        .select('publication_id'),
    )
    .orderBy('p.dated_at', 'desc')
    .orderBy('p.id', 'desc')
    .limit(limit)
    .execute();
}

/** The law of a term, or the term of a law: those of the same name. */
export function findNamesake(db: Read, { section, slug }: { section: Section; slug: string }) {
  const other: Section = section === 'laws' ? 'glossary' : 'laws';
  return published(db).where('p.section', '=', other).where('p.slug', '=', slug).executeTakeFirst();
}

/** What it speaks of, in the order of its editor. */
export function listRelated(db: Read, id: string): Promise<RecordRef[]> {
  return db
    .selectFrom('publication_links')
    .select(['kind', 'record_id as id'])
    .where('publication_id', '=', id)
    .orderBy('position')
    .execute();
}

/** Terms and laws stand all on one page; beyond this many the list is cut. */
const MOST_TERMS = 2000;

/** All of the glossary or of the laws, by title as a dictionary sorts. */
export function listByTitle(db: Read, section: 'glossary' | 'laws') {
  return db
    .selectFrom('publications as p')
    .select(['p.id', 'p.slug', 'p.section', 'p.title', 'p.summary', 'p.lang', 'p.law'])
    .where('p.status', '=', 'published')
    .where('p.section', '=', section)
    .orderBy(sql`p.title collate "es-x-icu"`)
    .orderBy('p.id')
    .limit(MOST_TERMS)
    .execute();
}

export interface Facets {
  types: PublicationType[];
  years: number[];
  categories: { slug: string; title: string }[];
}

const MOST_CHOICES = 100;

/**
 * What there is to choose from, in one statement. Each choice is looked for until one is found: types and years in an
 * index, whatever there is; a category that the section has nothing of takes a walk through the section.
 * @param zone in which a year is a year
 */
export async function listFacets(db: Read, section: Section, zone: string): Promise<Facets> {
  const { rows } = await sql<Facets>`
    with ends as (
      select extract(year from min(dated_at) at time zone ${zone})::int as first,
        extract(year from max(dated_at) at time zone ${zone})::int as last
      from publications where status = 'published' and section = ${section})
    select
      array(select wanted from unnest(${PUBLICATION_TYPES.filter((type) => sectionOf(type) === section)}::text[]) as wanted
        where exists (select from publications p where p.type = wanted and p.status = 'published')) as types,
      array(select year from ends, generate_series(greatest(first, last - ${MOST_CHOICES}), last) as year where exists (
        select from publications p where p.status = 'published' and p.section = ${section}
          and p.dated_at >= make_timestamptz(year, 1, 1, 0, 0, 0, ${zone})
          and p.dated_at < make_timestamptz(year + 1, 1, 1, 0, 0, 0, ${zone})
      ) order by year desc) as years,
      coalesce((select jsonb_agg(jsonb_build_object('slug', slug, 'title', title) order by position, id) from (
        select c.slug, c.title, c.position, c.id from publication_categories c where (
          select true from publication_filed f join publications p on p.id = f.publication_id
          where f.category_id = c.id and p.status = 'published' and p.section = ${section} limit 1
        ) order by c.position, c.id limit ${MOST_CHOICES}) as filed), '[]') as categories`.execute(db);
  return rows[0] ?? { types: [], years: [], categories: [] };
}

/** The latest others that share a category with one. */
export async function listAlike(
  db: Read,
  item: { id: string; categories: readonly { slug: string }[] },
  limit: number,
): Promise<ListedPublication[]> {
  const slugs = item.categories.map(({ slug }) => slug);
  if (slugs.length === 0) return [];
  return latest(db, item.id, limit)
    .where('p.id', 'in', (eb) =>
      eb
        .selectFrom('publication_filed as f')
        .innerJoin('publication_categories as c', 'c.id', 'f.category_id')
        .where('c.slug', 'in', slugs)
        .select('f.publication_id'),
    )
    .execute();
}

/** The latest others of its section. */
export async function listLatestBeside(
  db: Read,
  item: { id: string; section: Section },
  limit: number,
): Promise<ListedPublication[]> {
  return latest(db, item.id, limit).where('p.section', '=', item.section).execute();
}

/** Of what is read after something else: no terms, no laws. */
function latest(db: Read, besides: string, limit: number) {
  return published(db)
    .where('p.id', '<>', besides)
    .where('p.section', 'in', ['publications', 'initiatives'])
    .orderBy('p.dated_at', 'desc')
    .orderBy('p.id', 'desc')
    .limit(limit);
}
