/** Tickets, arrivals and scans, read. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';

/** Whose code this is, in whatever edition. */
export function findTicket(db: Read, lookup: Buffer) {
  return db
    .selectFrom('door_tickets')
    .select(['registration_id', 'event_id'])
    .where('lookup', '=', lookup)
    .executeTakeFirst();
}

/** Registrations of the edition that have no row for their ticket yet. */
export async function listTicketless(db: Read, eventId: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id from event_registrations r
    where r.event_id = ${eventId}
      and not exists (select from door_tickets t where t.registration_id = r.id)
    order by r.id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** What a phone shows after every ticket: from the index alone, since those expected hardly change. */
export async function countArrived(db: Read, eventId: string): Promise<{ arrived: number }> {
  return db
    .selectFrom('door_scans')
    .select((eb) => eb.fn.countAll<number>().as('arrived'))
    .where('event_id', '=', eventId)
    .where('outcome', '=', 'arrived')
    .executeTakeFirstOrThrow();
}

export interface DoorCounts {
  arrived: number;
  /** Confirmed to come in person. */
  expected: number;
}

export async function countDoor(db: Read, eventId: string): Promise<DoorCounts> {
  const { rows } = await sql<DoorCounts>`
    select (select count(*) from door_scans where event_id = ${eventId} and outcome = 'arrived') as arrived,
      (select count(*) from event_registrations
        where event_id = ${eventId} and state = 'confirmed' and attendance = 'in_person') as expected`.execute(
    db,
  );
  return rows[0] ?? { arrived: 0, expected: 0 };
}

/** Readings of tickets with which somebody had come already. */
export async function countDoubles(db: Read, eventId: string): Promise<number> {
  const { count } = await db
    .selectFrom('door_scans')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('event_id', '=', eventId)
    .where('outcome', '=', 'double')
    .executeTakeFirstOrThrow();
  return count;
}

export interface RosterRow {
  registration_id: string;
  state: string;
  attendance: string;
  arrived: boolean;
}

/** Everybody with a ticket, in parts. @param after the last registration of the part before */
export async function listRoster(
  db: Read,
  eventId: string,
  page: { after?: string | undefined; limit: number },
): Promise<RosterRow[]> {
  const { rows } = await sql<RosterRow>`
    select t.registration_id, r.state, r.attendance,
      exists (select from door_scans s where s.registration_id = r.id and s.outcome = 'arrived') as arrived
    from door_tickets t join event_registrations r on r.id = t.registration_id
    where t.event_id = ${eventId}
      ${page.after === undefined ? sql`` : sql`and t.registration_id > ${page.after}::uuid`}
    order by t.registration_id limit ${page.limit}`.execute(db);
  return rows;
}

const SCAN = [
  's.id',
  's.registration_id',
  's.way',
  's.outcome',
  's.at',
  's.clamped',
  's.phone_id',
  'p.label',
] as const;

export type ListedScan = Awaited<ReturnType<typeof listScans>>[number];

/** What somebody may want to look at again, the latest first. */
export function listScans(
  db: Read,
  eventId: string,
  outcomes: readonly ('double' | 'unknown' | 'held' | 'arrived')[],
  limit: number,
) {
  return db
    .selectFrom('door_scans as s')
    .innerJoin('door_phones as p', 'p.id', 's.phone_id')
    .leftJoin('event_registrations as r', 'r.id', 's.registration_id')
    .select([...SCAN, 'r.sealed'])
    .where('s.event_id', '=', eventId)
    .where(sql<boolean>`s.outcome = any(${[...outcomes]}::text[])`)
    .orderBy('s.at', 'desc')
    .orderBy('s.id')
    .limit(limit)
    .execute();
}

export type ScanFound = NonNullable<Awaited<ReturnType<typeof findScan>>>;

/** One scan with the registration it is of and the arrival of that registration. */
export function findScan(db: Read, phoneId: string, id: string) {
  return db
    .selectFrom('door_scans as s')
    .leftJoin('event_registrations as r', 'r.id', 's.registration_id')
    .leftJoin('door_scans as a', (join) =>
      join.onRef('a.registration_id', '=', 's.registration_id').on('a.outcome', '=', 'arrived'),
    )
    .leftJoin('door_phones as p', 'p.id', 'a.phone_id')
    .select([
      's.id',
      's.outcome',
      's.registration_id',
      'r.state',
      'r.attendance',
      'r.sealed',
      'a.at as arrived_at',
      'a.id as arrival_id',
      'a.phone_id as arrival_phone_id',
      'p.label as arrival_label',
    ])
    .where('s.id', '=', id)
    .where('s.phone_id', '=', phoneId)
    .executeTakeFirst();
}

/** Of these registrations, who has come, and when. */
export async function arrivalsOf(db: Read, registrationIds: readonly string[]) {
  const rows = await db
    .selectFrom('door_scans')
    .select(['registration_id', 'at'])
    .where('outcome', '=', 'arrived')
    .where(sql<boolean>`registration_id = any(${[...registrationIds]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.registration_id ?? '', row.at]));
}
