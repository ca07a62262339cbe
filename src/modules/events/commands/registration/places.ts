/**
 * Places of an edition and of its workshops. The edition's row in `event_places` is the one row that
 * everybody who wants a place must wait for, so every command touches it last and commits right after.
 * `event_sessions.taken` changes only while that row is locked: workshops need no lock of their own.
 */
import { sql } from 'kysely';
import type { Trx } from '../../../../platform/db/handles.ts';
import type { Attendance, RegistrationState } from '../../tables.ts';

export interface Arrival {
  registrationId: string;
  eventId: string;
  attendance: Attendance;
  /** State when a place is free, and when none is. */
  states: { withPlace: RegistrationState; without: RegistrationState };
  /** Until when a free place is only held (unconfirmed address); null: it is theirs. */
  heldUntil: Temporal.Instant | null;
  /** A newcomer gets a number in the order of arrival; somebody who returns keeps theirs. */
  newPosition: boolean;
}

/**
 * Takes a place if one is free, gives the number in line, and writes both on the registration, in one
 * statement that locks the edition's row. One round trip while others wait, not three.
 * @returns whether a place was free
 */
export async function arrive(trx: Trx, a: Arrival): Promise<boolean> {
  const online = a.attendance === 'online' ? 1 : 0;
  const { rows } = await sql<{ fits: boolean }>`
    with place as (
      select event_id, last_position,
        (capacity_total is null or taken_online + taken_in_person < capacity_total)
        and (${online} = 0 or capacity_online is null or taken_online < capacity_online)
        and (${online} = 1 or capacity_in_person is null or taken_in_person < capacity_in_person) as fits
      from event_places where event_id = ${a.eventId} for no key update
    ), taken as (
      update event_places e set
        taken_online = e.taken_online + case when p.fits then ${online}::int else 0 end,
        taken_in_person = e.taken_in_person + case when p.fits then ${1 - online}::int else 0 end,
        last_position = e.last_position + 1
      from place p where e.event_id = p.event_id
      returning p.fits, e.last_position
    )
    update event_registrations r set
      holds_place = t.fits,
      state = case when t.fits then ${a.states.withPlace} else ${a.states.without} end,
      held_until = case when t.fits then ${a.heldUntil}::timestamptz end,
      position = case when ${a.newPosition} then t.last_position else r.position end
    from taken t where r.id = ${a.registrationId}
    returning t.fits`.execute(trx);
  const row = rows[0];
  if (!row) throw new Error(`No places row for event ${a.eventId}.`);
  return row.fits;
}

/** Locks the edition's row without changing it, for commands that free or hand on places. */
export async function lockPlaces(trx: Trx, eventId: string): Promise<void> {
  await sql`select 1 from event_places where event_id = ${eventId} for no key update`.execute(trx);
}

/** Gives a place back. Call under `lockPlaces`; the registration's own row is the caller's. */
export async function freePlace(trx: Trx, eventId: string, attendance: Attendance): Promise<void> {
  await takePlaces(trx, eventId, attendance, -1);
}

/** Counts places as taken for those to whom they are offered. Call under `lockPlaces`, after `freePlaces`. */
export async function takePlaces(
  trx: Trx,
  eventId: string,
  attendance: Attendance,
  count: number,
): Promise<void> {
  if (count === 0) return;
  const column = attendance === 'online' ? 'taken_online' : 'taken_in_person';
  await trx
    .updateTable('event_places')
    .set((eb) => ({ [column]: eb(column, '+', count) }))
    .where('event_id', '=', eventId)
    .execute();
}

/**
 * How many places are free: in the edition as a whole, or for one way of attending alone.
 * `Infinity`: no limit. May be below zero after the organiser lowered a capacity. Call under `lockPlaces`.
 */
export async function freePlaces(trx: Trx, eventId: string, attendance?: Attendance): Promise<number> {
  const p = await trx
    .selectFrom('event_places')
    .selectAll()
    .where('event_id', '=', eventId)
    .executeTakeFirstOrThrow();
  switch (attendance) {
    case 'online':
      return p.capacity_online === null ? Infinity : p.capacity_online - p.taken_online;
    case 'in_person':
      return p.capacity_in_person === null ? Infinity : p.capacity_in_person - p.taken_in_person;
    case undefined:
      return p.capacity_total === null ? Infinity : p.capacity_total - p.taken_online - p.taken_in_person;
  }
}
