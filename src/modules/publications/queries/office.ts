/** For the back office: everything, whatever its state. */
import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageRequest, pageOf } from '../../../platform/db/page-by-key.ts';
import type { CategoryContent, PublicationContent, PublicationType } from '../schemas/content.ts';
import type { Status } from '../tables.ts';

/** What was touched last first. */
export const OFFICE_CURSOR = cursorOf({ at: KEY.instant, id: KEY.uuid });
export type OfficeKey = { at: Temporal.Instant; id: string };

export interface OfficeFilter {
  type?: PublicationType | undefined;
  status?: Status | 'scheduled' | undefined;
  category?: string | undefined;
  /** Words of the title, blind to case. */
  q?: string | undefined;
}

export type OfficeRow = Awaited<ReturnType<typeof listOffice>>['items'][number];

export async function listOffice(db: Read, filter: OfficeFilter, page: PageRequest<OfficeKey>) {
  let query = db
    .selectFrom('publications as p')
    .select([
      'p.id',
      'p.type',
      'p.section',
      'p.slug',
      'p.title',
      'p.status',
      'p.publish_at',
      'p.dated_at',
      'p.updated_at',
      'p.highlight',
      'p.written_by',
    ])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('publication_corrections as c')
            .whereRef('c.publication_id', '=', 'p.id')
            .where('c.state', '=', 'open')
            .select('c.id'),
        )
        .as('has_correction'),
    )
    .orderBy('p.updated_at', 'desc')
    .orderBy('p.id', 'desc')
    .limit(page.limit + 1);
  if (filter.type) query = query.where('p.type', '=', filter.type);
  if (filter.status === 'scheduled') query = query.where('p.publish_at', 'is not', null);
  else if (filter.status) query = query.where('p.status', '=', filter.status);
  if (filter.q)
    query = query.where('p.title', 'ilike', `%${filter.q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`);
  if (filter.category) {
    const { category } = filter;
    query = query.where('p.id', 'in', (eb) =>
      eb
        .selectFrom('publication_filed as f')
        .innerJoin('publication_categories as c', 'c.id', 'f.category_id')
        .where('c.slug', '=', category)
        .select('f.publication_id'),
    );
  }
  if (page.after) {
    const { at, id } = page.after;
    query = query.where((eb) => eb(eb.refTuple('p.updated_at', 'p.id'), '<', eb.tuple(at, id)));
  }
  return pageOf(await query.execute(), page.limit, (row) =>
    OFFICE_CURSOR.write({ at: row.updated_at, id: row.id }),
  );
}

/** How many wait for something. */
export async function countWaiting(
  db: Read,
): Promise<{ in_review: number; scheduled: number; corrections: number }> {
  const { rows } = await sql<{ in_review: number; scheduled: number; corrections: number }>`
    select (select count(*)::int from publications where status = 'in_review') as in_review,
      (select count(*)::int from publications where publish_at is not null) as scheduled,
      (select count(*)::int from publication_corrections where state = 'open') as corrections`.execute(db);
  return rows[0] ?? { in_review: 0, scheduled: 0, corrections: 0 };
}

export type OfficePublication = NonNullable<Awaited<ReturnType<typeof findOffice>>>;

export function findOffice(db: Read, id: string) {
  return db
    .selectFrom('publications as p')
    .selectAll('p')
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('publication_filed as f')
          .innerJoin('publication_categories as c', 'c.id', 'f.category_id')
          .whereRef('f.publication_id', '=', 'p.id')
          .select(['c.slug', 'c.title'])
          .orderBy('c.position')
          .orderBy('c.id'),
      ).as('categories'),
    )
    .where('p.id', '=', id)
    .executeTakeFirst();
}

/** A stored publication as commands take it. */
export function contentOf(row: OfficePublication): PublicationContent {
  const day = (text: string | null) => (text === null ? null : Temporal.PlainDate.from(text));
  return {
    type: row.type,
    slug: row.slug,
    title: row.title,
    summary: row.summary,
    body: row.body,
    lang: row.lang,
    authorName: row.author_name,
    authorEmail: row.author_email,
    image: row.image,
    imageAlt: row.image_alt,
    link: row.link,
    date: row.date,
    highlight: row.highlight,
    categories: row.categories.map(({ slug }) => slug),
    law: row.law,
    course: row.course && { ...row.course, starts: day(row.course.starts), ends: day(row.course.ends) },
    frontMatter: row.front_matter,
    fileName: row.file_name,
    fileSha256: row.file_sha256,
  };
}

const MOST_CATEGORIES = 200;

export type CategoryRow = Awaited<ReturnType<typeof listCategories>>[number];

/** All categories in their order, with how many publications each has. */
export function listCategories(db: Read) {
  return db
    .selectFrom('publication_categories as c')
    .selectAll('c')
    .select((eb) =>
      eb
        .selectFrom('publication_filed as f')
        .whereRef('f.category_id', '=', 'c.id')
        .select((count) => count.fn.countAll<number>().as('count'))
        .as('filed'),
    )
    .orderBy('c.position')
    .orderBy('c.id')
    .limit(MOST_CATEGORIES)
    .execute();
}

export function findCategory(db: Read, id: string) {
  return db.selectFrom('publication_categories').selectAll().where('id', '=', id).executeTakeFirst();
}

export function categoryContent(row: NonNullable<Awaited<ReturnType<typeof findCategory>>>): CategoryContent {
  const { slug, title, description, body } = row;
  const file = { frontMatter: row.front_matter, fileName: row.file_name, fileSha256: row.file_sha256 };
  return { slug, title, description, body, ...file };
}

/** What somebody typed and did not save, the latest first. */
export function listDrafts(db: Read, publicationId: string, userId: string) {
  return db
    .selectFrom('publication_drafts')
    .select(['base_version', 'fields', 'saves', 'saved_at'])
    .where('publication_id', '=', publicationId)
    .where('user_id', '=', userId)
    .orderBy('base_version', 'desc')
    .limit(5)
    .execute();
}

/** Corrections that wait, and what became of the last ones. */
export function listCorrections(db: Read, publicationId: string) {
  return db
    .selectFrom('publication_corrections')
    .selectAll()
    .where('publication_id', '=', publicationId)
    .orderBy(sql`state = 'open'`, 'desc')
    .orderBy('id', 'desc')
    .limit(10)
    .execute();
}

export function findCorrection(db: Read, publicationId: string, id: string) {
  return db
    .selectFrom('publication_corrections')
    .selectAll()
    .where('publication_id', '=', publicationId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Ids of those whose time has come, the earliest first. */
export async function listDue(db: Read, now: Temporal.Instant, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('publications')
    .select('id')
    .where('publish_at', '<=', now)
    .orderBy('publish_at')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Some that were rendered by another version than this. */
export function listStale(db: Read, version: number, limit: number) {
  return (
    db
      .selectFrom('publications')
      .select(['id', 'body', 'lang', 'version'])
      // Not “other than”, which no index answers: it is asked every minute.
      .where((eb) => eb.or([eb('html_version', '<', version), eb('html_version', '>', version)]))
      .limit(limit)
      .execute()
  );
}
