/** Decides whether a proposal is shown, and says so in public without repeating what is wrong with it. */
import { actorRef } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { blankHistory } from '../../../platform/history/history.ts';
import { promiseMail } from '../../../platform/mail/promise.ts';
import { findAppeal } from '../queries/appeals.ts';
import { type Decision, decisionsIn, type Reason } from '../rules/moderation.ts';
import { openText } from '../sealed.ts';
import type { Origin, State } from '../tables.ts';
import { type Context, lockProposal, refused, type Result } from './context.ts';
import { moveFiles } from './files.ts';
import { closeFlags } from './flag.ts';
import { relistProposals } from './listings.ts';
import { inTheOpen, noteAct, NOTHING_SAID, PROPOSAL, recordVersion, sealedAway } from './public-record.ts';

export interface Judgement {
  decision: Decision;
  /** Left out of a publication. */
  reason?: Reason | undefined;
  /** In words for the public. */
  note: string;
  /** As when the page was drawn. */
  version: number;
  /** By whoever judges the appeal. */
  judging?: true;
}

/** Of which every word that was public would go on doing harm. */
const HARMS: ReadonlySet<Reason> = new Set(['personal_data', 'accusation', 'insult', 'unlawful']);

function stateAfter(decision: Decision, origin: Origin): State {
  if (decision === 'refuse') return 'refused';
  if (decision === 'hide') return 'hidden';
  return origin === 'import' ? 'imported' : 'published';
}

/** @returns the id of the decision */
export async function decide(
  trx: Trx,
  c: Context,
  id: string,
  j: Judgement,
): Promise<Result<{ id: string }>> {
  const row = await lockProposal(trx, id);
  if (!row) return refused('not_found');
  if (row.version !== j.version) return refused('changed');
  if (!decisionsIn(row.state).includes(j.decision)) return refused('not_now');
  // Somebody else judges it: nobody passes by an appeal.
  if (!j.judging && (await findAppeal(trx, id))) return refused('appealed');
  const text = openText(c.vault, row);
  if (!text) return refused('unreadable');
  const { actor, now } = c;
  const state = stateAfter(j.decision, row.origin);
  const written = await trx
    .insertInto('proposal_decisions')
    .values({
      proposal_id: id,
      decision: j.decision,
      reason: j.decision === 'publish' ? '' : (j.reason ?? ''),
      note: j.note,
      actor: actorRef(actor),
      actor_role: actor.kind === 'staff' ? (actor.roles[0] ?? 'moderator') : actor.kind,
      at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await trx
    .updateTable('proposals')
    .set({
      state,
      ...(j.decision === 'publish' ? await inTheOpen(trx, text) : sealedAway(c, id, text)),
      ...(j.decision === 'publish' && row.published_at === null && { published_at: now }),
      // From now on everybody knows the words: sent again, they must not lead to the link of whoever sent them first.
      ...(j.decision === 'publish' && { content_hash: null }),
      unread_since: null,
      version: row.version + 1,
      updated_at: now,
    })
    .where('id', '=', id)
    .execute();
  await relistProposals(trx, [id]);
  if (j.decision === 'hide') await closeFlags(trx, c, id, 'upheld');
  if (j.decision !== 'refuse') await moveFiles(trx, c, row, j.decision === 'publish');
  // A version that says nothing: what is hidden lies nowhere in the open.
  const said = j.decision === 'hide' ? NOTHING_SAID : text;
  if (j.decision !== 'refuse')
    await recordVersion(trx, c, row, said, {
      action: state === 'imported' ? 'published' : state,
      reason: j.note || undefined,
    });
  if (j.reason !== undefined && HARMS.has(j.reason)) await blankHistory(trx, { kind: PROPOSAL, id });
  await noteAct(trx, c, id, j.decision, j.reason ? { reason: j.reason } : undefined);
  await promiseMail(trx, {
    kind: 'proposals.decided',
    subjectId: id,
    data: { decision: written.id },
    dedupeKey: `proposals.decided:${written.id}`,
  });
  return { ok: true, id: written.id };
}
