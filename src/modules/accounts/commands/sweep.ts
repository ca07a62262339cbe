/** Takes away what has run out: sessions, codes, counts, links, and the names in old invitations. */
import type { Trx } from '../../../platform/db/handles.ts';
import '../tables.ts';

/** An invitation that nobody accepted names somebody for this long and no longer. */
const INVITATION_KEPT_DAYS = 30;

/** Safe to run at any time, and twice. */
export async function sweepAccounts(trx: Trx, now: Temporal.Instant): Promise<void> {
  const dayAgo = now.subtract({ hours: 24 });
  await trx.deleteFrom('staff_sessions').where('expires_at', '<', now).execute();
  await trx.deleteFrom('staff_verifications').where('expires_at', '<', now).execute();
  await trx.deleteFrom('staff_used_codes').where('used_at', '<', dayAgo).execute();
  await trx.deleteFrom('staff_attempts').where('last_at', '<', dayAgo).execute();
  await trx
    .deleteFrom('staff_links')
    .where('kind', '=', 'password_reset')
    .where('expires_at', '<', dayAgo)
    .execute();
  await trx
    .updateTable('staff_invitations')
    .set({ sealed: null, withdrawn_at: now })
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '<', now.subtract({ hours: 24 * INVITATION_KEPT_DAYS }))
    .execute();
}
