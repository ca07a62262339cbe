/** Rooms and the people who may enter them. What is sealed is read only for the one who enters. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import type { Vault } from '../../../platform/vault/vault.ts';

type Instant = Temporal.Instant;
type State = 'scheduled' | 'postponed' | 'cancelled';

/** All that one visit of the page of the rooms is decided by, but the sessions. */
export interface Guest {
  id: string;
  event_id: string;
  state: string;
  attendance: 'online' | 'in_person';
  lang: 'es' | 'en';
  link_version: number;
  room_version: number;
  slug: string;
  title: string;
  timezone: string;
  starts_at: Instant;
  ends_at: Instant;
  status: State;
  status_note: string;
  visibility: 'draft' | 'published';
}

/** By the id of the registration: three rows by their keys. */
export async function findGuest(db: Read, registrationId: string): Promise<Guest | undefined> {
  return db
    .selectFrom('event_registrations as r')
    .innerJoin('events as e', 'e.id', 'r.event_id')
    .leftJoin('attendance_links as l', 'l.registration_id', 'r.id')
    .select([
      'r.id',
      'r.event_id',
      'r.state',
      'r.attendance',
      'r.lang',
      'r.link_version',
      sql<number>`coalesce(l.version, 1)`.as('room_version'),
      'e.slug',
      'e.title',
      'e.timezone',
      'e.starts_at',
      'e.ends_at',
      'e.status',
      'e.status_note',
      'e.visibility',
    ])
    .where('r.id', '=', registrationId)
    .executeTakeFirst();
}

export interface GuestSession {
  /** null: the edition itself, which has a room and no session with hours. */
  id: string | null;
  slug: string;
  title: string;
  starts_at: Instant;
  ends_at: Instant;
  status: State;
  status_note: string;
  room_id: string;
  opens_minutes: number;
  has_place: boolean;
  /** When this person first entered; null: not yet. */
  first_at: Instant | null;
  minutes: number;
}

/** On one page of a person's sessions. */
const MOST_SESSIONS = 100;

const OPEN_TO_GUEST = sql<boolean>`(x.type <> 'workshop' or x.capacity is null or w.state = 'held')`;

/**
 * Sessions with a room, in order.
 * @param from those that end after this moment
 * @param sessionId only this one
 */
export async function listGuestSessions(
  db: Read,
  guest: Pick<Guest, 'id' | 'event_id'>,
  from: Instant,
  sessionId?: string,
): Promise<GuestSession[]> {
  const { rows } = await sql<GuestSession>`
    select x.id, x.slug, x.title, x.starts_at, x.ends_at, x.status, x.status_note,
      coalesce(own.id, whole.id) as room_id, coalesce(own.opens_minutes, whole.opens_minutes) as opens_minutes,
      ${OPEN_TO_GUEST} is true as has_place, a.first_at, coalesce(a.minutes, 0) as minutes
    from event_sessions x
    left join attendance_rooms own on own.session_id = x.id
    left join attendance_rooms whole on whole.event_id = x.event_id and whole.session_id is null
    left join event_workshop_places w on w.session_id = x.id and w.registration_id = ${guest.id}
    left join attendance_sessions a on a.session_id = x.id and a.registration_id = ${guest.id}
    where x.event_id = ${guest.event_id} and x.ends_at > ${from} and coalesce(own.id, whole.id) is not null
      ${sessionId === undefined ? sql`` : sql`and x.id = ${sessionId}::uuid`}
    order by x.starts_at, x.id
    limit ${MOST_SESSIONS}`.execute(db);
  return rows;
}

/** The edition as one session, when it has a room and no session has hours. */
export async function findWholeSession(db: Read, guest: Guest): Promise<GuestSession | undefined> {
  const { rows } = await sql<{ id: string; opens_minutes: number; first_at: Instant | null }>`
    select r.id, r.opens_minutes, a.arrived_at as first_at from attendance_rooms r
    left join attendance_people a on a.registration_id = ${guest.id} and a.via = 'room'
    where r.event_id = ${guest.event_id} and r.session_id is null
      and not exists (select from event_sessions x where x.event_id = r.event_id and x.starts_at is not null)
    `.execute(db);
  const [room] = rows;
  if (!room) return undefined;
  const { slug, title, starts_at, ends_at, status, status_note } = guest;
  const { id: room_id, opens_minutes, first_at } = room;
  const facts = { slug, title, starts_at, ends_at, status, status_note, room_id, opens_minutes, first_at };
  return { ...facts, id: null, has_place: true, minutes: 0 };
}

/** What a room is, opened. */
export interface RoomSecrets {
  address: string;
  passcode: string;
  instructions: string;
}

const context = (roomId: string): string => `attendance_rooms:${roomId}`;

export function sealRoom(vault: Vault, roomId: string, secrets: RoomSecrets): Buffer {
  return vault.seal(context(roomId), secrets);
}

/** @throws VaultError when the row was tampered with or sealed under another key */
export async function openRoom(db: Read, vault: Vault, roomId: string): Promise<RoomSecrets | undefined> {
  const row = await db
    .selectFrom('attendance_rooms')
    .select('sealed')
    .where('id', '=', roomId)
    .executeTakeFirst();
  return row && vault.open<RoomSecrets>(context(roomId), row.sealed);
}

/** True when anything of this edition has a room. */
export async function hasRooms(db: Read, eventId: string): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select exists (select from attendance_rooms where event_id = ${eventId}) as has`.execute(db);
  return rows[0]?.has ?? false;
}
