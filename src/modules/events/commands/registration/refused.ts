/** Marks somebody whose mailbox refuses mail for good, so that the organiser can reach them otherwise. */
import type { Db } from '../../../../platform/db/handles.ts';

/** The mark stays with the registration; registering anew after a cancellation begins without it. */
export async function markMailRefused(db: Db, registrationId: string, now: Temporal.Instant): Promise<void> {
  await db
    .updateTable('event_registrations')
    .set({ mail_refused_at: now })
    .where('id', '=', registrationId)
    .execute();
}
