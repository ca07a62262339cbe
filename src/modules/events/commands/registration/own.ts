/**
 * What somebody does with their own registration through the secret link. Lock order everywhere:
 * the edition's places first, then the registration, so that no two commands wait for each other in a ring.
 */
import type { Actor } from '../../../../platform/access/access.ts';
import { audit } from '../../../../platform/audit/audit.ts';
import type { Trx } from '../../../../platform/db/handles.ts';
import { notFound } from '../../../../platform/errors.ts';
import { promiseMail } from '../../../../platform/mail/promise.ts';
import type { RegistrationEvent, RegistrationRow } from '../../queries/registrations.ts';
import { settledState } from '../../rules/registration.ts';
import { isOver } from '../../rules/window.ts';
import type { RegistrationState } from '../../tables.ts';
import { arrive, freePlace, lockPlaces } from './places.ts';
import { offerFreedPlaces, offerWorkshopPlaces } from './offers.ts';
import { leaveWorkshops, settleWorkshops } from './workshops.ts';

export interface OwnContext {
  actor: Actor;
  now: Temporal.Instant;
}

/** `unchanged`: it was so already (a second click); `wrong_state`: that can't be done any more. */
export type OwnResult =
  | { ok: true; state: RegistrationState; unchanged?: true }
  | { ok: false; refused: 'wrong_state' | 'closed'; state: RegistrationState };

/**
 * Locks places, then the registration, and reads it as it is now.
 * @throws AppError `not_found`: erased since the caller has read it
 */
export async function lockRegistration(trx: Trx, eventId: string, id: string): Promise<RegistrationRow> {
  await lockPlaces(trx, eventId);
  return (await trx
    .selectFrom('event_registrations')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow(notFound)) as RegistrationRow;
}

/** The edition as it stands under the lock: called off or over. What the caller read before may be old. */
export async function isEditionOver(trx: Trx, eventId: string, now: Temporal.Instant): Promise<boolean> {
  const event = await trx
    .selectFrom('events')
    .select(['status', 'ends_at'])
    .where('id', '=', eventId)
    .executeTakeFirstOrThrow();
  return isOver(event, now);
}

/** The address is theirs. A place held since the registration becomes theirs; otherwise they get one or wait. */
export async function confirmAddress(
  trx: Trx,
  c: OwnContext,
  event: RegistrationEvent,
  id: string,
): Promise<OwnResult> {
  const row = await lockRegistration(trx, event.id, id);
  if (row.state !== 'pending') return { ok: true, state: row.state, unchanged: true };
  if (await isEditionOver(trx, event.id, c.now)) return { ok: false, refused: 'closed', state: row.state };
  const approved = row.approved_at !== null;
  const states = {
    withPlace: settledState(event, true, approved),
    without: settledState(event, false, approved),
  };
  await trx
    .updateTable('event_registrations')
    .set({ address_confirmed_at: c.now, updated_at: c.now })
    .where('id', '=', id)
    .execute();
  // Who confirms while their number in line still counts keeps it; whoever let the held place go stands at the end.
  const isLate = row.held_until !== null;
  const state = await settlePlace(trx, row, states, isLate);
  await noteState(trx, c, id, 'events.confirm_address', state);
  return { ok: true, state };
}

/** Takes the place that was offered. */
export async function acceptOffer(
  trx: Trx,
  c: OwnContext,
  event: RegistrationEvent,
  id: string,
): Promise<OwnResult> {
  const row = await lockRegistration(trx, event.id, id);
  if (row.state === 'confirmed') return { ok: true, state: 'confirmed', unchanged: true };
  const inTime = row.held_until !== null && Temporal.Instant.compare(c.now, row.held_until) < 0;
  if (row.state !== 'offered' || !inTime) return { ok: false, refused: 'wrong_state', state: row.state };
  if (await isEditionOver(trx, event.id, c.now)) return { ok: false, refused: 'closed', state: row.state };
  await trx
    .updateTable('event_registrations')
    .set({ state: 'confirmed', held_until: null, updated_at: c.now })
    .where('id', '=', id)
    .execute();
  await settleWorkshops(trx, id);
  await noteState(trx, c, id, 'events.accept_offer', 'confirmed');
  return { ok: true, state: 'confirmed' };
}

/** Back to the end of the line after an offer went by; straight to a place if one is free. */
export async function rejoin(
  trx: Trx,
  c: OwnContext,
  event: RegistrationEvent,
  id: string,
): Promise<OwnResult> {
  const row = await lockRegistration(trx, event.id, id);
  if (row.state !== 'lapsed') return { ok: false, refused: 'wrong_state', state: row.state };
  if (await isEditionOver(trx, event.id, c.now)) return { ok: false, refused: 'closed', state: row.state };
  const state = await settlePlace(trx, row, { withPlace: 'confirmed', without: 'waitlisted' }, true);
  await noteState(trx, c, id, 'events.rejoin', state);
  return { ok: true, state };
}

/** Cancels; the place goes to the first waiting in the same transaction. */
export async function cancelRegistration(
  trx: Trx,
  c: OwnContext,
  event: Pick<RegistrationEvent, 'id'>,
  id: string,
): Promise<OwnResult> {
  const row = await lockRegistration(trx, event.id, id);
  if (row.state === 'cancelled') return { ok: true, state: 'cancelled', unchanged: true };
  if (row.state === 'declined') return { ok: false, refused: 'wrong_state', state: row.state };
  await endRegistration(trx, c, row, 'cancelled');
  await audit(trx, {
    actor: c.actor,
    action: 'events.cancel_registration',
    subject: { kind: 'event_registration', id },
    detail: { from: row.state },
  });
  // Nobody is told who never proved that the address is theirs.
  if (row.address_confirmed_at !== null || row.state !== 'pending')
    await promiseMail(trx, { kind: 'events.registration_cancelled', subjectId: id });
  return { ok: true, state: 'cancelled' };
}

/** Ends a registration and hands on everything it held. Call with the row locked by `lockRegistration`. */
export async function endRegistration(
  trx: Trx,
  c: OwnContext,
  row: RegistrationRow,
  state: 'cancelled' | 'declined',
): Promise<void> {
  await trx
    .updateTable('event_registrations')
    .set((eb) => ({
      state,
      holds_place: false,
      held_until: null,
      sequence: eb('sequence', '+', 1),
      updated_at: c.now,
    }))
    .where('id', '=', row.id)
    .execute();
  const freed = await leaveWorkshops(trx, row.id);
  if (row.holds_place) await freePlace(trx, row.event_id, row.attendance);
  if (row.holds_place) await offerFreedPlaces(trx, row.event_id, c.now);
  await offerWorkshopPlaces(trx, row.event_id, freed, c.now);
}

/**
 * The place held for them becomes theirs; without one they get a free one, or stand in line. Call with the
 * row locked by `lockRegistration`.
 * @param newPosition at the end of the line, whatever number they had
 * @returns the state they are in now
 */
export async function settlePlace(
  trx: Trx,
  row: RegistrationRow,
  states: { withPlace: RegistrationState; without: RegistrationState },
  newPosition: boolean,
): Promise<RegistrationState> {
  if (row.holds_place) {
    await trx
      .updateTable('event_registrations')
      .set({ state: states.withPlace, held_until: null })
      .where('id', '=', row.id)
      .execute();
    return states.withPlace;
  }
  const fits = await arrive(trx, {
    registrationId: row.id,
    eventId: row.event_id,
    attendance: row.attendance,
    states,
    heldUntil: null,
    newPosition,
  });
  if (!fits) return states.without;
  await settleWorkshops(trx, row.id);
  return states.withPlace;
}

/** Audits what led to the state, and tells the person how they stand. */
export async function noteState(
  trx: Trx,
  c: OwnContext,
  id: string,
  action: string,
  state: RegistrationState,
): Promise<void> {
  await audit(trx, {
    actor: c.actor,
    action,
    subject: { kind: 'event_registration', id },
    detail: { state },
  });
  await promiseMail(trx, { kind: 'events.registration_state', subjectId: id });
}
