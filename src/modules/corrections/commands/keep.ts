/** How long it is kept who asked and in which words. */
import { audit } from '../../../platform/audit/audit.ts';
import type { Db, Trx } from '../../../platform/db/handles.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { forgetMails } from '../../../platform/mail/forget.ts';
import { writeSetting } from '../../../platform/settings/settings.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { answerDays, keptDays } from '../settings.ts';

const BATCH = 200;

/**
 * Forgets who asked what was answered before this moment; the answers stay.
 * @returns how many
 */
export async function forgetAnswered(db: Db, before: Temporal.Instant): Promise<number> {
  let all = 0;
  for (;;) {
    const count = await withTransaction(db, (trx) => forgetBatch(trx, before));
    all += count;
    if (count < BATCH) return all;
  }
}

async function forgetBatch(trx: Trx, before: Temporal.Instant): Promise<number> {
  const rows = await trx
    .selectFrom('corrections')
    .select('id')
    .where('sealed', 'is not', null)
    .where('decided_at', '<', before)
    .orderBy('updated_at')
    .limit(BATCH)
    .forUpdate()
    .skipLocked()
    .execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await trx
    .updateTable('corrections')
    .set({ sealed: null, content_hash: null, has_address: false })
    .where('id', 'in', ids)
    .execute();
  await forgetMails(trx, ids);
  return ids.length;
}

export async function saveCorrectionSettings(
  trx: Trx,
  { actor, now }: { actor: Actor; now: Temporal.Instant },
  days: { answer: number; kept: number },
): Promise<void> {
  await writeSetting(trx, answerDays, days.answer, now);
  await writeSetting(trx, keptDays, days.kept, now);
  const subject = { kind: 'organisation', id: '1' };
  await audit(trx, { actor, action: 'corrections.settings_saved', subject, detail: days });
}

/** A mail server refused the address for good. */
export async function markMailRefused(db: Db, id: string, now: Temporal.Instant): Promise<void> {
  await db.updateTable('corrections').set({ mail_refused_at: now }).where('id', '=', id).execute();
}
