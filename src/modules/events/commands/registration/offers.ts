/**
 * Handing on places that became free: to the first waiting, once. Everything here runs under
 * `lockPlaces`, so two cancellations at the same moment offer two places to two people.
 */
import { audit } from '../../../../platform/audit/audit.ts';
import type { Actor } from '../../../../platform/access/access.ts';
import type { Trx } from '../../../../platform/db/handles.ts';
import { promiseMails } from '../../../../platform/mail/promise.ts';
import { ATTENDANCES, type Attendance, type Status } from '../../tables.ts';
import { freePlaces, lockPlaces, takePlaces } from './places.ts';

/** Most offers made in one transaction; the minute job makes the rest. */
const BATCH = 200;

interface OfferFacts {
  id: string;
  status: Status;
  ends_at: Temporal.Instant;
  offer_hours: number;
}

const BY_PROGRAM: Actor = { kind: 'system', what: 'waiting_list' };

/** Locks the edition's places and offers every free one to those who wait, in order. */
export async function offerFreedPlaces(trx: Trx, eventId: string, now: Temporal.Instant): Promise<number> {
  const event = await lockForOffers(trx, eventId, now);
  return event ? offerEdition(trx, event, now) : 0;
}

/** Locks the edition's places. @returns undefined when nothing is offered: it is put off, called off or over */
async function lockForOffers(
  trx: Trx,
  eventId: string,
  now: Temporal.Instant,
): Promise<OfferFacts | undefined> {
  await lockPlaces(trx, eventId);
  const event = await trx
    .selectFrom('events')
    .select(['id', 'status', 'ends_at', 'offer_hours'])
    .where('id', '=', eventId)
    .executeTakeFirstOrThrow();
  const isOn = event.status === 'scheduled' && Temporal.Instant.compare(now, event.ends_at) < 0;
  return isOn ? event : undefined;
}

/** An offer ends after the organiser's hours, or with the edition. */
export function offerEnd(
  event: Pick<OfferFacts, 'offer_hours' | 'ends_at'>,
  now: Temporal.Instant,
): Temporal.Instant {
  const end = now.add({ hours: event.offer_hours });
  return Temporal.Instant.compare(end, event.ends_at) < 0 ? end : event.ends_at;
}

async function offerEdition(trx: Trx, event: OfferFacts, now: Temporal.Instant): Promise<number> {
  const chosen = await firstWaiting(trx, event.id);
  if (chosen.length === 0) return 0;
  const ids = chosen.map((c) => c.id);
  await trx
    .updateTable('event_registrations')
    .set({ state: 'offered', holds_place: true, held_until: offerEnd(event, now), updated_at: now })
    .where('id', 'in', ids)
    .execute();
  for (const attendance of ATTENDANCES) {
    await takePlaces(trx, event.id, attendance, chosen.filter((c) => c.attendance === attendance).length);
  }
  await promiseMails(
    trx,
    ids.map((id) => ({ kind: 'events.offer', subjectId: id })),
  );
  await audit(
    trx,
    ...ids.map((id) => ({
      actor: BY_PROGRAM,
      action: 'events.offer',
      subject: { kind: 'event_registration', id },
    })),
  );
  return ids.length;
}

/** Those who get the free places: by order of arrival over both ways of attending, as far as each has room. */
async function firstWaiting(trx: Trx, eventId: string): Promise<{ id: string; attendance: Attendance }[]> {
  const free = {
    total: Math.min(BATCH, await freePlaces(trx, eventId)),
    online: await freePlaces(trx, eventId, 'online'),
    in_person: await freePlaces(trx, eventId, 'in_person'),
  };
  const lists = await Promise.all(
    ATTENDANCES.map((attendance) => {
      const room = Math.min(free[attendance], free.total);
      if (room <= 0) return [];
      return trx
        .selectFrom('event_registrations')
        .select(['id', 'attendance', 'position'])
        .where('event_id', '=', eventId)
        .where('attendance', '=', attendance)
        .where('state', '=', 'waitlisted')
        .orderBy('position')
        .limit(room)
        .execute();
    }),
  );
  return lists
    .flat()
    .sort((a, b) => a.position - b.position)
    .slice(0, Math.max(0, free.total));
}

/** Offers free places of these workshops to those who wait for them and have a place in the edition. */
export async function offerWorkshopPlaces(
  trx: Trx,
  eventId: string,
  sessionIds: readonly string[],
  now: Temporal.Instant,
): Promise<number> {
  if (sessionIds.length === 0) return 0;
  const event = await lockForOffers(trx, eventId, now);
  if (!event) return 0;
  let offered = 0;
  for (const sessionId of sessionIds) offered += await offerWorkshop(trx, event, sessionId, now);
  return offered;
}

async function offerWorkshop(
  trx: Trx,
  event: OfferFacts,
  sessionId: string,
  now: Temporal.Instant,
): Promise<number> {
  const session = await trx
    .selectFrom('event_sessions')
    .select(['capacity', 'taken', 'status'])
    .where('id', '=', sessionId)
    .executeTakeFirst();
  if (!session || session.status !== 'scheduled') return 0;
  const free = Math.min(BATCH, session.capacity === null ? BATCH : session.capacity - session.taken);
  if (free <= 0) return 0;
  const waiting = await trx
    .selectFrom('event_workshop_places as w')
    .innerJoin('event_registrations as r', 'r.id', 'w.registration_id')
    .select('r.id')
    .where('w.session_id', '=', sessionId)
    .where('w.state', '=', 'waitlisted')
    .where('r.state', '=', 'confirmed')
    .orderBy('w.position')
    .limit(free)
    .execute();
  if (waiting.length === 0) return 0;
  const ids = waiting.map((w) => w.id);
  await trx
    .updateTable('event_workshop_places')
    .set({ state: 'offered', held_until: offerEnd(event, now) })
    .where('session_id', '=', sessionId)
    .where('registration_id', 'in', ids)
    .execute();
  await trx
    .updateTable('event_sessions')
    .set((eb) => ({ taken: eb('taken', '+', ids.length) }))
    .where('id', '=', sessionId)
    .execute();
  await promiseMails(
    trx,
    ids.map((id) => ({ kind: 'events.workshop_offer', subjectId: id, data: { sessionId } })),
  );
  await audit(
    trx,
    ...ids.map((id) => ({
      actor: BY_PROGRAM,
      action: 'events.offer_workshop',
      subject: { kind: 'event_registration', id },
      detail: { session: sessionId },
    })),
  );
  return ids.length;
}
