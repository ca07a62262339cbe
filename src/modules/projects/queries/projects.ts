/** Projects as they are read; lists are paged by key and each page is a bounded number of queries. */
import { type SelectQueryBuilder, sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageRequest, pageOf } from '../../../platform/db/page-by-key.ts';
import type { Part } from '../../../platform/feeds/parts.ts';
import type { Progress } from '../tables.ts';

/** With who answers for it: a person only as long as everybody can read about them. */
function projects(db: Read) {
  return (
    db
      .selectFrom('projects as p')
      .leftJoin('institutions as i', 'i.id', 'p.institution_id')
      .leftJoin('people as k', (join) =>
        join
          .on(
            sql<boolean>`k.id = (select own.canonical_id from people as own where own.id = p.person_id and own.status = 'published')`,
          )
          .on('k.status', '=', 'published'),
      )
      .selectAll('p')
      .select(['i.name as institution', 'k.name as person', 'k.slug as person_slug'])
      // Its page, as far as there is one.
      .select(sql<string | null>`case when i.status = 'published' then i.slug end`.as('institution_slug'))
  );
}

type Projects = ReturnType<typeof projects>;
export type ProjectRow = NonNullable<Awaited<ReturnType<typeof findProject>>>;

export const findProject = (db: Read, id: string) => projects(db).where('p.id', '=', id).executeTakeFirst();

/** As everybody reads it; `published_at` is there. */
const shown = (db: Read) => projects(db).where('p.status', '=', 'published');

export const findShownProject = (db: Read, slug: string) =>
  shown(db).where('p.slug', '=', slug).executeTakeFirst();

export const shownByIds = (db: Read, ids: readonly string[]) =>
  shown(db)
    .where(sql<boolean>`p.id = any(${[...ids]}::uuid[])`)
    .execute();

export const LATEST_CURSOR = cursorOf({ at: KEY.instant, id: KEY.uuid });
export type LatestKey = { at: Temporal.Instant; id: string };

function latest<O>(
  query: SelectQueryBuilder<never, never, O>,
  column: 'p.published_at' | 'p.updated_at',
  { after, limit }: PageRequest<LatestKey>,
) {
  const key = sql.ref(column);
  return (query as unknown as Projects)
    .$if(after !== undefined, (q) =>
      q.where(sql<boolean>`(${key}, p.id) < (${String(after?.at)}::timestamptz, ${after?.id ?? ''}::uuid)`),
    )
    .orderBy(column, 'desc')
    .orderBy('p.id', 'desc')
    .limit(limit + 1)
    .execute();
}

/** The latest published first. @param institution slug of who answers for it */
export async function listShown(
  db: Read,
  { institution }: { institution?: string | undefined },
  page: PageRequest<LatestKey>,
) {
  const query = shown(db).$if(institution !== undefined, (q) => q.where('i.slug', '=', institution ?? ''));
  const rows = await latest(query as never, 'p.published_at', page);
  return pageOf(rows, page.limit, ({ published_at: at, id }) =>
    LATEST_CURSOR.write({ at: at as Temporal.Instant, id }),
  );
}

/** Of the back office, the last changed first. */
export async function listAll(db: Read, page: PageRequest<LatestKey>) {
  const rows = await latest(projects(db) as never, 'p.updated_at', page);
  return pageOf(rows, page.limit, ({ updated_at: at, id }) => LATEST_CURSOR.write({ at, id }));
}

export interface LinkedProposal {
  project_id: string;
  number: number;
  /** null: nobody may read it any more. */
  title: string | null;
}

/** The proposals of several projects. One query. */
export async function proposalsOf(
  db: Read,
  projectIds: readonly string[],
): Promise<ReadonlyMap<string, LinkedProposal[]>> {
  const rows = await db
    .selectFrom('project_proposals as pp')
    .innerJoin('proposals as x', 'x.id', 'pp.proposal_id')
    .select(['pp.project_id', sql<number>`x.number`.as('number'), 'x.title'])
    .where(sql<boolean>`pp.project_id = any(${[...projectIds]}::uuid[])`)
    .orderBy('x.number')
    .execute();
  return Map.groupBy(rows, (row) => row.project_id);
}

/** Published projects of one proposal, the earliest first. One query. */
const MOST_OF_ONE = 20;
export const projectsOf = (db: Read, proposalId: string) =>
  shown(db)
    .where((eb) =>
      eb(
        'p.id',
        'in',
        eb.selectFrom('project_proposals').select('project_id').where('proposal_id', '=', proposalId),
      ),
    )
    .orderBy('p.published_at')
    .limit(MOST_OF_ONE)
    .execute();

export interface StepRow {
  project_id: string;
  progress: Progress;
  due_on: Temporal.PlainDate;
  progress_on: Temporal.PlainDate | null;
}

/** How far the milestones of several projects are. One query. */
export async function stepsOf(
  db: Read,
  projectIds: readonly string[],
): Promise<ReadonlyMap<string, StepRow[]>> {
  const rows = await db
    .selectFrom('project_milestones')
    .select(['project_id', 'progress', 'due_on', 'progress_on'])
    .where(sql<boolean>`project_id = any(${[...projectIds]}::uuid[])`)
    .execute();
  return Map.groupBy(rows, (row) => row.project_id);
}

export const shownIds = (db: Read) =>
  db.selectFrom('projects').select('id').where('status', '=', 'published');

/** For the search's sweep. */
export async function listShownIds(
  db: Read,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<string[]> {
  const rows = await shownIds(db)
    .$if(after !== undefined, (q) => q.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

export const listShownAddresses = (db: Read, { from, limit }: Part) =>
  db
    .selectFrom('projects')
    .select(['slug', 'updated_at'])
    .where('status', '=', 'published')
    .$if(from !== undefined, (q) => q.where('id', '>=', from ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute();
