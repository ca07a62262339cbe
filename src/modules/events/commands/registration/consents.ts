/** What somebody allows is theirs to give and to take back, at any time, also when the edition is over. */
import { audit } from '../../../../platform/audit/audit.ts';
import type { Trx } from '../../../../platform/db/handles.ts';
import { lockRegistration, type OwnContext } from './own.ts';

export interface Consents {
  directory: boolean;
  photo: boolean;
  recording: boolean;
}

/**
 * Writes all three. Pages, feeds and exports read them from this row each time, so that what is taken back
 * is taken back everywhere at once; nothing keeps a copy.
 */
export async function setConsents(
  trx: Trx,
  { actor, now }: OwnContext,
  { eventId, id }: { eventId: string; id: string },
  { directory, photo, recording }: Consents,
): Promise<void> {
  await lockRegistration(trx, eventId, id);
  await trx
    .updateTable('event_registrations')
    .set({
      consent_directory: directory,
      consent_photo: photo,
      consent_recording: recording,
      updated_at: now,
    })
    .where('id', '=', id)
    .execute();
  await audit(trx, {
    actor,
    action: 'events.set_consents',
    subject: { kind: 'event_registration', id },
    detail: { directory, photo, recording },
  });
}
