/** What an edition is made of, as its editors see it: with ids and versions. Bounded; one query per kind. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageRequest, pageOf } from '../../../platform/db/page-by-key.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { BY_HOUR, MOST_SESSIONS, slots } from './programme.ts';

/** No form offers more than this many speakers, rooms or tracks to choose from. */
const MOST_CHOICES = 1000;

export type OfficeSessionRow = Awaited<ReturnType<typeof listOfficeSessions>>[number];

/** All sessions in the order of their hours, those without hours last, each with the names of who speaks. */
export function listOfficeSessions(db: Read, eventId: string) {
  return slots(db, eventId)
    .select([
      'x.capacity',
      'x.taken',
      sql<string[]>`array(
        select p.name from event_session_speakers l join event_speakers p on p.id = l.speaker_id
        where l.session_id = x.id order by l.position, p.name)`.as('speakers'),
    ])
    .orderBy(BY_HOUR)
    .orderBy('x.id')
    .limit(MOST_SESSIONS)
    .execute();
}

export type OfficeSession = NonNullable<Awaited<ReturnType<typeof findOfficeSession>>>;

/** One session with who speaks in it; `undefined` when it is of another edition. */
export async function findOfficeSession(db: Read, eventId: string, id: string) {
  if (!isUuid(id)) return undefined;
  const session = await db
    .selectFrom('event_sessions')
    .selectAll()
    .where('event_id', '=', eventId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!session) return undefined;
  const speakers = await db
    .selectFrom('event_session_speakers')
    .select(['speaker_id', 'role'])
    .where('session_id', '=', id)
    .orderBy('position')
    .execute();
  return { ...session, speakers };
}

export type OfficeRoomRow = Awaited<ReturnType<typeof listRooms>>[number];

export function listRooms(db: Read, eventId: string) {
  return db
    .selectFrom('event_rooms as r')
    .select(['r.id', 'r.name', 'r.capacity', 'r.position', countOf('room_id', 'r.id').as('sessions')])
    .where('r.event_id', '=', eventId)
    .orderBy('r.position')
    .orderBy('r.name')
    .limit(MOST_CHOICES)
    .execute();
}

export type OfficeTrackRow = Awaited<ReturnType<typeof listOfficeTracks>>[number];

export function listOfficeTracks(db: Read, eventId: string) {
  return db
    .selectFrom('event_tracks as k')
    .select(['k.id', 'k.slug', 'k.name', 'k.color', 'k.position', countOf('track_id', 'k.id').as('sessions')])
    .where('k.event_id', '=', eventId)
    .orderBy('k.position')
    .orderBy('k.name')
    .limit(MOST_CHOICES)
    .execute();
}

function countOf(column: 'room_id' | 'track_id', of: 'r.id' | 'k.id') {
  return sql<number>`(select count(*) from event_sessions where ${sql.ref(column)} = ${sql.ref(of)})`;
}

/** The office lists speakers by name: that is how they are looked for. */
export const SPEAKER_NAME_CURSOR = cursorOf({ name: KEY.text, id: KEY.uuid });

export type OfficeSpeakerRow = Awaited<ReturnType<typeof listOfficeSpeakers>>['items'][number];

/** A page of speakers by name. @param like part of the name, any case */
export async function listOfficeSpeakers(
  db: Read,
  eventId: string,
  page: PageRequest<{ name: string; id: string }>,
  like: string,
) {
  let query = db
    .selectFrom('event_speakers as p')
    .select([
      'p.id',
      'p.slug',
      'p.name',
      'p.organization',
      sql<number>`(select count(*) from event_session_speakers where speaker_id = p.id)`.as('sessions'),
    ])
    .where('p.event_id', '=', eventId)
    .orderBy('p.name')
    .orderBy('p.id')
    .limit(page.limit + 1);
  if (like) query = query.where(sql<boolean>`strpos(lower(p.name), lower(${like})) > 0`);
  const { after } = page;
  if (after)
    query = query.where((eb) => eb(eb.refTuple('p.name', 'p.id'), '>', eb.tuple(after.name, after.id)));
  const rows = await query.execute();
  return pageOf(rows, page.limit, (row) => SPEAKER_NAME_CURSOR.write({ name: row.name, id: row.id }));
}

/** For choosing who speaks. */
export function listSpeakerChoices(db: Read, eventId: string) {
  return db
    .selectFrom('event_speakers')
    .select(['id', 'name', 'organization'])
    .where('event_id', '=', eventId)
    .orderBy('name')
    .orderBy('id')
    .limit(MOST_CHOICES)
    .execute();
}

export async function findOfficeSpeaker(db: Read, eventId: string, id: string) {
  if (!isUuid(id)) return undefined;
  return db
    .selectFrom('event_speakers')
    .selectAll()
    .where('event_id', '=', eventId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export type OfficeMaterialRow = Awaited<ReturnType<typeof listOfficeMaterials>>[number];

/** @param sessionId null: those of the edition as a whole */
export function listOfficeMaterials(db: Read, eventId: string, sessionId: string | null) {
  return db
    .selectFrom('event_materials')
    .select(['id', 'kind', 'title', 'url', 'position', 'consent_at', 'consent_withdrawn_at'])
    .where('event_id', '=', eventId)
    .where('session_id', sessionId === null ? 'is' : '=', sessionId)
    .orderBy('position')
    .orderBy('id')
    .limit(MOST_CHOICES)
    .execute();
}

export type OfficeQuestionRow = Awaited<ReturnType<typeof listQuestions>>[number];

export function listQuestions(db: Read, eventId: string) {
  return db
    .selectFrom('event_questions')
    .selectAll()
    .where('event_id', '=', eventId)
    .orderBy('position')
    .orderBy('id')
    .limit(200)
    .execute();
}

/** The names in addresses that are taken. */
export async function listSpeakerSlugs(db: Read, eventId: string): Promise<Set<string>> {
  const rows = await db.selectFrom('event_speakers').select('slug').where('event_id', '=', eventId).execute();
  return new Set(rows.map((row) => row.slug));
}
