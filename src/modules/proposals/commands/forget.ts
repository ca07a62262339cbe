/** What goes when its time is over. */
import { sql } from 'kysely';
import { forgetAudit } from '../../../platform/audit/forget.ts';
import type { Db, Trx } from '../../../platform/db/handles.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { forgetMails } from '../../../platform/mail/forget.ts';
import { PROPOSAL } from './public-record.ts';

/** A mail server refused the address for good. */
export async function markMailRefused(
  db: Pick<Trx, 'updateTable'>,
  id: string,
  now: Temporal.Instant,
): Promise<void> {
  await db.updateTable('proposals').set({ mail_refused_at: now }).where('id', '=', id).execute();
}

const PER_BATCH = 500;

/**
 * Removes what was sent under an address that nobody confirmed.
 * @param before sent before then
 * @returns how many
 */
export async function forgetUnconfirmed(db: Db, before: Temporal.Instant): Promise<number> {
  for (let gone = 0; ;) {
    const ids = await withTransaction(db, async (trx) => {
      const rows = await trx
        .selectFrom('proposals')
        .select('id')
        .where('state', '=', 'unconfirmed')
        .where('created_at', '<', before)
        .orderBy('created_at')
        .limit(PER_BATCH)
        .forUpdate()
        .skipLocked()
        .execute();
      const some = rows.map(({ id }) => id);
      if (some.length === 0) return some;
      await trx
        .deleteFrom('proposals')
        .where(sql<boolean>`id = any(${some}::uuid[])`)
        .execute();
      await forgetMails(trx, some);
      await forgetAudit(trx, PROPOSAL, some);
      return some;
    });
    gone += ids.length;
    if (ids.length < PER_BATCH) return gone;
  }
}
