/** Lists of public proposals: which ones by a narrow row each, and then what is shown of those. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageRequest, pageOf } from '../../../platform/db/page-by-key.ts';
import type { AnswerState, Sort } from '../rules/lists.ts';
import { listShownByIds } from './public.ts';

/**
 * Those first that were published last: one that waited for a reader has a number below what everybody saw already. The
 * higher number first of those that came out at once.
 */
export const LATEST_CURSOR = cursorOf({ at: KEY.instant, number: KEY.integer });
export type LatestKey = { at: Temporal.Instant; number: number };

/** Of a list in another order: its key, and the number where that is the same. */
export const SORTED_CURSOR = cursorOf({ key: KEY.integer, number: KEY.integer });
export type SortedKey = { key: number; number: number };

export interface ProposalFilter {
  category?: string | undefined;
  department?: string | undefined;
  /** Slug of an edition. */
  event?: string | undefined;
  /** Slug of an institution to which it was put. */
  institution?: string | undefined;
  state?: AnswerState | undefined;
  /** For `state`: what is late. */
  today?: Temporal.PlainDate | undefined;
}

/** Of those counted: beyond it is said that there are more. */
export const MOST_COUNTED = 10_000;

function stateIs(state: AnswerState, today: Temporal.PlainDate): RawBuilder<SqlBool> {
  const day = sql`${String(today)}::date`;
  switch (state) {
    case 'unasked':
      return sql`l.institutions = '{}'`;
    case 'late':
      return sql`l.open_due < ${day}`;
    case 'waiting':
      // Also what is on its way and not proven to have come.
      return sql`l.institutions <> '{}' and (l.open_due is null or l.open_due >= ${day})
        and (l.open_since is not null or not l.answered)`;
    case 'answered':
      return sql`l.answered`;
    case 'project':
      return sql`l.project`;
  }
}

function matching({
  category,
  department,
  event,
  institution,
  state,
  today,
}: ProposalFilter): RawBuilder<SqlBool> {
  const of = [
    sql<SqlBool>`l.shown`,
    category === undefined ? undefined : sql<SqlBool>`l.category = ${category}`,
    department === undefined ? undefined : sql<SqlBool>`l.department = ${department}`,
    event === undefined
      ? undefined
      : sql<SqlBool>`l.event_id = (select id from events where slug = ${event} and visibility = 'published')`,
    institution === undefined
      ? undefined
      : sql<SqlBool>`l.institutions <> '{}' and l.institutions @> array[(select id from institutions
          where slug = ${institution} and status = 'published')]`,
    state === undefined || today === undefined ? undefined : stateIs(state, today),
  ].filter((one) => one !== undefined);
  return sql`${sql.join(of, sql` and `)}`;
}

interface Picked {
  proposal_id: string;
  number: number;
  published_at: Temporal.Instant;
  key: number;
  supports: number;
  institutions: string[];
  open_since: Temporal.PlainDate | null;
  open_due: Temporal.PlainDate | null;
  answered: boolean;
  project: boolean;
}

export type ListedProposal = Awaited<ReturnType<typeof listShownByIds>>[number] & {
  listed: Omit<Picked, 'key' | 'published_at'>;
};

async function withTexts(db: Read, picked: readonly Picked[]): Promise<ListedProposal[]> {
  const rows = await listShownByIds(
    db,
    picked.map((one) => one.proposal_id),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return picked.flatMap(({ key: _key, published_at: _at, ...listed }) => {
    const row = byId.get(listed.proposal_id);
    return row ? [{ ...row, listed }] : [];
  });
}

const FIELDS = sql`l.proposal_id, l.number, l.published_at, l.supports, l.institutions, l.open_since, l.open_due, l.answered, l.project`;

/** The latest first. Two queries. */
export async function listProposals(db: Read, filter: ProposalFilter, page: PageRequest<LatestKey>) {
  const { after } = page;
  const behind = after
    ? sql`(l.published_at, l.number) < (${String(after.at)}::timestamptz, ${after.number}::integer)`
    : sql`true`;
  const { rows } = await sql<Picked>`
    select ${FIELDS}, 0 as key from proposal_listings as l where ${matching(filter)} and ${behind}
    order by l.published_at desc, l.number desc limit ${page.limit + 1}`.execute(db);
  const { items, next } = pageOf(rows, page.limit, ({ published_at: at, number }) =>
    LATEST_CURSOR.write({ at, number }),
  );
  return { items: await withTexts(db, items), next };
}

/** By need or by support, the latest first among equals. Two queries. */
export async function listSorted(
  db: Read,
  filter: ProposalFilter,
  sort: Exclude<Sort, 'latest'>,
  page: PageRequest<SortedKey>,
) {
  const key = sort === 'need' ? sql.ref('l.need') : sql.ref('l.supports');
  const has = sort === 'need' ? sql`l.need is not null` : sql`true`;
  const { after } = page;
  const behind = after
    ? sql`(${key}, l.number) < (${after.key}::integer, ${after.number}::integer)`
    : sql`true`;
  const { rows } = await sql<Picked>`
    select ${FIELDS}, ${key} as key from proposal_listings as l where ${matching(filter)} and ${has} and ${behind}
    order by ${key} desc, l.number desc limit ${page.limit + 1}`.execute(db);
  const { items, next } = pageOf(rows, page.limit, (last) =>
    SORTED_CURSOR.write({ key: last.key, number: last.number }),
  );
  return { items: await withTexts(db, items), next };
}

/** @returns at most one more than `MOST_COUNTED` */
export async function countProposals(db: Read, filter: ProposalFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from proposal_listings as l where ${matching(filter)} limit ${MOST_COUNTED + 1}
    ) as counted`.execute(db);
  return rows[0]?.count ?? 0;
}

export interface Facets {
  categories: ReadonlyMap<string, number>;
  departments: ReadonlyMap<string, number>;
}

/** How many are public of each category and department: of each as if it were chosen instead, with all else that is. */
export async function countFacets(db: Read, filter: ProposalFilter = {}): Promise<Facets> {
  const [categories, departments] = await Promise.all([
    countBy(db, 'category', filter),
    countBy(db, 'department', filter),
  ]);
  return { categories, departments };
}

async function countBy(
  db: Read,
  name: 'category' | 'department',
  filter: ProposalFilter,
): Promise<ReadonlyMap<string, number>> {
  const of = sql.ref<string>(`l.${name}`);
  const { rows } = await sql<{ value: string; count: number }>`
    select ${of} as value, count(*)::int as count from proposal_listings as l
    where ${matching({ ...filter, [name]: undefined })} group by ${of}`.execute(db);
  return new Map(rows.map(({ value, count }) => [value, count]));
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
          .selectFrom('proposal_listings as l')
          .select('l.proposal_id')
          .whereRef('l.event_id', '=', 'e.id')
          .where('l.shown', '=', true),
      ),
    )
    .orderBy('e.starts_at', 'desc')
    .limit(limit)
    .execute();
}

/** Of so many of the latest that were put to any. */
const MOST_LOOKED_AT = 2000;

/** Institutions to which public proposals were put, in Spanish order. */
export async function listAskedInstitutions(db: Read, limit: number) {
  const { rows } = await sql<{ slug: string; name: string }>`
    select i.slug, i.name from institutions as i
    where i.status = 'published' and i.id in (
      select unnest(institutions) from (
        select institutions from proposal_listings where shown and institutions <> '{}'
        order by number desc limit ${MOST_LOOKED_AT}
      ) as latest)
    order by i.sort_key limit ${limit}`.execute(db);
  return rows;
}
