/** What the authors of a proposal do with it through the secret link. */
import { forgetNames, forgetWithdrawn } from '../../../platform/additions.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Deps } from '../../../platform/deps.ts';
import { blankHistory } from '../../../platform/history/history.ts';
import { forgetMails } from '../../../platform/mail/forget.ts';
import { promiseMail } from '../../../platform/mail/promise.ts';
import { touchSearch } from '../../../platform/search/touch.ts';
import { authorKind, isNamed } from '../rules/names.ts';
import { isPublic, type OwnAction, ownActions } from '../rules/proposal.ts';
import { type Authors, openAuthors, type ProposalText, sealAuthors } from '../sealed.ts';
import type { Visibility } from '../tables.ts';
import { type Context, lockProposal, refused, type Result } from './context.ts';
import { forgetFiles } from './files.ts';
import { relistProposals } from './listings.ts';
import { noteAct, NOTHING_SAID, PROPOSAL, recordVersion, sealedAway } from './public-record.ts';
import { receive } from './send.ts';
import { showAtOnce } from './show-at-once.ts';

type Locked = NonNullable<Awaited<ReturnType<typeof lockProposal>>>;

/** The row under its lock, when its authors may do this now. */
async function lockFor(trx: Trx, c: Context, id: string, action: OwnAction): Promise<Locked | undefined> {
  const row = await lockProposal(trx, id);
  if (!row) return undefined;
  const named = isNamed(row.visibility, openAuthors(c.vault, id, row.sealed_authors));
  return ownActions({ state: row.state, named }).includes(action) ? row : undefined;
}

/** The address is theirs: it gets its number. Pressed twice it is confirmed once. */
export async function confirmAddress(trx: Trx, c: Context, id: string): Promise<Result> {
  const row = await lockProposal(trx, id);
  if (!row) return refused('not_found');
  if (row.state !== 'unconfirmed') return row.state === 'withdrawn' ? refused('not_now') : { ok: true };
  await promiseMail(trx, {
    kind: 'proposals.received',
    subjectId: id,
    dedupeKey: `proposals.received:${id}`,
  });
  await receive(trx, c, id);
  await showAtOnce(trx, c, id);
  return { ok: true };
}

export interface Change {
  text: ProposalText;
  /** Without the address, which stays as it is. */
  authors: Omit<Authors, 'email'>;
  visibility: Visibility;
  category: string;
  department: string;
  fromEvent: boolean;
}

/** @param version as when the form was drawn */
export async function changeProposal(
  trx: Trx,
  c: Context,
  id: string,
  version: number,
  change: Change,
): Promise<Result> {
  const row = await lockFor(trx, c, id, 'change');
  if (!row) return refused('not_now');
  if (row.version !== version) return refused('changed');
  const email = openAuthors(c.vault, id, row.sealed_authors)?.email;
  await trx
    .updateTable('proposals')
    .set({
      ...sealedAway(c, id, change.text),
      sealed_authors: sealAuthors(c.vault, id, { ...change.authors, ...(email && { email }) }),
      author_kind: authorKind(change.authors.names),
      visibility: change.visibility,
      category: change.category,
      department: change.department,
      from_event: change.fromEvent,
      text_version: row.text_version + 1,
      version: row.version + 1,
      updated_at: c.now,
    })
    .where('id', '=', id)
    .execute();
  await noteAct(trx, c, id, 'change');
  return { ok: true };
}

/**
 * From now on it is from nobody whom anybody knows. Names were in no version; what other modules keep of them goes too
 * (`adds.onNameWithdrawn`).
 */
export async function withdrawName(trx: Trx, c: Context, id: string, deps: Deps): Promise<Result> {
  const row = await lockProposal(trx, id);
  if (!row || row.state === 'withdrawn') return refused('not_now');
  await forgetNames(trx, deps, PROPOSAL, id);
  const known = openAuthors(c.vault, id, row.sealed_authors);
  await trx
    .updateTable('proposals')
    .set({
      visibility: 'reserved',
      // The address stays, sealed: by it the authors are told what becomes of it.
      sealed_authors: known?.email ? sealAuthors(c.vault, id, { names: [], email: known.email }) : null,
      content_hash: null,
      version: row.version + 1,
      updated_at: c.now,
    })
    .where('id', '=', id)
    .execute();
  await noteAct(trx, c, id, 'withdraw_name');
  await touchSearch(trx, { kind: PROPOSAL, id });
  return { ok: true };
}

/**
 * Takes it back, at any time: its number stays, and says that it was withdrawn. Pressed twice it is withdrawn once.
 * What other modules keep of it goes too (`adds.onWithdrawn`). The caller sweeps the files of its mails after the commit.
 */
export async function withdrawProposal(trx: Trx, c: Context, id: string, deps: Deps): Promise<Result> {
  const row = await lockProposal(trx, id);
  if (!row) return refused('not_found');
  if (row.state === 'withdrawn') return { ok: true };
  await forgetWithdrawn(trx, deps, PROPOSAL, id);
  if (row.number === null) {
    // Nobody ever saw it.
    await trx.deleteFrom('proposals').where('id', '=', id).execute();
    await forgetMails(trx, [id]);
    await noteAct(trx, c, id, 'withdraw');
    return { ok: true };
  }
  if (isPublic(row.state)) {
    await recordVersion(trx, c, row, NOTHING_SAID, { action: 'withdrawn' });
  }
  await trx
    .updateTable('proposals')
    .set({
      state: 'withdrawn',
      title: null,
      problem: null,
      affected: null,
      summary: null,
      sealed_text: null,
      stems: null,
      sealed_authors: null,
      visibility: 'reserved',
      address_hash: null,
      content_hash: null,
      unread_since: null,
      version: row.version + 1,
      updated_at: c.now,
    })
    .where('id', '=', id)
    .execute();
  await relistProposals(trx, [id]);
  await blankHistory(trx, { kind: PROPOSAL, id });
  await forgetWords(trx, id);
  await forgetMails(trx, [id]);
  await noteAct(trx, c, id, 'withdraw');
  return { ok: true };
}

/** What its authors wrote besides, and who supported it. */
async function forgetWords(trx: Trx, id: string): Promise<void> {
  await trx
    .deleteFrom('proposal_appeals')
    .where('proposal_id', '=', id)
    .where('state', '=', 'open')
    .execute();
  await trx
    .updateTable('proposal_appeals')
    .set({ sealed_words: null })
    .where('proposal_id', '=', id)
    .execute();
  await forgetFiles(trx, id);
  await trx.deleteFrom('proposal_flags').where('proposal_id', '=', id).execute();
  await trx.deleteFrom('proposal_thresholds').where('proposal_id', '=', id).execute();
  await trx.deleteFrom('proposal_supports').where('proposal_id', '=', id).execute();
  await trx.deleteFrom('proposal_support_counts').where('proposal_id', '=', id).execute();
}
