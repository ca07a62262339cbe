/** The programme as other programs read it: sessions whose hours hold, with the ids that stay theirs. */
import type { Read } from '../../../platform/db/handles.ts';
import { MOST_SESSIONS } from './programme.ts';

export type ScheduleSession = Awaited<ReturnType<typeof listScheduleSessions>>[number];

/** Sessions with hours that are neither cancelled nor postponed, in order. */
export function listScheduleSessions(db: Read, eventId: string) {
  return db
    .selectFrom('event_sessions as x')
    .leftJoin('event_tracks as k', 'k.id', 'x.track_id')
    .select([
      'x.id',
      'x.number',
      'x.slug',
      'x.type',
      'x.title',
      'x.abstract',
      'x.starts_at',
      'x.ends_at',
      'x.language',
      'x.interpretation',
      'x.room_id',
      'x.updated_at',
      'k.name as track',
    ])
    .where('x.event_id', '=', eventId)
    .where('x.status', '=', 'scheduled')
    .where('x.starts_at', 'is not', null)
    .orderBy('x.starts_at')
    .orderBy('x.id')
    .limit(MOST_SESSIONS)
    .execute();
}

export type SchedulePerson = Awaited<ReturnType<typeof listSchedulePeople>>[number];

/** Who speaks in any session of the edition, in the order shown. */
export function listSchedulePeople(db: Read, eventId: string) {
  return db
    .selectFrom('event_session_speakers as l')
    .innerJoin('event_speakers as p', 'p.id', 'l.speaker_id')
    .select(['l.session_id', 'p.id', 'p.slug', 'p.name'])
    .where('p.event_id', '=', eventId)
    .orderBy('l.position')
    .orderBy('p.id')
    .execute();
}

/** Sessions with a recording that those who speak in it took back. */
export async function listTakenBack(db: Read, eventId: string): Promise<ReadonlySet<string | null>> {
  const rows = await db
    .selectFrom('event_materials')
    .select('session_id')
    .distinct()
    .where('event_id', '=', eventId)
    .where('kind', '=', 'recording')
    .where('consent_withdrawn_at', 'is not', null)
    .execute();
  return new Set(rows.map((row) => row.session_id));
}

export type ScheduleRoom = Awaited<ReturnType<typeof listScheduleRooms>>[number];

export function listScheduleRooms(db: Read, eventId: string) {
  return db
    .selectFrom('event_rooms')
    .select(['id', 'name', 'capacity'])
    .where('event_id', '=', eventId)
    .orderBy('position')
    .orderBy('id')
    .limit(500)
    .execute();
}
