/** Editions as those who run them see them: drafts too, with what has been taken. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { type PageRequest, pageOf } from '../../../platform/db/page-by-key.ts';
import type { RegistrationState } from '../tables.ts';
import { EDITION_CURSOR, type EditionKey } from './editions.ts';

export type OfficeEditionRow = Awaited<ReturnType<typeof listOfficeEditions>>['items'][number];

/** All editions, the latest first. */
export async function listOfficeEditions(db: Read, page: PageRequest<EditionKey>) {
  let query = db
    .selectFrom('events as e')
    .leftJoin('event_places as p', 'p.event_id', 'e.id')
    .select([
      'e.id',
      'e.slug',
      'e.title',
      'e.mode',
      'e.timezone',
      'e.starts_at',
      'e.ends_at',
      'e.visibility',
      'e.status',
      'e.is_example',
      'e.registration_opens_at',
      'e.registration_closes_at',
      'e.registration_closes_on',
      'p.capacity_total',
      'p.taken_online',
      'p.taken_in_person',
    ])
    .orderBy('e.starts_at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(page.limit + 1);
  const { after } = page;
  if (after)
    query = query.where((eb) => eb(eb.refTuple('e.starts_at', 'e.id'), '<', eb.tuple(after.at, after.id)));
  const rows = await query.execute();
  return pageOf(rows, page.limit, (row) => EDITION_CURSOR.write({ at: row.starts_at, id: row.id }));
}

export type StateCounts = Partial<Record<RegistrationState, number>>;

/** How many registrations are in each state, by edition; one query for all of them. */
export async function countStates(db: Read, eventIds: readonly string[]): Promise<Map<string, StateCounts>> {
  const rows = await db
    .selectFrom('event_registrations')
    .select(['event_id', 'state', (eb) => eb.fn.countAll<number>().as('count')])
    .where(sql<boolean>`event_id = any(${[...eventIds]}::uuid[])`)
    .groupBy(['event_id', 'state'])
    .execute();
  const counts = new Map<string, StateCounts>(eventIds.map((id) => [id, {}]));
  for (const { event_id, state, count } of rows) {
    const of = counts.get(event_id);
    if (of) of[state] = count;
  }
  return counts;
}

export type OfficeEdition = NonNullable<Awaited<ReturnType<typeof findOfficeEdition>>>;

/** An edition with its places, published or not. */
export function findOfficeEdition(db: Read, slug: string) {
  return db
    .selectFrom('events as e')
    .leftJoin('event_places as p', 'p.event_id', 'e.id')
    .leftJoin('event_series as s', 's.id', 'e.series_id')
    .selectAll('e')
    .select([
      's.title as series_title',
      'p.capacity_total',
      'p.capacity_online',
      'p.capacity_in_person',
      'p.taken_online',
      'p.taken_in_person',
    ])
    .where('e.slug', '=', slug)
    .executeTakeFirst();
}

export type OfficeSeriesRow = Awaited<ReturnType<typeof listSeries>>[number];

/** All series with the number of their editions; there are few. */
export function listSeries(db: Read) {
  return db
    .selectFrom('event_series as s')
    .select([
      's.id',
      's.slug',
      's.title',
      's.summary',
      sql<number>`(select count(*) from events where series_id = s.id)`.as('editions'),
    ])
    .orderBy('s.title')
    .orderBy('s.id')
    .limit(200)
    .execute();
}

/** The edition a new one is most likely a copy of. */
export function findLatestEdition(db: Read) {
  return db
    .selectFrom('events')
    .select(['id', 'slug', 'title'])
    .orderBy('starts_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** What an edition is made of, in numbers. */
export async function countParts(db: Read, eventId: string) {
  const count = (
    table: 'event_sessions' | 'event_rooms' | 'event_tracks' | 'event_speakers' | 'event_questions',
  ) => sql<number>`(select count(*) from ${sql.table(table)} where event_id = ${eventId})`;
  return db
    .selectNoFrom([
      count('event_sessions').as('sessions'),
      count('event_rooms').as('rooms'),
      count('event_tracks').as('tracks'),
      count('event_speakers').as('speakers'),
      count('event_questions').as('questions'),
      sql<number>`(select count(*) from event_sessions where event_id = ${eventId} and starts_at is null)`.as(
        'without_hours',
      ),
    ])
    .executeTakeFirstOrThrow();
}
