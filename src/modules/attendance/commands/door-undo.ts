/** An arrival marked by mistake is taken back: by staff, logged, and the scan stays as what it was. */
import { sql } from 'kysely';
import type { Actor } from '../../../platform/access/access.ts';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';

/** @returns false when nobody had come with this ticket */
export async function undoArrival(
  trx: Trx,
  { actor, now }: { actor: Actor; now: Temporal.Instant },
  eventId: string,
  registrationId: string,
): Promise<boolean> {
  const undone = await trx
    .updateTable('door_scans')
    .set({ outcome: 'undone', undone_at: now })
    .where('event_id', '=', eventId)
    .where('registration_id', '=', registrationId)
    .where('outcome', '=', 'arrived')
    .returning('id')
    .executeTakeFirst();
  if (!undone) return false;
  await forgetDoorArrival(trx, registrationId);
  await audit(trx, {
    actor,
    action: 'attendance.undo_arrival',
    subject: { kind: 'event_registration', id: registrationId },
    detail: { scan: undone.id },
  });
  return true;
}

/** What the door alone had noted goes; who was in a session still was there, since that moment. */
export async function forgetDoorArrival(trx: Trx, registrationId: string): Promise<void> {
  await sql`
    update attendance_people p set via = s.via, arrived_at = s.first_at
    from (select via, first_at from attendance_sessions where registration_id = ${registrationId}
      order by first_at limit 1) s
    where p.registration_id = ${registrationId} and p.via = 'door'`.execute(trx);
  await sql`
    delete from attendance_people p where p.registration_id = ${registrationId} and p.via = 'door'
      and not exists (select from attendance_sessions s where s.registration_id = p.registration_id)`.execute(
    trx,
  );
}
