/** What authors add below a text that changes no more: read by the desk before everybody does, numbered, never in its place. */
import { randomUUIDv7 } from 'node:crypto';
import { actorRef } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { takeWordsBack } from '../../../platform/history/history.ts';
import { isPublic, PROPOSAL, recordAmendments } from '../../proposals/index.ts';
import { amendmentsOf } from '../queries/texts.ts';
import { MOST_AMENDMENTS, MOST_WAITING } from '../rules/limits.ts';
import { openAmended, sealAmended, sentHash } from '../sealed.ts';
import {
  authorsActed,
  type Context,
  isFrozen,
  noteAct,
  openHelp,
  refused,
  type Result,
  tellAuthors,
} from './context.ts';

/** Sent twice it is one. */
export async function amend(
  trx: Trx,
  c: Context,
  id: string,
  { words, frozenFrom }: { words: string; frozenFrom: number },
): Promise<Result> {
  const opened = await openHelp(trx, c, id);
  if (!opened || !isPublic(opened.proposal.state)) return refused('not_now');
  const all = await amendmentsOf(trx, id);
  const hash = sentHash(c.vault, 'amendments', [id, words]);
  if (all.some((one) => one.state !== 'refused' && one.sent_hash.equals(hash))) return { ok: true };
  // As long as the text can be mended itself, nothing is hung below it.
  if (!(await isFrozen(trx, opened.proposal, frozenFrom))) return refused('not_now');
  const waiting = all.filter(({ state }) => state === 'waiting').length;
  if (waiting >= MOST_WAITING || all.length >= MOST_AMENDMENTS) return refused('full');
  const amendmentId = randomUUIDv7();
  await trx
    .insertInto('accompaniment_amendments')
    .values({
      id: amendmentId,
      proposal_id: id,
      number: null,
      sealed_said: sealAmended(c.vault, amendmentId, { words }),
      sent_hash: hash,
      decided_by: null,
      created_at: c.now,
      decided_at: null,
    })
    .execute();
  await authorsActed(trx, c, opened.help, true);
  await noteAct(trx, c, id, 'amend');
  return { ok: true };
}

export const AMENDMENT_DECISIONS = ['publish', 'refuse', 'hide'] as const;
export type AmendmentDecision = (typeof AMENDMENT_DECISIONS)[number];

const AFTER = { publish: 'published', refuse: 'refused', hide: 'hidden' } as const;

/** Pressed twice it is decided once. One that was public keeps its number when it is hidden. */
export async function decideAmendment(
  trx: Trx,
  c: Context,
  { proposalId, amendmentId }: { proposalId: string; amendmentId: string },
  { decision, answer }: { decision: AmendmentDecision; answer: string },
): Promise<Result> {
  const opened = await openHelp(trx, c, proposalId);
  if (!opened) return refused('not_now');
  const all = await amendmentsOf(trx, proposalId);
  const row = all.find(({ id }) => id === amendmentId);
  if (!row) return refused('not_found');
  const state = AFTER[decision];
  if (row.state === state) return { ok: true };
  if (row.state !== (decision === 'hide' ? 'published' : 'waiting')) return refused('not_now');
  if (decision !== 'refuse' && !isPublic(opened.proposal.state)) return refused('not_now');
  const said = openAmended(c.vault, amendmentId, row.sealed_said);
  if (!said) return refused('unreadable');
  const number = decision === 'publish' ? Math.max(0, ...all.map((one) => one.number ?? 0)) + 1 : row.number;
  await trx
    .updateTable('accompaniment_amendments')
    .set({
      state,
      number,
      sealed_said: sealAmended(c.vault, amendmentId, { ...said, ...(answer && { answer }) }),
      decided_by: actorRef(c.actor),
      decided_at: c.now,
    })
    .where('id', '=', amendmentId)
    .execute();
  if (decision !== 'refuse')
    await recordAmendments(trx, c, proposalId, await publicWords(trx, c, proposalId));
  if (decision === 'hide' && number !== null)
    await takeWordsBack(
      trx,
      { kind: PROPOSAL, id: proposalId },
      { field: 'amendments', words: inVersions(number, said.words), instead: inVersions(number, HIDDEN) },
    );
  await tellAuthors(trx, c, opened.help);
  await noteAct(trx, c, proposalId, `amendment_${decision}`);
  return { ok: true };
}

/** What stands in versions in place of one that is not shown any more. */
const HIDDEN = '—';

/** As the versions of the proposal keep it. */
const inVersions = (number: number, words: string): string => `${number}. ${words}`;

/** As the versions of the proposal keep them. */
async function publicWords(trx: Trx, c: Context, proposalId: string): Promise<string> {
  return (await amendmentsOf(trx, proposalId))
    .filter(({ state }) => state === 'published')
    .toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0))
    .map((one) => inVersions(one.number ?? 0, openAmended(c.vault, one.id, one.sealed_said)?.words ?? ''))
    .join('\n\n');
}
