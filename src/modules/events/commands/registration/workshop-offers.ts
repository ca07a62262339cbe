/** Taking a place in a workshop that was offered. */
import { audit } from '../../../../platform/audit/audit.ts';
import type { Trx } from '../../../../platform/db/handles.ts';
import { promiseMail } from '../../../../platform/mail/promise.ts';
import { lockRegistration, type OwnContext, type OwnResult } from './own.ts';

/** Takes the place. `wrong_state`: none was offered, or the offer went by. */
export async function acceptWorkshop(
  trx: Trx,
  c: OwnContext,
  eventId: string,
  id: string,
  sessionId: string,
): Promise<OwnResult> {
  const row = await lockRegistration(trx, eventId, id);
  const place = await trx
    .selectFrom('event_workshop_places')
    .select(['state', 'held_until'])
    .where('registration_id', '=', id)
    .where('session_id', '=', sessionId)
    .executeTakeFirst();
  if (place?.state === 'held') return { ok: true, state: row.state, unchanged: true };
  const until = place?.held_until ?? null;
  const inTime = until !== null && Temporal.Instant.compare(c.now, until) < 0;
  if (place?.state !== 'offered' || !inTime) return { ok: false, refused: 'wrong_state', state: row.state };
  await trx
    .updateTable('event_workshop_places')
    .set({ state: 'held', held_until: null })
    .where('registration_id', '=', id)
    .where('session_id', '=', sessionId)
    .execute();
  await audit(trx, {
    actor: c.actor,
    action: 'events.accept_workshop',
    subject: { kind: 'event_registration', id },
    detail: { session: sessionId },
  });
  await promiseMail(trx, { kind: 'events.registration_state', subjectId: id });
  return { ok: true, state: row.state };
}
