/**
 * Somebody registers. Rows, audit and the promised mail first; the edition's contended row last, in one
 * statement; then the commit. Measured: this order and a small pool give three times the rate of locking
 * the edition first.
 */
import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../../../../platform/access/access.ts';
import { audit } from '../../../../platform/audit/audit.ts';
import type { Trx } from '../../../../platform/db/handles.ts';
import type { Lang } from '../../../../platform/i18n/translate.ts';
import { promiseMail } from '../../../../platform/mail/promise.ts';
import type { Vault } from '../../../../platform/vault/vault.ts';
import { addressHash, type Person, sealPerson } from '../../person.ts';
import { findByAddress, type RegistrationEvent } from '../../queries/registrations.ts';
import { arrivalState } from '../../rules/registration.ts';
import { registrationWindow } from '../../rules/window.ts';
import type { Attendance, RegistrationState } from '../../tables.ts';
import { arrive } from './places.ts';
import { settleWorkshops, wantWorkshops } from './workshops.ts';

export interface Registering {
  person: Person;
  attendance: Attendance;
  /** Ids of workshops of this edition. */
  workshops: readonly string[];
  lang: Lang;
  privacyVersion: number | null;
  consents: { directory: boolean; photo: boolean; recording: boolean };
  origin: 'form' | 'api' | 'staff';
  /** Staff may say that the address is known to be theirs. */
  addressKnown?: boolean;
}

export type Registered =
  | { ok: true; id: string; state: RegistrationState; repeated: false }
  /** The address is registered already: the mailbox is told, the screen is not. */
  | { ok: true; id: string; state: RegistrationState; repeated: true }
  | { ok: false; refused: 'closed' | 'not_open' };

export interface RegisterContext {
  actor: Actor;
  vault: Vault;
  now: Temporal.Instant;
}

/** @param event as read just before; only its window and settings are used, places are judged under the lock */
export async function registerPerson(
  trx: Trx,
  c: RegisterContext,
  event: RegistrationEvent,
  r: Registering,
): Promise<Registered> {
  const window = registrationWindow(event, c.now);
  // Staff may add somebody at any time before the end, the public only while it is open.
  if (r.origin !== 'staff' && window !== 'open')
    return { ok: false, refused: window === 'not_open' ? 'not_open' : 'closed' };
  const id = randomUUIDv7();
  const hash = addressHash(c.vault, event.id, r.person.email);
  if (!(await insertRow(trx, c, event, r, id, hash))) return tellMailbox(trx, c, event, hash);
  await wantWorkshops(trx, id, r.workshops);
  await audit(trx, {
    actor: c.actor,
    action: 'events.register',
    subject: { kind: 'event_registration', id },
    detail: { origin: r.origin },
  });
  const known = { address: r.addressKnown ?? false, approved: r.origin === 'staff' };
  const needsConfirmation = event.confirm_email && !known.address;
  await promiseMail(trx, {
    kind: needsConfirmation ? 'events.confirm_address' : 'events.registration_state',
    subjectId: id,
  });
  const states = {
    withPlace: arrivalState(rulesOf(event), true, known),
    without: arrivalState(rulesOf(event), false, known),
  };
  const fits = await arrive(trx, {
    registrationId: id,
    eventId: event.id,
    attendance: r.attendance,
    states,
    heldUntil: needsConfirmation ? c.now.add({ minutes: event.hold_minutes }) : null,
    newPosition: true,
  });
  if (fits && r.workshops.length > 0) await settleWorkshops(trx, id);
  return { ok: true, id, state: fits ? states.withPlace : states.without, repeated: false };
}

const rulesOf = (event: RegistrationEvent) => ({
  confirmEmail: event.confirm_email,
  approval: event.approval,
});

/** The unique index is the judge of who is new. */
async function insertRow(
  trx: Trx,
  c: RegisterContext,
  event: RegistrationEvent,
  r: Registering,
  id: string,
  hash: Buffer,
): Promise<boolean> {
  const inserted = await trx
    .insertInto('event_registrations')
    .values({
      id,
      event_id: event.id,
      state: 'pending',
      attendance: r.attendance,
      address_hash: hash,
      sealed: sealPerson(c.vault, id, r.person),
      held_until: null,
      address_confirmed_at: r.addressKnown ? c.now : null,
      approved_at: r.origin === 'staff' ? c.now : null,
      lang: r.lang,
      privacy_version: r.privacyVersion,
      accepted_at: c.now,
      consent_directory: r.consents.directory,
      consent_photo: r.consents.photo,
      consent_recording: r.consents.recording,
      origin: r.origin,
      mail_refused_at: null,
      last_notice_at: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['event_id', 'address_hash'])
        // Word for word as in the index: with parameters a prepared statement could not tell which one is meant.
        .where(sql<boolean>`state not in ('cancelled', 'declined')`)
        .doNothing(),
    )
    .executeTakeFirst();
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Minutes between two mails that strangers can cause in one mailbox. */
const NOTICE_PAUSE_MINUTES = 10;

/** True when this mailbox was not written to, on somebody's word alone, within the pause. */
export function mayNotify(last: Temporal.Instant | null, now: Temporal.Instant): boolean {
  return last === null || Temporal.Instant.compare(last.add({ minutes: NOTICE_PAUSE_MINUTES }), now) <= 0;
}

async function tellMailbox(
  trx: Trx,
  c: RegisterContext,
  event: RegistrationEvent,
  hash: Buffer,
): Promise<Registered> {
  const row = await findByAddress(trx, event.id, hash);
  // Cancelled in this very moment: whoever sent it sends it again.
  if (!row) return { ok: true, id: '', state: 'pending', repeated: true };
  // Written even when no mail goes out, so that a repeated registration takes as long as a new one.
  await audit(trx, {
    actor: c.actor,
    action: 'events.register_again',
    subject: { kind: 'event_registration', id: row.id },
  });
  if (mayNotify(row.last_notice_at, c.now)) {
    await trx
      .updateTable('event_registrations')
      .set({ last_notice_at: c.now })
      .where('id', '=', row.id)
      .execute();
    const kind = row.state === 'pending' ? 'events.confirm_address' : 'events.registered_already';
    await promiseMail(trx, { kind, subjectId: row.id });
  }
  return { ok: true, id: row.id, state: row.state, repeated: true };
}
