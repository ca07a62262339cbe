/** Deciding, and telling the author: what was decided can be changed until it is told, and it is told once. */
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { promiseMail } from '../../../platform/mail/promise.ts';
import { sealWords } from '../sealed.ts';
import type { Decision } from '../tables.ts';
import { type Context, lockContribution, ownReviewState, refused, type Result } from './context.ts';

/**
 * @param version of the contribution when the form was drawn
 * @returns refused `review_first` or `recused_before` for somebody whose own review is open, or who declared an interest
 */
export async function decide(
  trx: Trx,
  c: Context,
  id: string,
  choice: { decision: Decision; words: string; version: number },
): Promise<Result> {
  const row = await lockContribution(trx, id);
  if (!row) return refused('not_found');
  if (row.told_at) return refused('already_told');
  if (row.state !== 'submitted') return refused('not_now');
  if (row.version !== choice.version) return refused('changed');
  const barred = await barredBy(trx, c, id);
  if (barred) return refused(barred);
  await trx
    .updateTable('contributions')
    .set({
      decision: choice.decision,
      sealed_words: sealWords(c.vault, id, choice.words),
      decided_at: c.now,
      version: row.version + 1,
    })
    .where('id', '=', id)
    .execute();
  await audit(trx, {
    actor: c.actor,
    action: 'contributions.decide',
    subject: { kind: 'contribution', id },
    detail: { decision: choice.decision },
  });
  return { ok: true };
}

/** Sends the decision. From now on it stands. */
export async function tellDecision(trx: Trx, c: Context, id: string): Promise<Result> {
  const row = await lockContribution(trx, id);
  if (!row) return refused('not_found');
  if (row.told_at) return refused('already_told');
  if (row.state !== 'submitted' || !row.decision) return refused('not_now');
  const barred = await barredBy(trx, c, id);
  if (barred) return refused(barred);
  await trx
    .updateTable('contributions')
    .set({ state: row.decision, told_at: c.now, updated_at: c.now, version: row.version + 1 })
    .where('id', '=', id)
    .execute();
  await audit(trx, {
    actor: c.actor,
    action: 'contributions.tell_decision',
    subject: { kind: 'contribution', id },
    detail: { decision: row.decision },
  });
  await promiseMail(trx, {
    kind: 'contributions.decision',
    subjectId: id,
    dedupeKey: `contributions.decision:${id}`,
  });
  return { ok: true };
}

/** Somebody whose own review is open, or who declared an interest, does not decide. */
async function barredBy(
  trx: Trx,
  c: Context,
  id: string,
): Promise<'review_first' | 'recused_before' | undefined> {
  const own = await ownReviewState(trx, id, c.actor);
  if (own === 'assigned') return 'review_first';
  return own === 'recused' ? 'recused_before' : undefined;
}
