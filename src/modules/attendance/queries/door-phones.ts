/** The phones at a door, and the links with which one more begins. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';

/** A forgotten list is no list: more phones than this at one door are not shown. */
const MOST_PHONES = 100;

export type DoorPhone = NonNullable<Awaited<ReturnType<typeof findPhone>>>;

/** A phone with what it needs to know of its edition. */
export function findPhone(db: Read, id: string) {
  return db
    .selectFrom('door_phones as p')
    .innerJoin('events as e', 'e.id', 'p.event_id')
    .select([
      'p.id',
      'p.event_id',
      'p.label',
      'p.by_staff',
      'p.may_search',
      'p.created_at',
      'p.last_seen_at',
      'p.revoked_at',
      'p.closed_at',
      'e.slug',
      'e.title',
      'e.timezone',
      'e.mode',
      'e.ends_at',
    ])
    .where('p.id', '=', id)
    .executeTakeFirst();
}

export type ListedPhone = Awaited<ReturnType<typeof listPhones>>[number];

/** The latest first, each with what it brought in and what waits to be judged. */
export function listPhones(db: Read, eventId: string) {
  const scans = (outcome: string) =>
    sql<number>`(select count(*) from door_scans s where s.phone_id = p.id and s.outcome = ${outcome})`;
  return db
    .selectFrom('door_phones as p')
    .select([
      'p.id',
      'p.label',
      'p.by_staff',
      'p.created_at',
      'p.last_seen_at',
      'p.revoked_at',
      'p.closed_at',
      scans('arrived').as('arrived'),
      scans('held').as('held'),
    ])
    .where('p.event_id', '=', eventId)
    .orderBy('p.created_at', 'desc')
    .orderBy('p.id', 'desc')
    .limit(MOST_PHONES)
    .execute();
}

export function findInvitation(db: Read, id: string) {
  return db
    .selectFrom('door_invitations as i')
    .innerJoin('events as e', 'e.id', 'i.event_id')
    .select([
      'i.id',
      'i.event_id',
      'i.label',
      'i.may_search',
      'i.expires_at',
      'i.used_at',
      'e.title',
      'e.timezone',
      'e.ends_at',
    ])
    .where('i.id', '=', id)
    .executeTakeFirst();
}

const HOURS_AFTER = 24;

export type PhoneState = 'open' | 'revoked' | 'closed' | 'over';

/** When the door of an edition is over: a day after its end. */
export function doorEnds(edition: { ends_at: Temporal.Instant }): Temporal.Instant {
  return edition.ends_at.add({ hours: HOURS_AFTER });
}

export function phoneState(
  phone: Pick<DoorPhone, 'revoked_at' | 'closed_at' | 'ends_at'>,
  now: Temporal.Instant,
): PhoneState {
  if (phone.revoked_at) return 'revoked';
  if (phone.closed_at) return 'closed';
  return Temporal.Instant.compare(now, doorEnds(phone)) > 0 ? 'over' : 'open';
}
