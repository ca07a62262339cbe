/** What search, site map, sources, links and the home page are told of institutions. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import type { Part } from '../../../platform/feeds/parts.ts';
import { published } from './institutions.ts';

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
