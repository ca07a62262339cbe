/** To propose something, without an account. */
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { openRoutes } from '../../../platform/http/routes-at.ts';
import { BLANK, type FormState } from '../../../ui/controls/schema-form.tsx';
import { currentPrivacyVersion } from '../../accounts/index.ts';
import { ASK_LINK, LINK_ASKED, NEW_PROPOSAL, ownPath, RECEIVED } from '../addresses.ts';
import { sendLinksAgain, sendProposal } from '../commands/send.ts';
import { AskLinkPage, LinkAskedPage, ProposePage, ReceivedPage } from '../pages/propose.tsx';
import { findSimilar, type Similar } from '../queries/similar.ts';
import { AskLinkForm } from '../schemas/proposal.ts';
import { linkToken } from '../sealed.ts';
import { readProposal } from './proposal-input.ts';
import { contextOf } from './shared.ts';

export function proposeRoutes(deps: Deps): RouteSpec[] {
  const route = openRoutes(deps);
  return [
    route('GET', NEW_PROPOSAL, 'The form to propose something.', (_deps, ctx) => showForm(ctx)),
    route('POST', NEW_PROPOSAL, 'Propose something, without an account.', send),
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

function showForm({ t }: Ctx, state: FormState = BLANK, similar?: readonly Similar[]): Answer {
  return page(ProposePage({ t, state, similar }), {
    title: t('proposals.propose'),
    description: t('proposals.propose.lead'),
    status: state.faults.length > 0 ? 422 : 200,
  });
}

async function send(deps: Deps, ctx: Ctx): Promise<Answer> {
  const reading = readProposal('send', ctx.body, ctx.t);
  // With faults it was not sent: what is alike is shown when it is whole.
  if (!reading.ok) return showForm(ctx, { values: reading.raw, faults: reading.faults });
  const { email, authors, ...said } = reading.value;
  // Only whoever has the form before them is shown what is alike, once.
  if (ctx.body.fields.get('similar')?.[0] === 'ask') {
    const similar = await findSimilar(deps.db, said.text);
    if (similar.length > 0) return showForm(ctx, { values: reading.raw, faults: [] }, similar);
  }
  const privacyVersion = await currentPrivacyVersion(deps.db);
  const { own } = await withTransaction(deps.db, (trx) =>
    sendProposal(trx, contextOf(deps, ctx), {
      ...said,
      authors: { ...authors, ...(email !== undefined && { email }) },
      lang: ctx.lang,
      privacyVersion,
      origin: 'web',
    }),
  );
  return seeOther(own ? `${ownPath(linkToken(deps.vault, own))}?hecho=sent` : RECEIVED);
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
