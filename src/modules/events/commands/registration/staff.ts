/** What the organiser does with a registration. Every step is audited with who did it. */
import { audit } from '../../../../platform/audit/audit.ts';
import type { Trx } from '../../../../platform/db/handles.ts';
import { promiseMail } from '../../../../platform/mail/promise.ts';
import type { Vault } from '../../../../platform/vault/vault.ts';
import { openPerson, sealPerson } from '../../person.ts';
import {
  listWorkshopPlaces,
  type RegistrationEvent,
  type RegistrationRow,
} from '../../queries/registrations.ts';
import { staffActions } from '../../rules/registration.ts';
import {
  endRegistration,
  isEditionOver,
  lockRegistration,
  noteState,
  type OwnContext,
  type OwnResult,
  settlePlace,
} from './own.ts';
import { offerEnd, offerFreedPlaces, offerWorkshopPlaces } from './offers.ts';
import { freePlace, takePlaces } from './places.ts';
import { leaveWorkshops, wantWorkshops } from './workshops.ts';

/** Says yes: with the place held for them, or a free one, or into the waiting list. */
export async function approve(
  trx: Trx,
  c: OwnContext,
  event: RegistrationEvent,
  id: string,
): Promise<OwnResult> {
  const row = await lockRegistration(trx, event.id, id);
  if (row.state !== 'awaiting_approval') return { ok: false, refused: 'wrong_state', state: row.state };
  if (await isEditionOver(trx, event.id, c.now)) return { ok: false, refused: 'closed', state: row.state };
  await trx
    .updateTable('event_registrations')
    .set({ approved_at: c.now, updated_at: c.now })
    .where('id', '=', id)
    .execute();
  const state = await settlePlace(trx, row, { withPlace: 'confirmed', without: 'waitlisted' }, false);
  await noteState(trx, c, id, 'events.approve', state);
  return { ok: true, state };
}

/**
 * Says no. The place goes to the first waiting.
 * @param because the reason, for the person; sealed with what they said
 */
export async function decline(
  trx: Trx,
  c: OwnContext,
  event: RegistrationEvent,
  id: string,
  because?: { vault: Vault; reason: string },
): Promise<OwnResult> {
  const row = await lockRegistration(trx, event.id, id);
  if (row.state !== 'awaiting_approval') return { ok: false, refused: 'wrong_state', state: row.state };
  await endRegistration(trx, c, row, 'declined');
  if (because?.reason) await sealReason(trx, row, because);
  await audit(trx, { actor: c.actor, action: 'events.decline', subject: { kind: 'event_registration', id } });
  await promiseMail(trx, { kind: 'events.registration_declined', subjectId: id });
  return { ok: true, state: 'declined' };
}

async function sealReason(
  trx: Trx,
  row: RegistrationRow,
  { vault, reason }: { vault: Vault; reason: string },
): Promise<void> {
  const person = { ...openPerson(vault, row.id, row.sealed), declined_because: reason };
  await trx
    .updateTable('event_registrations')
    .set({ sealed: sealPerson(vault, row.id, person) })
    .where('id', '=', row.id)
    .execute();
}

/**
 * Takes a place back: the person waits, at the end of the line. Those who waited before are offered what
 * became free; only then this one stands in line, so that nobody is offered their own place.
 */
export async function moveToWaitingList(
  trx: Trx,
  c: OwnContext,
  event: RegistrationEvent,
  id: string,
): Promise<OwnResult> {
  const row = await lockRegistration(trx, event.id, id);
  if (row.state !== 'confirmed' && row.state !== 'offered')
    return { ok: false, refused: 'wrong_state', state: row.state };
  await trx
    .updateTable('event_registrations')
    .set((eb) => ({
      holds_place: false,
      held_until: null,
      sequence: eb('sequence', '+', 1),
      updated_at: c.now,
    }))
    .where('id', '=', id)
    .execute();
  const chosen = await listWorkshopPlaces(trx, id);
  const freed = await leaveWorkshops(trx, id);
  await wantWorkshops(
    trx,
    id,
    chosen.map((place) => place.session_id),
  );
  if (row.holds_place) await freePlace(trx, event.id, row.attendance);
  await offerFreedPlaces(trx, event.id, c.now);
  await offerWorkshopPlaces(trx, event.id, freed, c.now);
  await standLast(trx, event.id, id);
  await audit(trx, {
    actor: c.actor,
    action: 'events.move_to_waiting_list',
    subject: { kind: 'event_registration', id },
    detail: { from: row.state },
  });
  // Who was confirmed has a calendar entry, which is taken back.
  await promiseMail(trx, { kind: 'events.registration_state', subjectId: id, data: { from: row.state } });
  return { ok: true, state: 'waitlisted' };
}

async function standLast(trx: Trx, eventId: string, id: string): Promise<void> {
  const { last_position: position } = await trx
    .updateTable('event_places')
    .set((eb) => ({ last_position: eb('last_position', '+', 1) }))
    .where('event_id', '=', eventId)
    .returning('last_position')
    .executeTakeFirstOrThrow();
  await trx
    .updateTable('event_registrations')
    .set({ state: 'waitlisted', position })
    .where('id', '=', id)
    .execute();
}

/**
 * Offers a place to somebody who waits, out of turn and if need be beyond the capacity: the organiser
 * knows the room. Counted like every other place.
 */
export async function offerPlace(
  trx: Trx,
  c: OwnContext,
  event: RegistrationEvent,
  id: string,
): Promise<OwnResult> {
  const row = await lockRegistration(trx, event.id, id);
  if (!staffActions(row.state).includes('offer'))
    return { ok: false, refused: 'wrong_state', state: row.state };
  if (await isEditionOver(trx, event.id, c.now)) return { ok: false, refused: 'closed', state: row.state };
  await takePlaces(trx, event.id, row.attendance, 1);
  await trx
    .updateTable('event_registrations')
    .set({
      state: 'offered',
      holds_place: true,
      held_until: offerEnd(event, c.now),
      updated_at: c.now,
    })
    .where('id', '=', id)
    .execute();
  await audit(trx, { actor: c.actor, action: 'events.offer', subject: { kind: 'event_registration', id } });
  await promiseMail(trx, { kind: 'events.offer', subjectId: id });
  return { ok: true, state: 'offered' };
}
