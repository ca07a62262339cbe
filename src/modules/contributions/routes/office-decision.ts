/** Deciding on a contribution, and telling its author. */
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { type FieldFault, notFound } from '../../../platform/errors.ts';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { type RawValues, readForm, rawOf } from '../../../platform/forms/read.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { namesOf } from '../../accounts/index.ts';
import { officeGet, officePage, officePost } from '../../events/index.ts';
import { decide, tellDecision } from '../commands/decide.ts';
import { assignReviewers } from '../commands/review.ts';
import { TAB } from '../pages/office/list.tsx';
import { BarredPage, DecisionPage } from '../pages/office/decision.tsx';
import { listReviewers } from '../queries/reviews.ts';
import { summaryOf } from '../rules/review.ts';
import { DecisionForm } from '../schemas/office.ts';
import { openAuthor, openText, openWords } from '../sealed.ts';
import { act, findSubject, type Found, hrefOf, shownReviews } from './office-review.ts';
import { contextOf } from './public-call.ts';

const ONE = `/:slug/${TAB}/:id`;
const POLICY = 'contributions.decide';

export function officeDecisionRoutes(deps: Deps): RouteSpec[] {
  return [
    officeGet(`${ONE}/decision`, POLICY, 'Who sent it, the reviews, what is decided.', (ctx) =>
      show(deps, ctx),
    ),
    officePost(`${ONE}/decision`, POLICY, 'Decide, or decide anew until it is told.', (ctx) =>
      save(deps, ctx),
    ),
    officePost(`${ONE}/decision/enviar`, POLICY, 'Tell the author what was decided.', (ctx) =>
      act(deps, ctx, 'told', (trx, c, { row }) => tellDecision(trx, c, row.id), 'decision'),
    ),
    officePost(`${ONE}/asignar`, POLICY, 'Ask for reviews.', (ctx) => assign(deps, ctx)),
  ];
}

/** The page for somebody who may not see this one now; undefined for all others. */
export function barred(ctx: Ctx, { desk, subject, sight, own }: Found): Answer | undefined {
  if (sight.others) return undefined;
  return officePage(
    ctx.t('contributions.office.decision_title'),
    BarredPage({ desk, subject, recused: own?.state === 'recused' }),
  );
}

async function show(
  deps: Deps,
  ctx: Ctx,
  typed?: { values: RawValues; faults: readonly FieldFault[] },
): Promise<Answer> {
  const found = await findSubject(deps, ctx);
  const closed = barred(ctx, found);
  if (closed) return closed;
  const { desk, row, subject, call, reviews } = found;
  const given = reviews.filter(({ state }) => state === 'given');
  const reviewers = await listReviewers(deps.db, row.event_id);
  const ids = [...reviewers.map(({ id }) => id), ...reviews.map((review) => review.reviewer_id)];
  const names = await namesOf(deps.db, deps, ids);
  const words = openWords(deps.vault, row.id, row.sealed_words);
  const body = DecisionPage({
    desk,
    subject,
    author: openAuthor(deps.vault, row.id, row.sealed_author),
    title: openText(deps.vault, row.id, row.sealed_text)?.title ?? '',
    consent: row.consent_publish,
    mailRefused: row.mail_refused_at !== null,
    reviews: shownReviews(deps, found, (id) => names.get(id) ?? ''),
    summary: summaryOf(
      given.map(({ scores }) => scores),
      call.criteria,
    ),
    criteria: call.criteria,
    reviewers: reviewers.map(({ id, open }) => ({
      id,
      open,
      name: names.get(id) ?? '',
      state: reviews.find((review) => review.reviewer_id === id)?.state,
    })),
    form: {
      fields: fieldsOf(DecisionForm),
      values: typed?.values ?? rawOf({ decision: row.decision, words }),
      faults: typed?.faults ?? [],
      version: row.version,
    },
    decision: row.decision ?? undefined,
    words,
    told: row.told_at !== null,
    session:
      row.session_id && row.session_title ? { id: row.session_id, title: row.session_title } : undefined,
    item:
      row.item_id && row.item_slug
        ? { id: row.item_id, slug: row.item_slug, withdrawn: row.withdrawn_at !== null }
        : undefined,
  });
  return officePage(ctx.t('contributions.office.decision_title'), body, typed ? 422 : 200);
}

async function save(deps: Deps, ctx: Ctx): Promise<Answer> {
  const found = await findSubject(deps, ctx);
  const read = readForm(DecisionForm, ctx.body, ctx.t);
  if (!read.ok) return show(deps, ctx, { values: read.raw, faults: read.faults });
  const { decision, words = '' } = read.value;
  const result = await withTransaction(deps.db, (trx) =>
    decide(trx, contextOf(deps, ctx), found.row.id, { decision, words, version: versionOf(ctx.body) }),
  );
  if (result.ok) return seeOther(`${hrefOf(found, 'decision')}?hecho=decided`);
  if (result.refused === 'not_found') throw notFound();
  if (result.refused !== 'changed') return seeOther(`${hrefOf(found, 'decision')}?hecho=${result.refused}`);
  const fault = { field: '', message: ctx.t('contributions.refused.changed') };
  return show(deps, ctx, { values: read.raw, faults: [fault] });
}

/** Only those whom the page offers: an id of somebody else is passed over. */
async function assign(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { row } = await findSubject(deps, ctx);
  const known = new Set((await listReviewers(deps.db, row.event_id)).map(({ id }) => id));
  const chosen = [...new Set(ctx.body.fields.get('reviewers') ?? [])].filter((id) => known.has(id));
  return act(deps, ctx, 'assigned', (trx, c) => assignReviewers(trx, c, row.id, chosen), 'decision');
}
