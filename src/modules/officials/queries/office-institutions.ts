/** Institutions as those see them who write them: drafts and what is kept, too. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, pageOf, type PageRequest } from '../../../platform/db/page-by-key.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { institutionKey } from '../rules/spanish-order.ts';
import type { Status } from '../tables.ts';

export const OFFICE_INSTITUTION_CURSOR = cursorOf<{ name: string; id: string }>({
  name: KEY.text,
  id: KEY.uuid,
});

export type OfficeInstitutionRow = Awaited<ReturnType<typeof listOfficeInstitutions>>['items'][number];

/** In Spanish order, whatever their state, with how many of their facts wait for somebody. One query. */
export async function listOfficeInstitutions(
  db: Read,
  filter: { q?: string | undefined; status?: Status | undefined },
  { after, limit }: PageRequest<{ name: string; id: string }>,
) {
  let query = db
    .selectFrom('institutions as i')
    .select(['i.id', 'i.slug', 'i.name', 'i.kind', 'i.status', 'i.sort_key', 'i.updated_at'])
    .select((eb) =>
      eb
        .selectFrom('statements as s')
        .whereRef('s.subject_id', '=', 'i.id')
        .where('s.evidence', '!=', 'shown')
        .select((one) => one.fn.countAll<number>().as('count'))
        .as('open'),
    )
    .orderBy('i.sort_key')
    .orderBy('i.id')
    .limit(limit + 1);
  if (filter.status) query = query.where('i.status', '=', filter.status);
  const words = institutionKey(filter.q ?? '');
  if (words !== '') query = query.where(sql<boolean>`strpos(i.name_key, ${words}) > 0`);
  if (after)
    query = query.where(sql<boolean>`(i.sort_key, i.id) > (${after.name} collate "C", ${after.id}::uuid)`);
  const rows = (await query.execute()).map((row) => ({ ...row, open: row.open ?? 0 }));
  return pageOf(rows, limit, (last) => OFFICE_INSTITUTION_CURSOR.write({ name: last.sort_key, id: last.id }));
}

export type OfficeInstitution = NonNullable<Awaited<ReturnType<typeof findOfficeInstitution>>>;

export async function findOfficeInstitution(db: Read, id: string) {
  if (!isUuid(id)) return undefined;
  return db
    .selectFrom('institutions')
    .select(['id', 'slug', 'name', 'kind', 'status', 'version', 'parent_id', 'updated_at'])
    .where('id', '=', id)
    .executeTakeFirst();
}

const MOST_CHOICES = 500;

/** @param except which is not among them: none hangs under itself */
export function institutionsToChoose(db: Read, except?: string): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom('institutions')
    .select(['id', 'name'])
    .where('status', '!=', 'archived')
    .$if(except !== undefined, (query) => query.where('id', '!=', except ?? ''))
    .orderBy('sort_key')
    .orderBy('id')
    .limit(MOST_CHOICES)
    .execute();
}

export type Uses = Record<'children' | 'posts' | 'tenures' | 'statements', number>;

/** What names an institution: others below it, its posts, tenures, and relations of others. One query. */
export async function usesOfInstitution(db: Read, id: string): Promise<Uses> {
  const { rows } = await sql<Uses>`
    select
      (select count(*)::int from institutions where parent_id = ${id} and status <> 'archived') as children,
      (select count(*)::int from posts where institution_id = ${id}) as posts,
      (select count(*)::int from tenures where institution_id = ${id}) as tenures,
      (select count(*)::int from statements
        where property = 'relation' and value ->> 'id' = ${id} and subject_id <> ${id}) as statements`.execute(
    db,
  );
  return rows[0] ?? { children: 0, posts: 0, tenures: 0, statements: 0 };
}
