/** People as everybody may see them. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageOf, pageOf, type PageRequest } from '../../../platform/db/page-by-key.ts';
import type { PersonKind } from '../import/fields.ts';
import type { Status } from '../tables.ts';

export interface ListedPerson {
  id: string;
  slug: string;
  name: string;
  kind: PersonKind;
  sort_key: string;
}

export interface PeopleFilter {
  /** See `rules/facets.ts`; all of them must hold. */
  facets: readonly string[];
  /** Sort keys from the first on, up to but without the second. */
  between?: readonly [string, string] | undefined;
}

export const PEOPLE_CURSOR = cursorOf<{ name: string; id: string }>({ name: KEY.text, id: KEY.uuid });

/** Counted no further than this: then there are “more than”. */
export const MOST_COUNTED = 1000;
/** So many are fetched and sorted in a few milliseconds; of fewer, walking to the last may take the whole index. */
const MOST_GATHERED = 2000;

export interface FoundPeople extends PageOf<ListedPerson> {
  /** Of all pages; at most one more than `MOST_COUNTED`. */
  count: number;
}

type Request = PageRequest<{ name: string; id: string }>;

/**
 * In Spanish order. Few are gathered by the index of what they are filtered by and sorted; only where there are more
 * is the index of names walked, as one match is then hardly far from the next. The database can't
 * tell which is better: it doesn't know which filters go together. One query or two, however many there are.
 */
export async function listPeople(db: Read, filter: PeopleFilter, request: Request): Promise<FoundPeople> {
  const few = await fewPeople(db, filter, request);
  const page = few.count <= MOST_GATHERED ? few : await walkPeople(db, filter, request);
  return { ...page, count: Math.min(few.count, MOST_COUNTED + 1) };
}

/** Nobody is listed where there are more than are gathered. */
async function fewPeople(db: Read, filter: PeopleFilter, { after, limit }: Request): Promise<FoundPeople> {
  const matching = filtered(db, filter)
    .select(['l.person_id', 'l.sort_key'])
    .limit(MOST_GATHERED + 1);
  const { rows } = await sql<{ count: number } & (ListedPerson | { id: null })>`
    with found as materialized (${matching})
    select counted.count, p.id, p.slug, p.name, p.kind, listed.sort_key
    from (select count(*)::int as count from found) as counted
    left join (
      select * from found ${after ? sql`where (sort_key, person_id) > (${after.name} collate "C", ${after.id}::uuid)` : sql``}
      order by sort_key, person_id limit ${limit + 1}
    ) as listed on counted.count <= ${MOST_GATHERED}
    left join people p on p.id = listed.person_id
    order by listed.sort_key, listed.person_id`.execute(db);
  const people = rows.flatMap(({ count: _count, ...person }) => (person.id === null ? [] : [person]));
  return { ...pageOf(people, limit, cursorAfter), count: rows[0]?.count ?? 0 };
}

async function walkPeople(
  db: Read,
  filter: PeopleFilter,
  { after, limit }: Request,
): Promise<PageOf<ListedPerson>> {
  let query = walked(db, filter)
    .select(['l.person_id', 'l.sort_key'])
    .orderBy('l.sort_key')
    .orderBy('l.person_id')
    .limit(limit + 1);
  if (after)
    query = query.where(
      sql<boolean>`(l.sort_key, l.person_id) > (${after.name} collate "C", ${after.id}::uuid)`,
    );
  const rows = await db
    .selectFrom(query.as('f'))
    .innerJoin('people as p', 'p.id', 'f.person_id')
    .select(['p.id', 'p.slug', 'p.name', 'p.kind', 'f.sort_key'])
    .orderBy('f.sort_key')
    .orderBy('f.person_id')
    .execute();
  return pageOf(rows, limit, cursorAfter);
}

const cursorAfter = (last: ListedPerson): string => PEOPLE_CURSOR.write({ name: last.sort_key, id: last.id });

/**
 * By the index of what they are filtered by. The words come from a subselect, so that the planner cannot take two that
 * are frequent each for frequent together, and read the whole table for the few that there are.
 */
function filtered(db: Read, { facets, between }: PeopleFilter) {
  const query = listed(db, between);
  return facets.length === 0 ? query : query.where(sql<boolean>`l.facets @> (select ${[...facets]}::text[])`);
}

/** In the order of names, each looked at: a condition that no index knows. */
function walked(db: Read, { facets, between }: PeopleFilter) {
  const query = listed(db, between);
  return facets.length === 0
    ? query
    : query.where(sql<boolean>`(l.facets @> ${[...facets]}::text[]) is true`);
}

function listed(db: Read, between: PeopleFilter['between']) {
  const query = db.selectFrom('person_listings as l');
  return between === undefined
    ? query
    : query
        .where(sql<boolean>`l.sort_key >= ${between[0]} collate "C"`)
        .where(sql<boolean>`l.sort_key < ${between[1]} collate "C"`);
}

/** Beyond it, counting by what they can be filtered by takes longer than the list itself. */
export const MOST_FACETED = 300;

/** How many of those found have each facet; only of so many. */
export async function countFacets(db: Read, filter: PeopleFilter): Promise<Map<string, number>> {
  const some = filtered(db, filter).select('l.facets').limit(MOST_FACETED);
  const { rows } = await sql<{ facet: string; count: number }>`
    select facet, count(*)::int as count from (${some}) as found cross join lateral unnest(found.facets) as facet
    group by facet`.execute(db);
  return new Map(rows.map(({ facet, count }) => [facet, count]));
}

/** What there is to filter by: a bounded look at the indexes (which hold no empty words), never at all rows. */
const MOST_CHOICES = 200;

/** Processes that somebody in the lists took part in, by their names. One query. */
export async function processChoices(db: Read): Promise<{ key: string; name: string }[]> {
  const { rows } = await sql<{ key: string; name: string }>`
    with recursive keys (key, n) as (
      (select process_key, 1 from tenures where process_key <> '' order by process_key limit 1)
      union all
      select (select t.process_key from tenures t where t.process_key > k.key and t.process_key <> '' order by t.process_key limit 1), k.n + 1
      from keys k where k.key is not null and k.n < ${MOST_CHOICES}
    )
    select k.key, t.process as name from keys k
    cross join lateral (
      select t.process from tenures t
      join people p on p.id = t.person_id
      join person_listings l on l.person_id = p.canonical_id
      where t.process_key = k.key and t.process_key <> '' and t.evidence <> 'kept' limit 1
    ) t
    where k.key is not null
    order by t.process`.execute(db);
  return rows;
}

/** Territories as printed. One query. */
export async function territoryChoices(db: Read): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    with recursive names (name, n) as (
      (select territory, 1 from tenures where territory <> '' order by territory limit 1)
      union all
      select (select t.territory from tenures t where t.territory > k.name and t.territory <> '' order by t.territory limit 1), k.n + 1
      from names k where k.name is not null and k.n < ${MOST_CHOICES}
    ) select name from names where name is not null`.execute(db);
  return rows.map(({ name }) => name);
}

export function institutionChoices(db: Read): Promise<{ id: string; slug: string; name: string }[]> {
  return db
    .selectFrom('institutions')
    .select(['id', 'slug', 'name'])
    .where('status', '=', 'published')
    .orderBy('sort_key')
    .orderBy('id')
    .limit(MOST_CHOICES)
    .execute();
}

export function postChoices(db: Read, institutionId: string) {
  return db
    .selectFrom('posts')
    .select(['id', 'slug', 'label'])
    .where('institution_id', '=', institutionId)
    .orderBy('position')
    .orderBy('id')
    .limit(MOST_CHOICES)
    .execute();
}

export interface ShownPerson {
  id: string;
  slug: string;
  name: string;
  kind: PersonKind;
  delisted: boolean;
  updated_at: Temporal.Instant;
}

export type FoundPerson =
  | { state: 'shown'; person: ShownPerson }
  /** Shown under another record. */
  | { state: 'moved'; slug: string }
  | { state: 'gone' };

/** By the address; what is no longer public says so, of a draft nothing is said. One query. */
export async function findPerson(db: Read, slug: string): Promise<FoundPerson | undefined> {
  const row = await db
    .selectFrom('people as p')
    .innerJoin('people as r', 'r.id', 'p.canonical_id')
    .select(['p.id as own_id', 'p.status as own_status'])
    .select(['r.id', 'r.slug', 'r.name', 'r.kind', 'r.delisted', 'r.updated_at', 'r.status'])
    .where('p.slug', '=', slug)
    .executeTakeFirst();
  if (!row || row.own_status === 'draft') return undefined;
  const { own_id: own, own_status: ownStatus, status, ...person } = row;
  if (ownStatus === 'archived' || status === 'archived') return { state: 'gone' };
  if (status !== 'published') return undefined;
  return own === person.id ? { state: 'shown', person } : { state: 'moved', slug: person.slug };
}

export interface PersonRecord {
  id: string;
  canonical_id: string;
  slug: string;
  name: string;
  kind: PersonKind;
  status: Status;
  import_file: string | null;
}

/** More records than that are no person. */
const MOST_RECORDS = 200;

/** The public records that are shown as these people, each person's own first. One query. */
export function recordsUnder(db: Read, roots: readonly string[]): Promise<PersonRecord[]> {
  return db
    .selectFrom('people as p')
    .leftJoin('official_imports as i', 'i.id', 'p.import_id')
    .select([
      'p.id',
      'p.canonical_id',
      'p.slug',
      'p.name',
      'p.kind',
      'p.status',
      'i.file_name as import_file',
    ])
    .where('p.canonical_id', 'in', roots)
    .where('p.status', '=', 'published')
    .orderBy(sql`p.id <> p.canonical_id`)
    .orderBy('p.id')
    .limit(MOST_RECORDS)
    .execute();
}

/** For lists: the latest two or three things that each of them held, and how many there are. One query. */
export interface Held {
  person_id: string;
  kind: string;
  post: string;
  body: string;
  process: string;
  starts: string | null;
  ends: string | null;
  total: number;
}

const SHOWN_OF_EACH = 2;

export async function heldOf(db: Read, roots: readonly string[]): Promise<Map<string, Held[]>> {
  if (roots.length === 0) return new Map();
  const { rows } = await sql<Held>`
    select r.id as person_id, h.kind, h.post, h.body, h.process, h.starts, h.ends, h.total
    from unnest(${[...roots]}::uuid[]) as r (id)
    cross join lateral (
      select t.kind, coalesce(nullif(t.post_printed, ''), o.label, '') as post,
        coalesce(nullif(t.body_printed, ''), i.name, '') as body, t.process, t.starts, t.ends,
        count(*) over ()::int as total
      from people p
      join tenures t on t.person_id = p.id and t.evidence = 'shown'
      left join posts o on o.id = t.post_id
      left join institutions i on i.id = t.institution_id
      where p.canonical_id = r.id and p.status = 'published'
      order by (t.kind = 'office') desc, t.starts desc nulls last, t.id limit ${SHOWN_OF_EACH}
    ) h`.execute(db);
  return Map.groupBy(rows, ({ person_id }) => person_id);
}
