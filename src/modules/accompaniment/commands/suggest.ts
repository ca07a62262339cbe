/** A text that somebody suggests to the other side: the desk to the authors, or the authors of a public one to the desk. */
import { randomUUIDv7 } from 'node:crypto';
import { actorRef } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { isPublic, openText, reviseText } from '../../proposals/index.ts';
import { MOST_OPEN } from '../rules/limits.ts';
import { changed, changesBetween, type Text } from '../rules/text.ts';
import { openSuggested, sealSuggested, sentHash, type Suggested } from '../sealed.ts';
import type { Side } from '../tables.ts';
import {
  authorsActed,
  type Context,
  type HelpedProposal,
  isFrozen,
  noteAct,
  openHelp,
  refused,
  type Result,
  tellAuthors,
} from './context.ts';

export interface Suggestion {
  side: Side;
  text: Text;
  /** Public with the text, once it is accepted. */
  why: string;
  /** Of the text that the form was drawn with. */
  textVersion: number;
  frozenFrom: number;
}

export async function suggest(trx: Trx, c: Context, id: string, s: Suggestion): Promise<Result> {
  const opened = await openHelp(trx, c, id);
  // Before it is public its authors change the text themselves.
  if (!opened || (s.side === 'authors' && !isPublic(opened.proposal.state))) return refused('not_now');
  const { proposal, help } = opened;
  const now = openText(c.vault, proposal);
  if (!now) return refused('unreadable');
  const changes = changesBetween(now, s.text);
  const hash = sentHash(c.vault, 'suggestions', [s.side, changes, s.why, proposal.text_version]);
  const open = await trx
    .selectFrom('accompaniment_suggestions')
    .select(['id', 'sent_hash'])
    .where('proposal_id', '=', id)
    .where('side', '=', s.side)
    .where('state', '=', 'open')
    .execute();
  if (open.some((one) => one.sent_hash.equals(hash))) return { ok: true };
  if (proposal.text_version !== s.textVersion) return refused('changed');
  if (Object.keys(changes).length === 0) return refused('same');
  if (await isFrozen(trx, proposal, s.frozenFrom)) return refused('frozen');
  if (s.side === 'desk' && open.length >= MOST_OPEN) return refused('full');
  // A newer one stands for what they want now.
  if (s.side === 'authors')
    for (const one of open)
      await trx.deleteFrom('accompaniment_suggestions').where('id', '=', one.id).execute();
  const suggestionId = randomUUIDv7();
  await trx
    .insertInto('accompaniment_suggestions')
    .values({
      id: suggestionId,
      proposal_id: id,
      side: s.side,
      text_version: proposal.text_version,
      sealed_said: sealSuggested(c.vault, suggestionId, { changes, why: s.why }),
      sent_hash: hash,
      actor: actorRef(c.actor),
      decided_by: null,
      supports_before: null,
      created_at: c.now,
      decided_at: null,
    })
    .execute();
  if (s.side === 'authors') await authorsActed(trx, c, help, true);
  else await tellAuthors(trx, c, help);
  await noteAct(trx, c, id, 'suggest');
  return { ok: true };
}

export interface SuggestionVerdict {
  /** Who decides: the other side than the one that suggested. */
  by: Side;
  accept: boolean;
  /** In words for the other side. */
  answer: string;
  /** Of the text beside which the suggestion was read. */
  textVersion: number;
  frozenFrom: number;
}

/**
 * What is accepted becomes the text in the same transaction; what was changed meanwhile elsewhere stays. Pressed twice it
 * is decided once.
 */
export async function decideSuggestion(
  trx: Trx,
  c: Context,
  { proposalId, suggestionId }: { proposalId: string; suggestionId: string },
  v: SuggestionVerdict,
): Promise<Result> {
  const opened = await openHelp(trx, c, proposalId);
  if (!opened) return refused('not_now');
  const row = await trx
    .selectFrom('accompaniment_suggestions')
    .selectAll()
    .where('id', '=', suggestionId)
    .where('proposal_id', '=', proposalId)
    .executeTakeFirst();
  if (!row || row.side === v.by) return refused('not_found');
  const state = v.accept ? 'accepted' : 'refused';
  if (row.state !== 'open') return row.state === state ? { ok: true } : refused('not_now');
  const said = openSuggested(c.vault, suggestionId, row.sealed_said);
  if (!said) return refused('unreadable');
  const applied = v.accept ? await apply(trx, c, opened.proposal, said, v) : { ok: true as const };
  if (!applied.ok) return applied;
  await trx
    .updateTable('accompaniment_suggestions')
    .set({
      state,
      sealed_said: sealSuggested(c.vault, suggestionId, { ...said, ...(v.answer && { answer: v.answer }) }),
      supports_before: 'supports' in applied ? applied.supports : null,
      decided_by: actorRef(c.actor),
      decided_at: c.now,
    })
    .where('id', '=', suggestionId)
    .execute();
  // Words ask for an answer; that it was taken or not is only to be known.
  if (v.by === 'authors') await authorsActed(trx, c, opened.help, v.answer !== '');
  else await tellAuthors(trx, c, opened.help);
  await noteAct(trx, c, proposalId, v.accept ? 'accept' : 'refuse');
  return { ok: true };
}

async function apply(
  trx: Trx,
  c: Context,
  proposal: HelpedProposal,
  said: Suggested,
  v: SuggestionVerdict,
): Promise<Result<{ supports: number | null }>> {
  const now = openText(c.vault, proposal);
  if (!now) return refused('unreadable');
  if (await isFrozen(trx, proposal, v.frozenFrom)) return refused('frozen');
  const done = await reviseText(trx, c, proposal.id, {
    textVersion: v.textVersion,
    text: changed(now, said.changes),
    reason: said.why,
    frozenFrom: v.frozenFrom,
  });
  if (done.ok) return { ok: true, supports: done.isPublic ? done.supports : null };
  const { refused: code } = done;
  return refused(code === 'changed' || code === 'frozen' || code === 'unreadable' ? code : 'not_now');
}

/** By the side that suggested it. Pressed twice it is taken back once. */
export async function takeSuggestionBack(
  trx: Trx,
  c: Context,
  { proposalId, suggestionId }: { proposalId: string; suggestionId: string },
  by: Side,
): Promise<Result> {
  if (!(await openHelp(trx, c, proposalId))) return refused('not_now');
  await trx
    .updateTable('accompaniment_suggestions')
    .set({ state: 'taken_back', decided_by: actorRef(c.actor), decided_at: c.now })
    .where('id', '=', suggestionId)
    .where('proposal_id', '=', proposalId)
    .where('side', '=', by)
    .where('state', '=', 'open')
    .execute();
  await noteAct(trx, c, proposalId, 'take_back');
  return { ok: true };
}
