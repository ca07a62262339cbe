/** Changing what one registered with: words and consents freely, way of attending and workshops as far as there is room. */
import { audit } from '../../../../platform/audit/audit.ts';
import type { Trx } from '../../../../platform/db/handles.ts';
import { promiseMail } from '../../../../platform/mail/promise.ts';
import type { Vault } from '../../../../platform/vault/vault.ts';
import { type Person, openPerson, sealPerson } from '../../person.ts';
import type { RegistrationEvent, RegistrationRow } from '../../queries/registrations.ts';
import { ownActions } from '../../rules/registration.ts';
import type { Attendance } from '../../tables.ts';
import { offerFreedPlaces, offerWorkshopPlaces } from './offers.ts';
import { isEditionOver, lockRegistration, type OwnContext } from './own.ts';
import { freePlaces, takePlaces } from './places.ts';
import { leaveWorkshops, settleWorkshops, wantWorkshops } from './workshops.ts';

export interface Change {
  /** Everything but the address, which stays as confirmed. */
  person: Omit<Person, 'email'>;
  attendance: Attendance;
  workshops: readonly string[];
  consents: { directory: boolean; photo: boolean; recording: boolean };
}

export type Changed = { ok: true } | { ok: false; refused: 'wrong_state' | 'full' };

/**
 * Writes what the person changed; workshops let go are offered on in the same transaction.
 * `full`: no place is free in the other way of attending, and nothing was changed.
 * @throws VaultError when the row cannot be opened
 */
export async function changeRegistration(
  trx: Trx,
  c: OwnContext & { vault: Vault },
  event: RegistrationEvent,
  id: string,
  change: Change,
): Promise<Changed> {
  const row = await lockRegistration(trx, event.id, id);
  const over = await isEditionOver(trx, event.id, c.now);
  if (!ownActions(row.state, over).includes('change')) return { ok: false, refused: 'wrong_state' };
  const moved = change.attendance !== row.attendance;
  if (moved && row.holds_place && !(await moveBetweenWays(trx, row, change.attendance)))
    return { ok: false, refused: 'full' };
  const { email } = openPerson(c.vault, id, row.sealed);
  await trx
    .updateTable('event_registrations')
    .set((eb) => ({
      sealed: sealPerson(c.vault, id, { ...change.person, email }),
      attendance: change.attendance,
      consent_directory: change.consents.directory,
      consent_photo: change.consents.photo,
      consent_recording: change.consents.recording,
      sequence: eb('sequence', '+', 1),
      updated_at: c.now,
    }))
    .where('id', '=', id)
    .execute();
  await changeWorkshops(trx, c, event, row, change.workshops);
  if (moved) await offerFreedPlaces(trx, event.id, c.now);
  await audit(trx, {
    actor: c.actor,
    action: 'events.change_registration',
    subject: { kind: 'event_registration', id },
    detail: { moved },
  });
  if (row.state !== 'pending') await promiseMail(trx, { kind: 'events.registration_changed', subjectId: id });
  return { ok: true };
}

/** @returns false when the other way of attending is full; then nothing changed */
async function moveBetweenWays(trx: Trx, row: RegistrationRow, to: Attendance): Promise<boolean> {
  if ((await freePlaces(trx, row.event_id, to)) <= 0) return false;
  await takePlaces(trx, row.event_id, row.attendance, -1);
  await takePlaces(trx, row.event_id, to, 1);
  return true;
}

/** What the form did not offer (a workshop that is called off) is left as it is. */
async function changeWorkshops(
  trx: Trx,
  c: OwnContext,
  event: RegistrationEvent,
  row: RegistrationRow,
  wanted: readonly string[],
): Promise<void> {
  const had = await trx
    .selectFrom('event_workshop_places')
    .select('session_id')
    .where('registration_id', '=', row.id)
    .execute();
  const asked = new Set(event.workshops.map((w) => w.id));
  const dropped = had.map((h) => h.session_id).filter((s) => asked.has(s) && !wanted.includes(s));
  const freed = await leaveWorkshops(trx, row.id, dropped);
  await wantWorkshops(trx, row.id, wanted);
  if (row.holds_place) await settleWorkshops(trx, row.id);
  await offerWorkshopPlaces(trx, row.event_id, freed, c.now);
}
