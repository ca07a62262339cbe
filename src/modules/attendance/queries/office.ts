/** Rooms and attendance as the organiser sees them; names stay sealed here. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import type { Vault } from '../../../platform/vault/vault.ts';
import { openRoom, type RoomSecrets } from './rooms.ts';

type Instant = Temporal.Instant;

export interface OfficeRoom extends RoomSecrets {
  id: string;
  session_id: string | null;
  opens_minutes: number;
  version: number;
  updated_at: Instant;
}

const COLUMNS = ['id', 'session_id', 'opens_minutes', 'version', 'updated_at'] as const;

/** @param sessionId null: the room of the whole edition */
export async function findOfficeRoom(
  db: Read,
  vault: Vault,
  eventId: string,
  sessionId: string | null,
): Promise<OfficeRoom | undefined> {
  const room = await db
    .selectFrom('attendance_rooms')
    .select(COLUMNS)
    .where('event_id', '=', eventId)
    .where('session_id', sessionId === null ? 'is' : '=', sessionId)
    .executeTakeFirst();
  const secrets = room && (await openRoom(db, vault, room.id));
  return room && secrets && { ...room, ...secrets };
}

/** All rooms of an edition, opened: there are as many as sessions at most. */
export async function listOfficeRooms(db: Read, vault: Vault, eventId: string): Promise<OfficeRoom[]> {
  const rooms = await db
    .selectFrom('attendance_rooms')
    .select([...COLUMNS, 'sealed'])
    .where('event_id', '=', eventId)
    .limit(1001)
    .execute();
  return rooms.map(({ sealed, ...room }) => ({
    ...room,
    ...vault.open<RoomSecrets>(`attendance_rooms:${room.id}`, sealed),
  }));
}

export async function findSessionOfEdition(db: Read, eventId: string, sessionId: string) {
  return db
    .selectFrom('event_sessions')
    .select(['id', 'title', 'starts_at'])
    .where('event_id', '=', eventId)
    .where('id', '=', sessionId)
    .executeTakeFirst();
}

/** How many people's links were closed because they had been passed on. */
export async function countClosedLinks(db: Read, eventId: string): Promise<number> {
  const { count } = await db
    .selectFrom('attendance_links')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('event_id', '=', eventId)
    .where('closed_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return count;
}

export interface PresentRow {
  registration_id: string;
  sealed: Buffer;
  via: 'door' | 'room' | 'staff';
  arrived_at: Instant;
  sessions: number;
  minutes: number;
}

/**
 * Who was noted, by the id of their registration: in the edition, or in one session.
 * @param page.after the last id of the page before
 */
export async function listPresent(
  db: Read,
  eventId: string,
  sessionId: string | undefined,
  page: { after?: string | undefined; limit: number },
): Promise<PresentRow[]> {
  const after = page.after === undefined ? sql`` : sql`and p.registration_id > ${page.after}::uuid`;
  const { rows } = await (
    sessionId === undefined
      ? sql<PresentRow>`
        select p.registration_id, r.sealed, p.via, p.arrived_at, c.sessions, c.minutes
        from attendance_people p join event_registrations r on r.id = p.registration_id
        cross join lateral (select count(*)::int as sessions, coalesce(sum(s.minutes), 0)::int as minutes
          from attendance_sessions s where s.registration_id = p.registration_id) c
        where p.event_id = ${eventId} ${after} order by p.registration_id limit ${page.limit}`
      : sql<PresentRow>`
        select p.registration_id, r.sealed, p.via, p.first_at as arrived_at, 1 as sessions, p.minutes
        from attendance_sessions p join event_registrations r on r.id = p.registration_id
        where p.event_id = ${eventId} and p.session_id = ${sessionId} ${after}
        order by p.registration_id limit ${page.limit}`
  ).execute(db);
  return rows;
}

export interface ExportRow {
  registration_id: string;
  sealed: Buffer;
  /** null: noted at the edition only. */
  session: string | null;
  via: 'door' | 'room' | 'staff';
  first_at: Instant;
  last_at: Instant;
  minutes: number;
}

/** One row a person and session, for the file; a person noted in no session has one row. */
export async function listPresentSessions(
  db: Read,
  eventId: string,
  registrationIds: readonly string[],
): Promise<ExportRow[]> {
  const { rows } = await sql<ExportRow>`
    select p.registration_id, r.sealed, x.title as session, coalesce(s.via, p.via) as via,
      coalesce(s.first_at, p.arrived_at) as first_at, coalesce(s.last_at, p.arrived_at) as last_at,
      coalesce(s.minutes, 0) as minutes
    from attendance_people p join event_registrations r on r.id = p.registration_id
    left join attendance_sessions s on s.registration_id = p.registration_id
    left join event_sessions x on x.id = s.session_id
    where p.event_id = ${eventId} and p.registration_id = any(${[...registrationIds]}::uuid[])
    order by p.registration_id, x.starts_at, x.id`.execute(db);
  return rows;
}

export async function countConfirmed(db: Read, eventId: string): Promise<number> {
  const { count } = await db
    .selectFrom('event_registrations')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('event_id', '=', eventId)
    .where('state', '=', 'confirmed')
    .executeTakeFirstOrThrow();
  return count;
}
