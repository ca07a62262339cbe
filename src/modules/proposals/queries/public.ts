/** Proposals as everybody reads them; every list bounded and paged by key. */
import { type Expression, type SqlBool, sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageRequest, pageOf } from '../../../platform/db/page-by-key.ts';
import type { Part } from '../../../platform/feeds/parts.ts';

/** The latest number first. */
export const NUMBER_CURSOR = cursorOf({ number: KEY.integer });
export type NumberKey = { number: number };

export interface ProposalFilter {
  category?: string | undefined;
  department?: string | undefined;
  /** Slug of an edition. */
  event?: string | undefined;
}

/** Of those counted: beyond it is said that there are more. */
export const MOST_COUNTED = 10_000;

/** Whoever is public has a title in the open: the database holds it to that. */
function shown(db: Read) {
  return db
    .selectFrom('proposals as p')
    .leftJoin('events as e', (join) =>
      // A draft's title is nobody's business, whatever was born in it.
      join.onRef('e.id', '=', 'p.event_id').on('e.visibility', '=', 'published'),
    )
    .select(['e.slug as event_slug', 'e.title as event_title'])
    .where('p.title', 'is not', null)
    .select([
      'p.id',
      'p.state',
      'p.origin',
      'p.category',
      'p.department',
      'p.from_event',
      'p.author_kind',
      'p.visibility',
      'p.sealed_authors',
      'p.lang',
      'p.updated_at',
      'p.version',
    ])
    .select([
      sql<number>`p.number`.as('number'),
      sql<string>`p.title`.as('title'),
      sql<string>`p.problem`.as('problem'),
      sql<string>`p.affected`.as('affected'),
      sql<string>`p.summary`.as('summary'),
      sql<Temporal.Instant>`p.published_at`.as('published_at'),
    ]);
}

export type ShownProposal = Awaited<ReturnType<typeof listProposals>>['items'][number];

export async function listProposals(db: Read, filter: ProposalFilter, page: PageRequest<NumberKey>) {
  const rows = await shown(db)
    .where(matching(filter))
    .$if(page.after !== undefined, (q) => q.where('p.number', '<', page.after?.number ?? 0))
    .orderBy('p.number', 'desc')
    .limit(page.limit + 1)
    .execute();
  return pageOf(rows, page.limit, ({ number }) => NUMBER_CURSOR.write({ number }));
}

/** @returns at most one more than `MOST_COUNTED` */
export async function countProposals(db: Read, filter: ProposalFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from proposals as p where p.title is not null and ${matching(filter)} limit ${MOST_COUNTED + 1}
    ) as counted`.execute(db);
  return rows[0]?.count ?? 0;
}

function matching({ category, department, event }: ProposalFilter): Expression<SqlBool> {
  const of = [
    category === undefined ? undefined : sql<SqlBool>`p.category = ${category}`,
    department === undefined ? undefined : sql<SqlBool>`p.department = ${department}`,
    event === undefined
      ? undefined
      : sql<SqlBool>`p.event_id = (select id from events where slug = ${event} and visibility = 'published')`,
  ].filter((one) => one !== undefined);
  return of.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`${sql.join(of, sql` and `)}`;
}

export function findShown(db: Read, number: number) {
  return shown(db).where('p.number', '=', number).executeTakeFirst();
}

export function listShownByIds(db: Read, ids: readonly string[]) {
  return shown(db)
    .where(sql<boolean>`p.id = any(${[...ids]}::uuid[])`)
    .execute();
}

/** For the search's sweep and the site map. */
export async function listShownIds(
  db: Read,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('proposals')
    .select('id')
    .where('title', 'is not', null)
    .$if(after !== undefined, (q) => q.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

export const shownIds = (db: Read) => db.selectFrom('proposals').select('id').where('title', 'is not', null);

export function listShownAddresses(db: Read, { from, limit }: Part) {
  return db
    .selectFrom('proposals')
    .select([sql<number>`number`.as('number'), 'updated_at'])
    .where('title', 'is not', null)
    .$if(from !== undefined, (q) => q.where('id', '>=', from ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** What there is to choose from, by how many are public. */
export async function countFacets(db: Read): Promise<{
  categories: ReadonlyMap<string, number>;
  departments: ReadonlyMap<string, number>;
  total: number;
}> {
  const { rows } = await sql<{ category: string | null; department: string | null; count: number }>`
    select category, department, count(*)::int as count from proposals where title is not null
    group by grouping sets ((category), (department), ())`.execute(db);
  const categories = new Map<string, number>();
  const departments = new Map<string, number>();
  let total = 0;
  for (const { category, department, count } of rows) {
    if (category !== null) categories.set(category, count);
    else if (department !== null) departments.set(department, count);
    else total = count;
  }
  return { categories, departments, total };
}

/** Editions in which public proposals were born, the latest first. */
export function listEventsOf(db: Read, limit: number) {
  return db
    .selectFrom('events as e')
    .select(['e.slug', 'e.title'])
    .where('e.visibility', '=', 'published')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('proposals as p')
          .select('p.id')
          .whereRef('p.event_id', '=', 'e.id')
          .where('p.title', 'is not', null),
      ),
    )
    .orderBy('e.starts_at', 'desc')
    .limit(limit)
    .execute();
}
