/** What the organisation does with a request. */
import { actorRef, audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { promiseMail } from '../../../platform/mail/promise.ts';
import { isOpen, type Outcome, outcomesOf } from '../rules/outcomes.ts';
import { openAsked } from '../sealed.ts';
import { type Context, entry, lockCorrection, refused, type Result } from './context.ts';

/** Whoever asked sees that somebody is at it. */
export async function takeUp(trx: Trx, c: Context, id: string): Promise<Result> {
  const row = await lockCorrection(trx, id);
  if (!row) return refused('not_found');
  if (row.state === 'in_review') return { ok: true };
  if (row.state !== 'received') return refused('not_now');
  await trx
    .updateTable('corrections')
    .set({ state: 'in_review', version: row.version + 1, updated_at: c.now })
    .where('id', '=', id)
    .execute();
  await audit(trx, entry(c, 'take_up', id));
  return { ok: true };
}

export interface Answering {
  /** Of the request when the form was drawn. */
  version: number;
  outcome: Outcome;
  /** For everybody. */
  answer: string;
  /** How it was checked who replies; asked for a reply that is published. */
  identityCheck: string;
}

/** Answers it for good. A reply that is published is published in its author's own words. */
export async function answerCorrection(
  trx: Trx,
  c: Context,
  id: string,
  { version, outcome, answer, identityCheck }: Answering,
): Promise<Result> {
  const row = await lockCorrection(trx, id);
  if (!row) return refused('not_found');
  if (!isOpen(row.state)) return refused('not_now');
  if (row.version !== version) return refused('changed');
  if (!outcomesOf(row.kind).includes(outcome)) return refused('not_possible', 'outcome');
  const publishes = outcome === 'published';
  if (publishes && identityCheck.trim() === '') return refused('identity', 'identity_check');
  const asked = publishes ? openAsked(c.vault, id, row.sealed) : undefined;
  if (publishes && !asked) return refused('gone');
  await trx
    .updateTable('corrections')
    .set({
      state: outcome,
      answer,
      reply: asked?.text ?? '',
      identity_check: publishes ? identityCheck : '',
      decided_by: actorRef(c.actor),
      decided_at: c.now,
      version: row.version + 1,
      updated_at: c.now,
    })
    .where('id', '=', id)
    .execute();
  await audit(trx, { ...entry(c, 'answer', id), detail: { outcome } });
  if (row.has_address) await promiseMail(trx, { kind: 'corrections.answered', subjectId: id });
  return { ok: true };
}

/** Takes a published reply back, when its author asks for it: its words are gone, that there was one stays. */
export async function takeReplyBack(trx: Trx, c: Context, id: string, reason: string): Promise<Result> {
  const row = await lockCorrection(trx, id);
  if (!row) return refused('not_found');
  if (row.state !== 'published') return refused('not_now');
  await trx
    .updateTable('corrections')
    .set({
      state: 'refused',
      reply: '',
      answer: reason,
      version: row.version + 1,
      updated_at: c.now,
    })
    .where('id', '=', id)
    .execute();
  await audit(trx, entry(c, 'take_reply_back', id));
  return { ok: true };
}
