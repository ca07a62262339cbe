/** The authors of a proposal that is not shown ask somebody else to look at it again. */
import { actorRef } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { promiseMail } from '../../../platform/mail/promise.ts';
import { sealAppeal } from '../sealed.ts';
import { type Context, lockProposal, refused, type Result } from './context.ts';
import { decide } from './moderate.ts';
import { noteAct } from './public-record.ts';

/** Once against each decision; sent twice it is one. */
export async function appeal(trx: Trx, c: Context, id: string, words: string): Promise<Result> {
  const row = await lockProposal(trx, id);
  if (!row || (row.state !== 'refused' && row.state !== 'hidden')) return refused('not_now');
  const against = await trx
    .selectFrom('proposal_decisions')
    .select(['id', 'actor', 'decision'])
    .where('proposal_id', '=', id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!against || against.decision === 'publish') return refused('not_now');
  const made = await trx
    .insertInto('proposal_appeals')
    .values({
      proposal_id: id,
      decision_id: against.id,
      against: against.actor,
      sealed_words: sealAppeal(c.vault, against.id, words),
      judge: null,
      created_at: c.now,
      decided_at: null,
    })
    .onConflict((conflict) => conflict.column('decision_id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made) await noteAct(trx, c, id, 'appeal');
  return { ok: true };
}

export interface Verdict {
  granted: boolean;
  /** In words for the public. */
  answer: string;
  /** Of the proposal, as when the page was drawn. */
  version: number;
}

/** Whoever decided first does not judge; when it is granted, the proposal is shown in the same transaction. */
export async function judge(trx: Trx, c: Context, id: string, v: Verdict): Promise<Result> {
  const row = await lockProposal(trx, id);
  if (!row) return refused('not_found');
  if (row.version !== v.version) return refused('changed');
  const open = await trx
    .selectFrom('proposal_appeals')
    .selectAll()
    .where('proposal_id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (!open) return refused('not_now');
  const self = actorRef(c.actor);
  if (self === open.against) return refused('own_decision');
  await trx
    .updateTable('proposal_appeals')
    .set({ state: v.granted ? 'granted' : 'dismissed', answer: v.answer, judge: self, decided_at: c.now })
    .where('id', '=', open.id)
    .execute();
  await noteAct(trx, c, id, v.granted ? 'grant_appeal' : 'dismiss_appeal');
  if (v.granted) {
    const shown = await decide(trx, c, id, {
      decision: 'publish',
      note: v.answer,
      version: row.version,
      judging: true,
    });
    return shown.ok ? { ok: true } : shown;
  }
  await promiseMail(trx, {
    kind: 'proposals.appeal_dismissed',
    subjectId: id,
    data: { decision: open.decision_id },
    dedupeKey: `proposals.appeal_dismissed:${open.id}`,
  });
  return { ok: true };
}
