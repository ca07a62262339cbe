/** Sending somebody's own link again: to the mailbox, never to the screen. */
import type { Actor } from '../../../../platform/access/access.ts';
import { audit } from '../../../../platform/audit/audit.ts';
import type { Trx } from '../../../../platform/db/handles.ts';
import { promiseMail } from '../../../../platform/mail/promise.ts';
import type { Vault } from '../../../../platform/vault/vault.ts';
import { addressHash } from '../../person.ts';
import { findByAddress, type RegistrationRow } from '../../queries/registrations.ts';
import { mayNotify } from './register.ts';

/**
 * "Send me my link again", from anybody. The caller answers the same whatever happens here.
 * @returns whether a mail goes out, for tests
 */
export async function sendLinkAgain(
  trx: Trx,
  c: { actor: Actor; vault: Vault; now: Temporal.Instant },
  eventId: string,
  email: string,
): Promise<boolean> {
  const row = await findByAddress(trx, eventId, addressHash(c.vault, eventId, email));
  const send = row !== undefined && mayNotify(row.last_notice_at, c.now);
  // One row is written in any case, so that known and unknown addresses take the same time.
  await audit(trx, { actor: c.actor, action: 'events.ask_link', subject: { kind: 'event', id: eventId } });
  if (row && send) await notify(trx, c.now, row);
  return send;
}

/** The organiser has the link sent; audited by name of staff. */
export async function resendLink(
  trx: Trx,
  c: { actor: Actor; now: Temporal.Instant },
  row: RegistrationRow,
): Promise<void> {
  await audit(trx, {
    actor: c.actor,
    action: 'events.resend_link',
    subject: { kind: 'event_registration', id: row.id },
  });
  await notify(trx, c.now, row);
}

async function notify(trx: Trx, now: Temporal.Instant, row: RegistrationRow): Promise<void> {
  await trx
    .updateTable('event_registrations')
    .set({ last_notice_at: now })
    .where('id', '=', row.id)
    .execute();
  await promiseMail(trx, {
    kind: row.state === 'pending' ? 'events.confirm_address' : 'events.registration_link',
    subjectId: row.id,
  });
}
