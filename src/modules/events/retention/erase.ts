/** Somebody erases what is kept about them: everywhere, at once. That somebody was there stays, as a number. */
import type { Trx } from '../../../platform/db/handles.ts';
import type { Deps } from '../../../platform/deps.ts';
import { audit } from '../../../platform/audit/audit.ts';
import { forgetAudit } from '../../../platform/audit/forget.ts';
import { addJobs } from '../../../platform/jobs/add.ts';
import { forgetJobs } from '../../../platform/jobs/forget.ts';
import { forgetMails } from '../../../platform/mail/forget.ts';
import { endRegistration, lockRegistration, type OwnContext } from '../commands/registration/own.ts';

/** Removes the files of mails whose row is gone. */
export const SWEEP_JOB = 'events.sweep_mail_files';

/**
 * Removes a registration and all that refers to it. A place goes to the first who waits. The caller sweeps
 * the files of its mails after the commit; a job does it once more, for a mail that was on its way just now.
 */
export async function eraseRegistration(
  trx: Trx,
  deps: Deps,
  c: OwnContext,
  { eventId, id }: { eventId: string; id: string },
): Promise<void> {
  const row = await lockRegistration(trx, eventId, id);
  if (row.state !== 'cancelled' && row.state !== 'declined') await endRegistration(trx, c, row, 'cancelled');
  for (const { of, eraseOne } of deps.additions.kept) if (of === 'event') await eraseOne?.(trx, id, deps);
  await forgetMails(trx, [id]);
  await forgetJobs(trx, [id]);
  await forgetAudit(trx, 'event_registration', [id]);
  await trx.deleteFrom('event_registrations').where('id', '=', id).execute();
  await trx
    .insertInto('event_erasures')
    .values({ event_id: eventId, state: row.state, attendance: row.attendance, count: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['event_id', 'state', 'attendance'])
        .doUpdateSet((eb) => ({ count: eb('event_erasures.count', '+', 1) })),
    )
    .execute();
  const subject = { kind: 'event', id: eventId };
  await audit(trx, { actor: c.actor, action: 'events.erased_registration', subject });
  const runAt = c.now.add({ minutes: 2 });
  await addJobs(trx, [{ name: SWEEP_JOB, payload: {}, runAt, key: SWEEP_JOB }]);
}
