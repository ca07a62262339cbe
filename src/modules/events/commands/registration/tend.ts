/**
 * What time does to places: held places of unconfirmed addresses and offers that nobody took are handed on.
 * Runs every minute; each edition in a transaction of its own.
 */
import { audit } from '../../../../platform/audit/audit.ts';
import type { Actor } from '../../../../platform/access/access.ts';
import type { Db, Read, Trx } from '../../../../platform/db/handles.ts';
import { withTransaction } from '../../../../platform/db/transaction.ts';
import { promiseMails } from '../../../../platform/mail/promise.ts';
import { ATTENDANCES } from '../../tables.ts';
import { offerFreedPlaces, offerWorkshopPlaces } from './offers.ts';
import { lockPlaces, takePlaces } from './places.ts';
import { settleWorkshops } from './workshops.ts';

const CLOCK: Actor = { kind: 'system', what: 'clock' };
const BATCH = 500;

/**
 * Hands on what lapsed in every edition, and offers whatever is free.
 * @throws the first fault, once all other editions have had their turn
 */
export async function tendPlaces(db: Db, now: Temporal.Instant): Promise<void> {
  const idle = await idleWorkshops(db, now);
  const faults: unknown[] = [];
  for (const eventId of await editionsToTend(db, now, [...idle.keys()])) {
    const workshops = (idle.get(eventId) ?? []).map(({ id }) => id);
    await withTransaction(db, (trx) => tendEdition(trx, eventId, workshops, now)).catch((fault: unknown) =>
      faults.push(fault),
    );
  }
  if (faults.length > 0) throw faults[0];
}

/** @param idle workshops with something to hand on that no lapse tells of */
async function tendEdition(
  trx: Trx,
  eventId: string,
  idle: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  await lockPlaces(trx, eventId);
  const workshops = await lapseHolds(trx, eventId, now);
  workshops.push(...(await lapseWorkshopOffers(trx, eventId, now)), ...idle);
  await offerFreedPlaces(trx, eventId, now);
  await offerWorkshopPlaces(trx, eventId, [...new Set(workshops)], now);
  if (idle.length > 0) await settleLeftBehind(trx, eventId);
}

/**
 * Workshops, by edition, with a free place that somebody who comes waits for: it became free before they had
 * confirmed their address, or while the workshop was called off. And those in which somebody who comes still
 * has neither a place nor a number in line.
 */
async function idleWorkshops(db: Read, now: Temporal.Instant): Promise<Map<string, { id: string }[]>> {
  const found = await db
    .selectFrom('event_sessions as s')
    .innerJoin('events as e', 'e.id', 's.event_id')
    .select(['s.id', 's.event_id'])
    .where('e.ends_at', '>', now)
    .where('e.status', '=', 'scheduled')
    .where('s.status', '=', 'scheduled')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('event_workshop_places as w')
          .innerJoin('event_registrations as r', 'r.id', 'w.registration_id')
          .select('r.id')
          .whereRef('w.session_id', '=', 's.id')
          .where('r.state', '=', 'confirmed')
          .where((w) =>
            w.or([
              w('w.state', '=', 'wanted'),
              w.and([
                w('w.state', '=', 'waitlisted'),
                w.or([w('s.capacity', 'is', null), w('s.taken', '<', w.ref('s.capacity'))]),
              ]),
            ]),
          ),
      ),
    )
    .execute();
  return Map.groupBy(found, (workshop) => workshop.event_id);
}

/** The workshop was called off when they got their place in the edition, and takes place after all. */
async function settleLeftBehind(trx: Trx, eventId: string): Promise<void> {
  const left = await trx
    .selectFrom('event_workshop_places as w')
    .innerJoin('event_sessions as s', 's.id', 'w.session_id')
    .innerJoin('event_registrations as r', 'r.id', 'w.registration_id')
    .select(['r.id', 'r.position'])
    .distinct()
    .where('s.event_id', '=', eventId)
    .where('s.status', '=', 'scheduled')
    .where('w.state', '=', 'wanted')
    .where('r.state', '=', 'confirmed')
    .orderBy('r.position')
    .limit(BATCH)
    .execute();
  for (const { id } of left) await settleWorkshops(trx, id);
  await promiseMails(
    trx,
    left.map(({ id }) => ({ kind: 'events.registration_state', subjectId: id })),
  );
}

/** Editions where something lapsed, or that are to come and have somebody waiting; and those given. */
async function editionsToTend(db: Read, now: Temporal.Instant, others: readonly string[]): Promise<string[]> {
  const lapsed = await db
    .selectFrom('event_registrations')
    .select('event_id')
    .distinct()
    .where('held_until', '<=', now)
    .where('holds_place', '=', true)
    .execute();
  const workshops = await db
    .selectFrom('event_workshop_places as w')
    .innerJoin('event_sessions as s', 's.id', 'w.session_id')
    .select('s.event_id')
    .distinct()
    .where('w.held_until', '<=', now)
    .execute();
  const waiting = await db
    .selectFrom('events as e')
    .select('e.id as event_id')
    .where('e.ends_at', '>', now)
    .where('e.status', '=', 'scheduled')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('event_registrations as r')
          .select('r.id')
          .whereRef('r.event_id', '=', 'e.id')
          .where('r.state', '=', 'waitlisted'),
      ),
    )
    .execute();
  return [...new Set([...[...lapsed, ...workshops, ...waiting].map((r) => r.event_id), ...others])];
}

/** @returns workshops in which places became free */
async function lapseHolds(trx: Trx, eventId: string, now: Temporal.Instant): Promise<string[]> {
  const lapsed = await trx
    .selectFrom('event_registrations')
    .select(['id', 'state', 'attendance'])
    .where('event_id', '=', eventId)
    .where('held_until', '<=', now)
    .where('holds_place', '=', true)
    .orderBy('held_until')
    .limit(BATCH)
    .forUpdate()
    .execute();
  if (lapsed.length === 0) return [];
  const ids = lapsed.map((r) => r.id);
  const offers = lapsed.filter((r) => r.state === 'offered').map((r) => r.id);
  // An unconfirmed address stays pending without a place (`held_until` says that it had one); an offer lapses.
  await trx
    .updateTable('event_registrations')
    .set((eb) => ({
      holds_place: false,
      updated_at: now,
      state: eb
        .case()
        .when('state', '=', 'offered')
        .then('lapsed' as const)
        .else(eb.ref('state'))
        .end(),
    }))
    .where('id', 'in', ids)
    .execute();
  for (const attendance of ATTENDANCES) {
    await takePlaces(trx, eventId, attendance, -lapsed.filter((r) => r.attendance === attendance).length);
  }
  await promiseMails(
    trx,
    offers.map((id) => ({ kind: 'events.offer_lapsed', subjectId: id })),
  );
  await audit(
    trx,
    ...lapsed.map((r) => ({
      actor: CLOCK,
      action: 'events.hold_lapsed',
      subject: { kind: 'event_registration', id: r.id },
      detail: { state: r.state },
    })),
  );
  return freeWorkshopsOf(trx, ids);
}

/** Who loses the place in the edition loses those in workshops, but still wants them. */
async function freeWorkshopsOf(trx: Trx, registrationIds: readonly string[]): Promise<string[]> {
  const freed = await trx
    .selectFrom('event_workshop_places')
    .select(['session_id', (eb) => eb.fn.countAll<number>().as('count')])
    .where('registration_id', 'in', registrationIds)
    .where('state', 'in', ['held', 'offered'])
    .groupBy('session_id')
    .execute();
  await trx
    .updateTable('event_workshop_places')
    .set({ state: 'wanted', held_until: null })
    .where('registration_id', 'in', registrationIds)
    .execute();
  for (const { session_id, count } of freed) {
    await trx
      .updateTable('event_sessions')
      .set((eb) => ({ taken: eb('taken', '-', count) }))
      .where('id', '=', session_id)
      .execute();
  }
  return freed.map((f) => f.session_id);
}

async function lapseWorkshopOffers(trx: Trx, eventId: string, now: Temporal.Instant): Promise<string[]> {
  const lapsed = await trx
    .updateTable('event_workshop_places as w')
    .from('event_sessions as s')
    .set({ state: 'lapsed', held_until: null })
    .whereRef('s.id', '=', 'w.session_id')
    .where('s.event_id', '=', eventId)
    .where('w.state', '=', 'offered')
    .where('w.held_until', '<=', now)
    .returning(['w.session_id', 'w.registration_id'])
    .execute();
  for (const { session_id } of lapsed) {
    await trx
      .updateTable('event_sessions')
      .set((eb) => ({ taken: eb('taken', '-', 1) }))
      .where('id', '=', session_id)
      .execute();
  }
  await promiseMails(
    trx,
    lapsed.map((l) => ({
      kind: 'events.workshop_offer_lapsed',
      subjectId: l.registration_id,
      data: { sessionId: l.session_id },
    })),
  );
  return lapsed.map((l) => l.session_id);
}
