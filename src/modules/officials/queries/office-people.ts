/** People as editors see them: drafts too, and every record for itself. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageOf, pageOf, type PageRequest } from '../../../platform/db/page-by-key.ts';
import { isUuid } from '../../../platform/uuid.ts';
import type { PersonKind } from '../import/fields.ts';
import type { Status } from '../tables.ts';

export interface OfficePerson {
  id: string;
  slug: string;
  name: string;
  kind: PersonKind;
  status: Status;
  delisted: boolean;
  version: number;
  updated_at: Temporal.Instant;
  /** Under whom it is shown, where that is another one. */
  root: { id: string; slug: string; name: string } | null;
}

function office(db: Read) {
  return db
    .selectFrom('people as p')
    .innerJoin('people as r', 'r.id', 'p.canonical_id')
    .select(['p.id', 'p.slug', 'p.name', 'p.kind', 'p.status', 'p.delisted', 'p.version', 'p.updated_at'])
    .select(['r.id as root_id', 'r.slug as root_slug', 'r.name as root_name']);
}

type Row = Omit<OfficePerson, 'root'> & { root_id: string; root_slug: string; root_name: string };

const shaped = ({ root_id: id, root_slug: slug, root_name: name, ...row }: Row): OfficePerson => ({
  ...row,
  root: id === row.id ? null : { id, slug, name },
});

export interface OfficePeopleFilter {
  /** Folded words of the name, in any order. */
  words: readonly string[];
  status?: Status | undefined;
  kind?: PersonKind | undefined;
  /** Without what is shown under this record. */
  except?: string;
}

export type OfficeKey = { at: Temporal.Instant; id: string };
export const OFFICE_CURSOR = cursorOf<OfficeKey>({ at: KEY.instant, id: KEY.uuid });

/** Changed last first. */
export async function listOfficePeople(
  db: Read,
  { words, status, kind, except }: OfficePeopleFilter,
  { after, limit }: PageRequest<OfficeKey>,
): Promise<PageOf<OfficePerson>> {
  let query = office(db)
    .orderBy('p.updated_at', 'desc')
    .orderBy('p.id', 'desc')
    .limit(limit + 1);
  for (const word of words) query = query.where(sql<boolean>`strpos(p.name_key, ${word}) > 0`);
  if (status !== undefined) query = query.where('p.status', '=', status);
  if (kind !== undefined) query = query.where('p.kind', '=', kind);
  if (except !== undefined) query = query.where('p.canonical_id', '!=', except);
  if (after)
    query = query.where(
      sql<boolean>`(p.updated_at, p.id) < (${String(after.at)}::timestamptz, ${after.id}::uuid)`,
    );
  const rows = (await query.execute()).map(shaped);
  return pageOf(rows, limit, (last) => OFFICE_CURSOR.write({ at: last.updated_at, id: last.id }));
}

export async function findOfficePerson(db: Read, id: string): Promise<OfficePerson | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await office(db).where('p.id', '=', id).executeTakeFirst();
  return row && shaped(row);
}
