/** To propose something, without an account. */
import { randomUUID } from 'node:crypto';
import { run } from '../../../platform/db/outcome.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { openRoutes } from '../../../platform/http/routes-at.ts';
import { BLANK, type FormState } from '../../../ui/controls/schema-form.tsx';
import { currentPrivacyVersion } from '../../accounts/index.ts';
import { ASK_LINK, draftPath, LINK_ASKED, NEW_PROPOSAL, ownPath, RECEIVED } from '../addresses.ts';
import { beginDraft, type DraftChange, mayLeaveDraft, removeDraft } from '../commands/draft.ts';
import { sendLinksAgain, sendProposal } from '../commands/send.ts';
import { draftToken } from '../draft-sealed.ts';
import { AskLinkPage, LinkAskedPage, ProposePage, ReceivedPage } from '../pages/propose.tsx';
import { findSimilar, type Similar } from '../queries/similar.ts';
import { DraftForm } from '../schemas/draft.ts';
import { AskLinkForm } from '../schemas/proposal.ts';
import { linkToken } from '../sealed.ts';
import { readProposal } from './proposal-input.ts';
import { contextOf } from './shared.ts';

export function proposeRoutes(deps: Deps): RouteSpec[] {
  const route = openRoutes(deps);
  return [
    route('GET', NEW_PROPOSAL, 'The form to propose something.', (_deps, ctx) => showForm(ctx)),
    route('POST', NEW_PROPOSAL, 'Propose something, without an account, or keep it as a draft.', take),
    route('GET', RECEIVED, 'What happens next; the same for everybody who left an address.', (_deps, ctx) =>
      page(ReceivedPage(ctx), { title: ctx.t('proposals.received.title'), noIndex: true }),
    ),
    route('GET', ASK_LINK, 'Ask for the secret link again.', (_deps, ctx) => showAskLink(ctx)),
    route('POST', ASK_LINK, 'Send the secret links of an address, if there are any.', askLink),
    route('GET', LINK_ASKED, 'The same for every address.', (_deps, ctx) =>
      page(LinkAskedPage(ctx), { title: ctx.t('proposals.ask_link.sent.title'), noIndex: true }),
    ),
  ];
}

interface Drawn {
  state?: FormState;
  similar?: readonly Similar[] | undefined;
  draftFault?: 'full' | 'gone';
}

/** @returns the form with what was typed; 410 where the draft that it was is no more */
export function showForm({ t }: Ctx, { state = BLANK, similar, draftFault }: Drawn = {}): Answer {
  const formKey = randomUUID();
  const refused = draftFault === 'full' ? 503 : draftFault === 'gone' ? 410 : undefined;
  return page(ProposePage({ t, state, similar, formKey, draftFault }), {
    title: t('proposals.propose'),
    description: t('proposals.propose.lead'),
    status: refused ?? (state.faults.length > 0 ? 422 : 200),
  });
}

async function take(deps: Deps, ctx: Ctx): Promise<Answer> {
  if (ctx.body.fields.get('action')?.[0] === 'draft') return begin(deps, ctx);
  const sent = await sendWhatWasTyped(deps, ctx);
  return 'location' in sent ? seeOther(sent.location) : showForm(ctx, sent);
}

async function begin(deps: Deps, ctx: Ctx): Promise<Answer> {
  const form = readForm(DraftForm, ctx.body, ctx.t);
  if (!form.ok) return showForm(ctx, { state: { values: form.raw, faults: form.faults } });
  const formKey = ctx.body.fields.get('draft_key')?.[0]?.slice(0, 100) || undefined;
  const begun = { values: form.value, lang: ctx.lang, formKey };
  const done = await run(deps.db, (trx) => beginDraft(trx, contextOf(deps, ctx), begun));
  if (!done.ok) return showForm(ctx, { state: { values: form.raw, faults: [] }, draftFault: 'full' });
  return seeOther(`${draftPath(draftToken(deps.vault, done.id))}?hecho=saved`);
}

/**
 * What the form of a proposal says, sent.
 * @param draft that it was: it goes in the same transaction, if it is still there
 * @returns where it leads; or the form to be drawn again, with its faults, with what is alike, or because somebody saved
 * another version of the draft meanwhile: that one is not lost unseen
 */
export async function sendWhatWasTyped(
  deps: Deps,
  ctx: Ctx,
  draft?: { id: string } & Partial<DraftChange>,
): Promise<{ location: string } | { state: FormState; similar?: readonly Similar[]; changed?: true }> {
  const reading = readProposal('send', ctx.body, ctx.t);
  // With faults it was not sent: what is alike is shown when it is whole.
  if (!reading.ok) return { state: { values: reading.raw, faults: reading.faults } };
  const { email, authors, ...said } = reading.value;
  // Only whoever has the form before them is shown what is alike, once.
  if (ctx.body.fields.get('similar')?.[0] === 'ask') {
    const similar = await findSimilar(deps.db, said.text);
    if (similar.length > 0) return { state: { values: reading.raw, faults: [] }, similar };
  }
  const privacyVersion = await currentPrivacyVersion(deps.db);
  const done = await withTransaction(deps.db, async (trx) => {
    if (draft && !(await mayLeaveDraft(trx, deps, draft.id, draft))) return undefined;
    const sent = await sendProposal(trx, contextOf(deps, ctx), {
      ...said,
      authors: { ...authors, ...(email !== undefined && { email }) },
      lang: ctx.lang,
      privacyVersion,
      origin: 'web',
    });
    if (draft) await removeDraft(trx, draft.id);
    return sent;
  });
  if (!done) return { state: { values: reading.raw, faults: [] }, changed: true };
  const { own } = done;
  return { location: own ? `${ownPath(linkToken(deps.vault, own))}?hecho=sent` : RECEIVED };
}

function showAskLink({ t }: Ctx, state: FormState = BLANK): Answer {
  return page(AskLinkPage({ t, state }), {
    title: t('proposals.ask_link.title'),
    status: state.faults.length > 0 ? 422 : 200,
    noIndex: true,
  });
}

async function askLink(deps: Deps, ctx: Ctx): Promise<Answer> {
  const form = readForm(AskLinkForm, ctx.body, ctx.t);
  if (!form.ok) return showAskLink(ctx, { values: form.raw, faults: form.faults });
  await withTransaction(deps.db, (trx) => sendLinksAgain(trx, contextOf(deps, ctx), form.value.email));
  return seeOther(LINK_ASKED);
}
