/** Editions as the public sees them: published ones only, every list bounded and paged by key. */
import type { ExpressionBuilder } from 'kysely';
import type { Database, Read } from '../../../platform/db/handles.ts';
import { KEY, type PageRequest, cursorOf, pageOf } from '../../../platform/db/page-by-key.ts';
import type { Part } from '../../../platform/feeds/parts.ts';

/** The order of lists: by beginning, then id. */
export const EDITION_CURSOR = cursorOf({ at: KEY.instant, id: KEY.uuid });
export type EditionKey = { at: Temporal.Instant; id: string };

const COLUMNS = [
  'e.id',
  'e.slug',
  'e.title',
  'e.summary',
  'e.mode',
  'e.timezone',
  'e.language',
  'e.starts_at',
  'e.ends_at',
  'e.venue',
  'e.venue_address',
  'e.organizer',
  'e.status',
  'e.status_note',
  'e.is_example',
  'e.registration_opens_at',
  'e.registration_closes_at',
  'e.registration_closes_on',
  'e.sequence',
  'e.updated_at',
] as const;

function published(db: Read) {
  return db
    .selectFrom('events as e')
    .leftJoin('event_series as s', 's.id', 'e.series_id')
    .select([...COLUMNS, 's.slug as series_slug', 's.title as series_title'])
    .where('e.visibility', '=', 'published');
}

export type EditionRow = Awaited<ReturnType<typeof listEditions>>['items'][number];

export type EditionOrder = 'upcoming' | 'past' | 'newest';

/**
 * @param order `upcoming` (not over, the nearest first), `past` (over, the latest first) or `newest` (all)
 */
export async function listEditions(
  db: Read,
  order: EditionOrder,
  now: Temporal.Instant,
  page: PageRequest<EditionKey>,
) {
  const forward = order === 'upcoming';
  const direction = forward ? 'asc' : 'desc';
  let query = published(db)
    .orderBy('e.starts_at', direction)
    .orderBy('e.id', direction)
    .limit(page.limit + 1);
  if (order !== 'newest') query = query.where('e.ends_at', forward ? '>' : '<=', now);
  if (page.after) query = query.where(beyond(page.after, forward ? '>' : '<'));
  const rows = await query.execute();
  return pageOf(rows, page.limit, (row) => EDITION_CURSOR.write({ at: row.starts_at, id: row.id }));
}

function beyond({ at, id }: EditionKey, sign: '>' | '<') {
  return (eb: ExpressionBuilder<Database & { e: Database['events'] }, 'e'>) =>
    eb(eb.refTuple('e.starts_at', 'e.id'), sign, eb.tuple(at, id));
}

export type Edition = NonNullable<Awaited<ReturnType<typeof findEdition>>>;

/** The published edition under this address, with its places; drafts are not found. */
export function findEdition(db: Read, slug: string) {
  return published(db)
    .leftJoin('event_places as p', 'p.event_id', 'e.id')
    .select([
      'e.description',
      'e.contact_email',
      'e.sources',
      's.summary as series_summary',
      'p.capacity_total',
      'p.capacity_online',
      'p.capacity_in_person',
      'p.taken_online',
      'p.taken_in_person',
    ])
    .where('e.slug', '=', slug)
    .executeTakeFirst();
}

/** The editions last announced, for their feed. */
export function listLatestEditions(db: Read, limit: number) {
  return db
    .selectFrom('events')
    .select(['id', 'slug', 'title', 'summary', 'mode', 'language', 'timezone', 'starts_at', 'ends_at'])
    .select(['created_at', 'updated_at'])
    .where('visibility', '=', 'published')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Of all that everybody may see. */
export function publishedEditionIds(db: Read) {
  return db.selectFrom('events').select('id').where('visibility', '=', 'published');
}

/** For the map of the site. */
export function listEditionAddresses(db: Read, { from, limit }: Part) {
  return db
    .selectFrom('events')
    .select(['slug', 'updated_at'])
    .where('visibility', '=', 'published')
    .$if(from !== undefined, (query) => query.where('id', '>=', from ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute();
}
