/** Sources as they are looked up: one, a list paged by key, doubles. */
import { sql } from 'kysely';
import type { Read } from '../db/handles.ts';
import { cursorOf, KEY, type PageOf, pageOf, type PageRequest } from '../db/page-by-key.ts';
import { isUuid } from '../uuid.ts';
import { addressKey } from './address.ts';
import type { SourceKind, SourcesTable } from './tables.ts';
import { wordQuery } from './words.ts';

/** A source, without what only the search uses. */
export type Source = Omit<SourcesTable, 'address_key' | 'search' | 'id' | 'lang' | 'archive' | 'version'> & {
  id: string;
  lang: string;
  archive: 'keep' | 'link_only';
  version: number;
};

const COLUMNS = [
  'id',
  'address',
  'title',
  'publisher',
  'date_printed',
  'date_from',
  'date_precision',
  'accessed_on',
  'lang',
  'kind',
  'note',
  'archive',
  'version',
  'created_at',
  'updated_at',
] as const;

export async function findSource(db: Read, id: string): Promise<Source | undefined> {
  if (!isUuid(id)) return undefined;
  return await db.selectFrom('sources').select(COLUMNS).where('id', '=', id).executeTakeFirst();
}

export const SOURCE_CURSOR = cursorOf<{ id: string }>({ id: KEY.uuid });

export interface SourceFilter {
  /** Words of title, publisher or address; the beginning of a word is enough. */
  words?: string | undefined;
  kind?: SourceKind | undefined;
}

/** Newest first. */
export async function listSources(
  db: Read,
  filter: SourceFilter,
  { after, limit }: PageRequest<{ id: string }>,
): Promise<PageOf<Source>> {
  let query = db
    .selectFrom('sources')
    .select(COLUMNS)
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind);
  if (after) query = query.where('id', '<', after.id);
  const words = wordQuery(filter.words ?? '');
  if (words !== '') query = query.where(sql<boolean>`search @@ to_tsquery('simple', ${words})`);
  return pageOf(await query.execute(), limit, (last) => SOURCE_CURSOR.write({ id: last.id }));
}

const MOST_ALIKE = 5;

/** Those that may be the same as what somebody types: same address in another spelling, or same title. Suggested only. */
export function likelySame(
  db: Read,
  typed: { address?: string | undefined; title: string },
  except?: string,
): Promise<Pick<Source, 'id' | 'title' | 'publisher' | 'address'>[]> {
  const key = typed.address === undefined ? undefined : addressKey(typed.address);
  let query = db
    .selectFrom('sources')
    .select(['id', 'title', 'publisher', 'address'])
    .where((e) =>
      e.or([
        e(e.fn<string>('lower', ['title']), '=', typed.title.toLowerCase()),
        ...(key === undefined ? [] : [e('address_key', '=', key)]),
      ]),
    )
    .orderBy('id')
    .limit(MOST_ALIKE);
  if (except !== undefined) query = query.where('id', '!=', except);
  return query.execute();
}
