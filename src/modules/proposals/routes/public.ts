/** Proposals for everybody: list, one, the ledger of moderation. */
import { notesOn } from '../../../platform/additions.ts';
import { cardPath } from '../../../platform/cards/source.ts';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { openRoutes } from '../../../platform/http/routes-at.ts';
import { say } from '../../../platform/i18n/words.ts';
import { DEPARTMENTS } from '../../events/index.ts';
import { LEDGER, proposalPath, PROPOSALS } from '../addresses.ts';
import { PROPOSAL } from '../commands/public-record.ts';
import { LedgerPage } from '../pages/ledger.tsx';
import { type Asked, ListPage } from '../pages/list.tsx';
import { NotShownPage, ProposalPage } from '../pages/proposal.tsx';
import { DECISION_CURSOR, decisionsOf, listDecisions } from '../queries/decisions.ts';
import { findByNumber } from '../queries/own.ts';
import {
  countProposals,
  findShown,
  listEventsOf,
  listProposals,
  MOST_COUNTED,
  NUMBER_CURSOR,
  type ProposalFilter,
} from '../queries/public.ts';
import { attestationsOf, supportCounts } from '../queries/supports.ts';
import { CATEGORIES, categoryLabel } from '../rules/categories.ts';
import { shownAuthors } from '../sealed.ts';
import { addedWays, numberIn, readerOf } from './shared.ts';

const PER_PAGE = 20;
const MOST_EVENTS = 50;
export const STYLES = 'proposals.css';

export function publicRoutes(deps: Deps): RouteSpec[] {
  const route = openRoutes(deps);
  return [
    route('GET', PROPOSALS, 'Proposals of citizens, the latest first.', showList),
    route('GET', LEDGER, 'What was kept from the public, and by which reason.', showLedger),
    route('GET', `${PROPOSALS}/:number`, 'One proposal.', showProposal),
  ];
}

const NAMES = ['categoria', 'departamento', 'encuentro'] as const satisfies readonly (keyof Asked)[];

/** More than a line is nobody's question. */
function askedIn(query: URLSearchParams): Asked {
  const one = (name: keyof Asked): string =>
    (query.get(name) ?? '').replaceAll('\0', '').trim().slice(0, 200);
  return { categoria: one('categoria'), departamento: one('departamento'), encuentro: one('encuentro') };
}

export const filterOf = ({ categoria, departamento, encuentro }: Asked): ProposalFilter => ({
  category: categoria || undefined,
  department: departamento || undefined,
  event: encuentro || undefined,
});

async function showList(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t } = ctx;
  const asked = askedIn(ctx.query);
  const filter = filterOf(asked);
  const { after } = readPageRequest(ctx.query, NUMBER_CURSOR);
  const [reader, { items, next }, count, events] = await Promise.all([
    readerOf(deps, ctx),
    listProposals(deps.db, filter, { after, limit: PER_PAGE }),
    countProposals(deps.db, filter),
    listEventsOf(deps.db, MOST_EVENTS),
  ]);
  const kept = new URLSearchParams(
    NAMES.flatMap((name) => (asked[name] ? [[name, asked[name]] as [string, string]] : [])),
  );
  const href = (cursor?: string) => {
    const query = new URLSearchParams(kept);
    if (cursor) query.set('after', cursor);
    return query.size > 0 ? `${PROPOSALS}?${query.toString()}` : PROPOSALS;
  };
  const body = ListPage({
    ...reader,
    asked,
    items,
    count: t(count > MOST_COUNTED ? 'proposals.count_more' : 'proposals.count', {
      count: Math.min(count, MOST_COUNTED),
    }),
    choices: {
      categoria: CATEGORIES.map(({ id }) => ({ value: id, label: t(categoryLabel(id)) })),
      departamento: DEPARTMENTS.map(({ value, label }) => ({ value, label: say(label, t) })),
      encuentro: events.map(({ slug, title }) => ({ value: slug, label: title })),
    },
    ways: addedWays(deps, ctx, 'proposals'),
    firstHref: after && href(),
    nextHref: next && href(next),
  });
  return page(body, {
    title: t('proposals.title'),
    description: t('proposals.lead'),
    styles: [STYLES],
  });
}

async function showProposal(deps: Deps, ctx: Ctx): Promise<Answer> {
  const number = numberIn(ctx);
  if (number === undefined) throw notFound();
  const proposal = await findShown(deps.db, number);
  if (!proposal) return showMissing(deps, ctx, number);
  const { t, lang, now } = ctx;
  const { id } = proposal;
  const [reader, notes, supports, attested] = await Promise.all([
    readerOf(deps, ctx),
    notesOn(deps, PROPOSAL, { id, slug: String(number), t, lang, now }),
    supportCounts(deps.db, id),
    attestationsOf(deps.db, id),
  ]);
  const by = shownAuthors(deps.vault, proposal);
  return page(ProposalPage({ ...reader, proposal, by, notes, supports, attested }), {
    title: proposal.title,
    description: proposal.summary,
    canonical: proposalPath(number),
    card: cardPath(PROPOSAL, proposal.id),
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
  const [reader, { items, next }] = await Promise.all([
    readerOf(deps, ctx),
    listDecisions(deps.db, { after, limit: PER_LEDGER }),
  ]);
  const body = LedgerPage({
    ...reader,
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
