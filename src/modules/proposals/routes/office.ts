/** Moderation at the desk. */
import { allows } from '../../../platform/access/access.ts';
import { actorRef } from '../../../platform/audit/audit.ts';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import type { FormState } from '../../../ui/controls/schema-form.tsx';
import { OFFICE_PROPOSALS, officeProposalPath } from '../addresses.ts';
import { judge } from '../commands/appeal.ts';
import type { Result } from '../commands/context.ts';
import { decide } from '../commands/moderate.ts';
import { OFFICE_STATES, OfficeListPage, stateHref } from '../pages/office/list.tsx';
import { AuthorsPage } from '../pages/office/authors.tsx';
import { type Drawn, NOTED, OfficeProposalPage } from '../pages/office/proposal.tsx';
import { findAppeal } from '../queries/appeals.ts';
import { decisionsOf } from '../queries/decisions.ts';
import { countStates, listInState, OFFICE_CURSOR } from '../queries/office.ts';
import { openFlag } from '../flag-sealed.ts';
import { filesOf } from '../queries/files.ts';
import { countToSee, openFlagsOf } from '../queries/flags.ts';
import { reachedBy } from '../queries/thresholds.ts';
import { findByNumber, type ProposalRow } from '../queries/own.ts';
import { type Decision, DECISIONS, type Reason } from '../rules/moderation.ts';
import { JudgeForm, KeepBackForm, PublishForm } from '../schemas/moderation.ts';
import { openAppeal, openAuthors, openText } from '../sealed.ts';
import { addedWays, contextOf, numberIn, readerOf } from './shared.ts';
import { STYLES } from './public.ts';

const MODERATE = 'proposals.moderate';
const SEE_AUTHORS = 'proposals.see_authors';
const PER_PAGE = 30;
const { get, post } = officeRoutes(OFFICE_PROPOSALS);

export function officeProposalRoutes(deps: Deps): RouteSpec[] {
  return [
    get('', MODERATE, 'Proposals by state, those that wait first.', (ctx) => showList(deps, ctx)),
    get('/:number', MODERATE, 'One proposal, and whether it is shown.', (ctx) => showOne(deps, ctx)),
    get('/:number/autores', SEE_AUTHORS, 'Who a proposal is from.', (ctx) => showAuthors(deps, ctx)),
    post('/:number/decidir', MODERATE, 'Show it, or keep it from the public with a reason.', (ctx) =>
      sendDecision(deps, ctx),
    ),
    post('/:number/apelacion', MODERATE, 'Judge an appeal against somebody else’s decision.', (ctx) =>
      sendVerdict(deps, ctx),
    ),
  ];
}

async function showList(deps: Deps, ctx: Ctx): Promise<Answer> {
  const state = OFFICE_STATES.find((one) => one === ctx.query.get('estado')) ?? 'received';
  const { after } = readPageRequest(ctx.query, OFFICE_CURSOR);
  const [reader, counts, toSee, { items, next }] = await Promise.all([
    readerOf(deps, ctx),
    countStates(deps.db),
    countToSee(deps.db),
    listInState(deps.db, state, { after, limit: PER_PAGE }),
  ]);
  const here = stateHref(state);
  const body = OfficeListPage({
    ...reader,
    state,
    toSee,
    maySet: allows(ctx.actor, 'proposals.settings'),
    counts,
    rows: items.map((row) => ({
      number: row.number ?? 0,
      title: openText(deps.vault, row)?.title ?? ctx.t('proposals.office.not_kept'),
      category: row.category,
      at: row.updated_at,
    })),
    firstHref: after ? here : undefined,
    nextHref: next && `${here}${here.includes('?') ? '&' : '?'}after=${next}`,
  });
  return page(body, { title: ctx.t('proposals.office.title') });
}

/** @throws not_found */
async function rowOf(deps: Deps, ctx: Ctx): Promise<ProposalRow & { number: number }> {
  const number = numberIn(ctx);
  const row = number === undefined ? undefined : await findByNumber(deps.db, number);
  if (!row || number === undefined) throw notFound();
  return { ...row, number };
}

/** @param drawn a form that came back with faults */
export async function showOne(deps: Deps, ctx: Ctx, drawn?: Drawn): Promise<Answer> {
  const row = await rowOf(deps, ctx);
  const [reader, decisions, appeal, files, flags, reached] = await Promise.all([
    readerOf(deps, ctx),
    decisionsOf(deps.db, row.id),
    findAppeal(deps.db, row.id),
    filesOf(deps.db, deps.vault, row.id),
    openFlagsOf(deps.db, row.id),
    reachedBy(deps.db, row.id),
  ]);
  const body = OfficeProposalPage({
    ...reader,
    row,
    text: openText(deps.vault, row),
    mayKnow: allows(ctx.actor, SEE_AUTHORS),
    ways: addedWays(deps, ctx, 'proposal', { id: row.id, slug: String(row.number) }),
    deskWays: addedWays(deps, ctx, 'proposal_desk', { id: row.id, slug: String(row.number) }),
    decisions,
    files,
    flags: flags.map(({ id, reason, sealed, created_at }) => ({
      reason,
      words: openFlag(deps.vault, id, sealed),
      created_at,
    })),
    reached,
    appeal: appeal && {
      words: openAppeal(deps.vault, appeal.decision_id, appeal.sealed_words),
      own: appeal.against === actorRef(ctx.actor),
    },
    drawn,
    noted: NOTED.find((code) => code === ctx.query.get('hecho')),
  });
  return page(body, {
    title: ctx.t('proposals.number', { number: row.number }),
    status: drawn ? 422 : 200,
    styles: [STYLES],
  });
}

/** On a page of its own: whoever decides about a text need not know whose it is. */
async function showAuthors(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id, number, sealed_authors, visibility } = await rowOf(deps, ctx);
  const authors = openAuthors(deps.vault, id, sealed_authors);
  return page(AuthorsPage({ t: ctx.t, number, visibility, authors }), {
    title: ctx.t('proposals.office.authors'),
  });
}

async function sendDecision(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id, number } = await rowOf(deps, ctx);
  const decision = DECISIONS.find((one) => one === ctx.body.fields.get('decision')?.[0]);
  if (!decision) throw new AppError('bad_request');
  const read = readJudgement(decision, ctx);
  if (!read.ok) return showOne(deps, ctx, { what: decision, state: read.state });
  const judgement = { decision, ...read.value, version: versionOf(ctx.body) };
  const result = await run(deps.db, (trx) => decide(trx, contextOf(deps, ctx), id, judgement));
  return told(number, result, 'decided');
}

/** A publication needs no reason; everything else one of the public list. */
function readJudgement(
  decision: Decision,
  { body, t }: Ctx,
): { ok: true; value: { reason?: Reason; note: string } } | { ok: false; state: FormState } {
  if (decision === 'publish') {
    const form = readForm(PublishForm, body, t);
    if (form.ok) return { ok: true, value: { note: form.value.note ?? '' } };
    return { ok: false, state: { values: form.raw, faults: form.faults } };
  }
  const form = readForm(KeepBackForm, body, t);
  if (form.ok) return { ok: true, value: { reason: form.value.reason, note: form.value.note ?? '' } };
  return { ok: false, state: { values: form.raw, faults: form.faults } };
}

async function sendVerdict(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id, number } = await rowOf(deps, ctx);
  const form = readForm(JudgeForm, ctx.body, ctx.t);
  if (!form.ok)
    return showOne(deps, ctx, { what: 'judge', state: { values: form.raw, faults: form.faults } });
  const { outcome, answer } = form.value;
  const version = versionOf(ctx.body);
  const result = await run(deps.db, (trx) =>
    judge(trx, contextOf(deps, ctx), id, { granted: outcome === 'granted', answer, version }),
  );
  return told(number, result, 'judged');
}

function told(number: number, result: Result, code: (typeof NOTED)[number]): Answer {
  if (!result.ok && result.refused === 'not_found') throw notFound();
  return seeOther(`${officeProposalPath(number)}?hecho=${result.ok ? code : result.refused}`);
}
