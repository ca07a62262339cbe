/** Proposals for everybody: one of them, the ledger of moderation. */
import { notesOn } from '../../../platform/additions.ts';
import { cardPath } from '../../../platform/cards/source.ts';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { openRoutes } from '../../../platform/http/routes-at.ts';
import { newsOf } from '../../../platform/news.ts';
import { readSetting } from '../../../platform/settings/settings.ts';
import { LEDGER, newsFeedPath, proposalPath, PROPOSALS } from '../addresses.ts';
import { PROPOSAL } from '../commands/public-record.ts';
import { LedgerPage } from '../pages/ledger.tsx';
import { NotShownPage, ProposalPage } from '../pages/proposal.tsx';
import { DECISION_CURSOR, decisionsOf, listDecisions } from '../queries/decisions.ts';
import { filesOf } from '../queries/files.ts';
import { findByNumber } from '../queries/own.ts';
import { findShown } from '../queries/public.ts';
import { attestationsOf, supportCounts } from '../queries/supports.ts';
import { reachedBy } from '../queries/thresholds.ts';
import { shownAuthors } from '../sealed.ts';
import { moderation, thresholds } from '../settings.ts';
import { addedWays, numberIn, readerOf } from './shared.ts';

export const STYLES = 'proposals.css';

export function publicRoutes(deps: Deps): RouteSpec[] {
  const route = openRoutes(deps);
  return [
    route('GET', LEDGER, 'What was kept from the public, and by which reason.', showLedger),
    route('GET', `${PROPOSALS}/:number`, 'One proposal.', showProposal),
  ];
}

async function showProposal(deps: Deps, ctx: Ctx): Promise<Answer> {
  const number = numberIn(ctx);
  if (number === undefined) throw notFound();
  const proposal = await findShown(deps.db, number);
  if (!proposal) return showMissing(deps, ctx, number);
  const { t, lang, now } = ctx;
  const { id } = proposal;
  const [reader, notes, news, supports, attested, files, steps, reached] = await Promise.all([
    readerOf(deps, ctx),
    notesOn(deps, PROPOSAL, { id, slug: String(number), t, lang, now }),
    newsOf(deps, PROPOSAL, [id], { now }),
    supportCounts(deps.db, id),
    attestationsOf(deps.db, id),
    filesOf(deps.db, deps.vault, id),
    readSetting(deps.db, thresholds),
    reachedBy(deps.db, id),
  ]);
  const by = shownAuthors(deps.vault, proposal);
  const ways = addedWays(deps, ctx, 'proposal_page', { id, slug: String(number) });
  const body = ProposalPage({
    ...reader,
    proposal,
    by,
    notes,
    supports,
    attested,
    files,
    steps,
    reached,
    news: news.get(id) ?? [],
    ways,
  });
  return page(body, {
    title: proposal.title,
    description: proposal.summary,
    canonical: proposalPath(number),
    card: cardPath(PROPOSAL, proposal.id),
    alternates: [
      { type: 'application/atom+xml', title: t('proposals.news.title'), href: newsFeedPath(number) },
    ],
    styles: [STYLES],
  });
}

/** Of one with a number it is said why it is not to be read; 410 where it never will be again. */
async function showMissing(deps: Deps, ctx: Ctx, number: number): Promise<Answer> {
  const row = await findByNumber(deps.db, number);
  if (!row) throw notFound();
  const { state } = row;
  if (state !== 'received' && state !== 'refused' && state !== 'hidden' && state !== 'withdrawn')
    throw notFound();
  const [reader, decisions] = await Promise.all([readerOf(deps, ctx), decisionsOf(deps.db, row.id)]);
  return page(NotShownPage({ ...reader, number, state, decision: decisions[0] }), {
    title: ctx.t('proposals.number', { number }),
    // That it is not shown, and why, is what there is to read.
    status: state === 'withdrawn' ? 410 : 200,
    noIndex: true,
    styles: [STYLES],
  });
}

const PER_LEDGER = 30;

async function showLedger(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { after } = readPageRequest(ctx.query, DECISION_CURSOR);
  const [reader, when, { items, next }] = await Promise.all([
    readerOf(deps, ctx),
    readSetting(deps.db, moderation),
    listDecisions(deps.db, { after, limit: PER_LEDGER }),
  ]);
  const body = LedgerPage({
    ...reader,
    when,
    items,
    firstHref: after && LEDGER,
    nextHref: next && `${LEDGER}?after=${next}`,
  });
  return page(body, {
    title: ctx.t('proposals.ledger.title'),
    description: ctx.t('proposals.ledger.lead'),
    styles: [STYLES],
  });
}
