/** The programme of an edition as the public reads it: bounded, the number of queries independent of the rows. */
import { type ExpressionBuilder, sql } from 'kysely';
import type { Database, Read } from '../../../platform/db/handles.ts';
import { KEY, type PageRequest, cursorOf, pageOf } from '../../../platform/db/page-by-key.ts';

/** No edition has more sessions than this on one page or in one feed. */
export const MOST_SESSIONS = 1000;
const MOST_MATERIALS = 300;

/** Sessions in the order of their hours; those without hours at the end. */
export const SESSION_CURSOR = cursorOf({ at: KEY.instantOrNone, id: KEY.uuid });
export type SessionKey = { at: Temporal.Instant | null; id: string };
/** By slug: the name without accents, so that Álvaro comes before Beatriz in every collation. */
export const SPEAKER_CURSOR = cursorOf({ slug: KEY.text });
export type SpeakerKey = { slug: string };

export const BY_HOUR = sql`x.starts_at nulls last`;

/** What a slot of a programme shows; kept small, since a page may have hundreds. */
export function slots(db: Read, eventId: string) {
  return db
    .selectFrom('event_sessions as x')
    .leftJoin('event_rooms as r', 'r.id', 'x.room_id')
    .leftJoin('event_tracks as k', 'k.id', 'x.track_id')
    .select([
      'x.id',
      'x.slug',
      'x.type',
      'x.title',
      'x.starts_at',
      'x.ends_at',
      'x.language',
      'x.interpretation',
      'x.status',
      'r.name as room',
      'k.slug as track_slug',
      'k.name as track',
    ])
    .where('x.event_id', '=', eventId);
}

function sessions(db: Read, eventId: string) {
  return slots(db, eventId).select([
    'x.abstract',
    'x.capacity',
    'x.status_note',
    'x.sequence',
    'x.updated_at',
  ]);
}

type Slots = ReturnType<typeof slots>;
type Sessions = ReturnType<typeof sessions>;
export type SlotRow = Awaited<ReturnType<Slots['execute']>>[number];
export type SessionRow = Awaited<ReturnType<Sessions['execute']>>[number];

/** One part of a programme. */
export interface ProgrammePart {
  /** A day in the edition's zone, `none` for sessions without hours, absent for all. */
  day?: Temporal.PlainDate | 'none' | undefined;
  timezone: string;
  track?: string | undefined;
  /** Held in this language or interpreted into it. */
  language?: string | undefined;
}

/** All sessions in order, with everything that is known of them. */
export function listSessions(db: Read, eventId: string): Promise<SessionRow[]> {
  return sessions(db, eventId).orderBy(BY_HOUR).orderBy('x.id').limit(MOST_SESSIONS).execute();
}

/** The slots of one part of a programme, in order. */
export function listSlots(db: Read, eventId: string, part: ProgrammePart): Promise<SlotRow[]> {
  let query = slots(db, eventId).orderBy(BY_HOUR).orderBy('x.id').limit(MOST_SESSIONS);
  query = query.where((eb) => eb.and(withinDay(eb, part)));
  if (part.track) query = query.where('k.slug', '=', part.track);
  const { language } = part;
  if (language)
    query = query.where((eb) =>
      eb.or([
        eb('x.language', '=', language),
        sql<boolean>`${language} = any(${eb.ref('x.interpretation')})`,
      ]),
    );
  return query.execute();
}

type SessionExpression = ExpressionBuilder<Database & { x: Database['event_sessions'] }, 'x'>;

function withinDay(eb: SessionExpression, { day, timezone }: ProgrammePart) {
  if (day === undefined) return [];
  if (day === 'none') return [eb('x.starts_at', 'is', null)];
  return [
    eb('x.starts_at', '>=', day.toZonedDateTime(timezone).toInstant()),
    eb('x.starts_at', '<', day.add({ days: 1 }).toZonedDateTime(timezone).toInstant()),
  ];
}

/** The next sessions from a moment on; those without hours come last. */
export function listNextSessions(
  db: Read,
  eventId: string,
  from: Temporal.Instant,
  limit: number,
): Promise<SessionRow[]> {
  return sessions(db, eventId)
    .orderBy(BY_HOUR)
    .orderBy('x.id')
    .where((eb) => eb.or([eb('x.ends_at', '>', from), eb('x.ends_at', 'is', null)]))
    .limit(limit)
    .execute();
}

export async function countSessions(db: Read, eventId: string): Promise<number> {
  const { count } = await db
    .selectFrom('event_sessions')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('event_id', '=', eventId)
    .executeTakeFirstOrThrow();
  return count;
}

/** A page of all sessions, for the API. */
export async function listSessionPage(db: Read, eventId: string, page: PageRequest<SessionKey>) {
  let query = sessions(db, eventId)
    .orderBy(BY_HOUR)
    .orderBy('x.id')
    .limit(page.limit + 1);
  const { after } = page;
  if (after)
    query = query.where((eb) => {
      const { at, id } = after;
      if (at === null) return eb.and([eb('x.starts_at', 'is', null), eb('x.id', '>', id)]);
      return eb.or([
        eb(eb.refTuple('x.starts_at', 'x.id'), '>', eb.tuple(at, id)),
        eb('x.starts_at', 'is', null),
      ]);
    });
  const rows = await query.execute();
  return pageOf(rows, page.limit, (row) => SESSION_CURSOR.write({ at: row.starts_at, id: row.id }));
}

export function findSession(db: Read, eventId: string, slug: string): Promise<SessionRow | undefined> {
  return sessions(db, eventId).where('x.slug', '=', slug).executeTakeFirst();
}

/** Days and languages of a programme with the number of sessions; `day` is null where no hours are published. */
export function listProgrammeParts(db: Read, eventId: string, timezone: string) {
  const day = sql<Temporal.PlainDate | null>`(x.starts_at at time zone ${timezone})::date`;
  return db
    .selectFrom('event_sessions as x')
    .select([day.as('day'), 'x.language', 'x.interpretation', ({ fn }) => fn.countAll<number>().as('count')])
    .where('x.event_id', '=', eventId)
    .groupBy([sql`1`, 'x.language', 'x.interpretation'])
    .orderBy(sql`1 nulls last`)
    .limit(MOST_SESSIONS)
    .execute();
}

export type TrackRow = Awaited<ReturnType<typeof listTracks>>[number];

export function listTracks(db: Read, eventId: string) {
  return db
    .selectFrom('event_tracks')
    .select(['slug', 'name', 'color', 'position'])
    .where('event_id', '=', eventId)
    .orderBy('position')
    .orderBy('name')
    .limit(100)
    .execute();
}

export type SessionSpeaker = Awaited<ReturnType<typeof listSessionSpeakers>>[number];

function sessionSpeakers(db: Read) {
  return db
    .selectFrom('event_session_speakers as l')
    .innerJoin('event_speakers as p', 'p.id', 'l.speaker_id')
    .select(['l.session_id', 'l.role', 'p.slug', 'p.name', 'p.organization'])
    .orderBy('l.position')
    .orderBy('p.id');
}

/** Who speaks in these sessions, in one query. */
export function listSessionSpeakers(db: Read, sessionIds: readonly string[]) {
  return sessionSpeakers(db)
    .where(sql<boolean>`l.session_id = any(${[...sessionIds]}::uuid[])`)
    .execute();
}

/**
 * Who speaks on that day of a programme, or in all of it; needs no ids, so that it can be asked together
 * with the slots. Filters by track and language are left to the slots.
 */
export function listDaySpeakers(db: Read, eventId: string, part: ProgrammePart): Promise<SessionSpeaker[]> {
  const all = sessionSpeakers(db).where('p.event_id', '=', eventId);
  if (part.day === undefined) return all.execute();
  return all
    .innerJoin('event_sessions as x', 'x.id', 'l.session_id')
    .where((eb) => eb.and(withinDay(eb, part)))
    .execute();
}

/** A page of all speakers by name. */
export async function listSpeakers(db: Read, eventId: string, page: PageRequest<SpeakerKey>) {
  let query = db
    .selectFrom('event_speakers as p')
    .select(['p.id', 'p.slug', 'p.name', 'p.organization', 'p.updated_at'])
    .where('p.event_id', '=', eventId)
    .orderBy('p.slug')
    .limit(page.limit + 1);
  if (page.after) query = query.where('p.slug', '>', page.after.slug);
  const rows = await query.execute();
  return pageOf(rows, page.limit, (row) => SPEAKER_CURSOR.write({ slug: row.slug }));
}

export type SpeakerRow = Awaited<ReturnType<typeof listSpeakers>>['items'][number];

export function findSpeaker(db: Read, eventId: string, slug: string) {
  return db
    .selectFrom('event_speakers as p')
    .select(['p.id', 'p.slug', 'p.name', 'p.organization', 'p.bio', 'p.updated_at'])
    .where('p.event_id', '=', eventId)
    .where('p.slug', '=', slug)
    .executeTakeFirst();
}

export function listSpeakerSlots(db: Read, eventId: string, speakerId: string): Promise<SlotRow[]> {
  return slots(db, eventId)
    .orderBy(BY_HOUR)
    .orderBy('x.id')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('event_session_speakers as l')
          .select('l.session_id')
          .whereRef('l.session_id', '=', 'x.id')
          .where('l.speaker_id', '=', speakerId),
      ),
    )
    .limit(MOST_SESSIONS)
    .execute();
}

export type MaterialRow = Awaited<ReturnType<typeof listMaterials>>[number];

/**
 * Recordings, slides and documents: of these sessions, or of the whole edition with its sessions. A recording
 * only while those who speak in it consent.
 */
export function listMaterials(db: Read, eventId: string, sessionIds?: readonly string[]) {
  let query = db
    .selectFrom('event_materials as m')
    .leftJoin('event_sessions as x', 'x.id', 'm.session_id')
    .select([
      'm.session_id',
      'm.kind',
      'm.title',
      'm.url',
      'x.slug as session_slug',
      'x.title as session_title',
    ])
    .where('m.event_id', '=', eventId)
    .where((eb) =>
      eb.or([
        eb('m.kind', '!=', 'recording'),
        eb.and([eb('m.consent_at', 'is not', null), eb('m.consent_withdrawn_at', 'is', null)]),
      ]),
    )
    .orderBy('x.starts_at')
    .orderBy('m.position')
    .orderBy('m.id')
    .limit(MOST_MATERIALS);
  if (sessionIds) query = query.where(sql<boolean>`m.session_id = any(${[...sessionIds]}::uuid[])`);
  return query.execute();
}
