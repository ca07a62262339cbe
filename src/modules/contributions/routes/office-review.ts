/** One contribution in the back office: reviewing it. */
import { allows } from '../../../platform/access/access.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { type FieldFault, notFound } from '../../../platform/errors.ts';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { type RawValues, readForm, rawOf } from '../../../platform/forms/read.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { isUuid } from '../../../platform/uuid.ts';
import {
  type EditionDesk,
  editionDesk,
  editionHref,
  officeGet,
  officePage,
  officePost,
} from '../../events/index.ts';
import type { Context, Result } from '../commands/context.ts';
import { giveReview, handBack, recuse, takeReview } from '../commands/review.ts';
import { TAB } from '../pages/office/list.tsx';
import { ReviewPage, type ShownReview, type Subject } from '../pages/office/review.tsx';
import { type Call, findCall } from '../queries/calls.ts';
import { type ContributionRow, findContribution } from '../queries/contributions.ts';
import { countsOf, listReviews, type ReviewRow } from '../queries/reviews.ts';
import { asked, type Scores, type Sight, sightOf } from '../rules/review.ts';
import { reviewForm } from '../schemas/office.ts';
import { anonymousText, openAuthor, openNote, openText } from '../sealed.ts';
import { staffOf } from './office-call.ts';
import { contextOf } from './public-call.ts';

const ONE = `/:slug/${TAB}/:id`;

export function officeReviewRoutes(deps: Deps): RouteSpec[] {
  return [
    officeGet(ONE, 'contributions.review', 'One contribution, as far as one may read it.', (ctx) =>
      show(deps, ctx),
    ),
    officePost(`${ONE}/tomar`, 'contributions.review', 'Take it for review.', (ctx) => take(deps, ctx)),
    officePost(`${ONE}/revision`, 'contributions.review', 'Give one’s review.', (ctx) => give(deps, ctx)),
    officePost(`${ONE}/excusarse`, 'contributions.review', 'Declare a conflict of interest.', (ctx) =>
      act(deps, ctx, 'recused', (trx, c, found) => recuse(trx, c, found.row.id)),
    ),
    officePost(`${ONE}/devolver`, 'contributions.review', 'Hand an open review back.', (ctx) =>
      act(deps, ctx, 'handed_back', (trx, c, found) => handBack(trx, c, found.row.id)),
    ),
  ];
}

export interface Found {
  desk: EditionDesk;
  row: ContributionRow;
  subject: Subject;
  call: Call;
  reviews: ReviewRow[];
  own: ReviewRow | undefined;
  sight: Sight;
  mayDecide: boolean;
}

/** @throws not_found also for one that is not confirmed yet: it is nobody's to read */
export async function findSubject(deps: Deps, ctx: Ctx): Promise<Found> {
  const desk = await editionDesk(deps, ctx);
  const id = ctx.params['id'] ?? '';
  const row = isUuid(id) ? await findContribution(deps.db, id) : undefined;
  if (!row || row.event_id !== desk.edition.id || row.number === null) throw notFound();
  const [call, reviews] = await Promise.all([findCall(deps.db, row.event_id), listReviews(deps.db, [id])]);
  const own = reviews.find((review) => review.reviewer_id === staffOf(ctx));
  const mayDecide = allows(ctx.actor, 'contributions.decide');
  const subject = { id, number: row.number, kind: row.kind, state: row.state };
  return { desk, row, subject, call, reviews, own, sight: sightOf(own?.state, mayDecide), mayDecide };
}

/** The reviews given by others, without who gave them. */
export function shownReviews(
  deps: Deps,
  { row, reviews }: Pick<Found, 'row' | 'reviews'>,
  nameOf: (reviewer: string) => string,
  without?: string,
): ShownReview[] {
  return reviews
    .filter((review) => review.state === 'given' && review.reviewer_id !== without)
    .map((review) => ({
      name: nameOf(review.reviewer_id),
      scores: review.scores,
      note: openNote(deps.vault, row.id, review.reviewer_id, review.sealed_note),
      outdated: review.text_version !== row.text_version,
    }));
}

async function show(
  deps: Deps,
  ctx: Ctx,
  typed?: { values: RawValues; faults: readonly FieldFault[] },
): Promise<Answer> {
  const { t } = ctx;
  const found = await findSubject(deps, ctx);
  const { desk, row, subject, call, reviews, own, sight, mayDecide } = found;
  const author = sight.text ? openAuthor(deps.vault, row.id, row.sealed_author) : undefined;
  const whole = sight.text ? openText(deps.vault, row.id, row.sealed_text) : undefined;
  const open = row.state === 'submitted';
  const counts = countsOf(reviews);
  const fills = open && (own?.state === 'assigned' || own?.state === 'given');
  const body = ReviewPage({
    desk,
    subject,
    mayDecide,
    own: own?.state,
    mayTake: open && !own && counts.assigned + counts.given < call.reviews_wanted,
    text: whole && author && call.anonymous ? anonymousText(whole, author) : whole,
    author: author && !call.anonymous ? [author.name, ...author.coauthors].join(', ') : undefined,
    form: fills
      ? {
          fields: fieldsOf(reviewForm(call.criteria)),
          values: typed?.values ?? ownRaw(deps, row, own),
          faults: typed?.faults ?? [],
        }
      : undefined,
    textVersion: row.text_version,
    criteria: call.criteria,
    others: sight.others ? shownReviews(deps, found, () => '', own?.reviewer_id) : [],
  });
  const title = t('contributions.link_title', { number: subject.number });
  return officePage(title, body, typed ? 422 : 200);
}

function ownRaw(deps: Deps, row: ContributionRow, own: ReviewRow | undefined): RawValues {
  if (own?.state !== 'given') return new Map();
  return rawOf({
    ...Object.fromEntries(Object.entries(own.scores).map(([key, score]) => [`score_${key}`, score])),
    note: openNote(deps.vault, row.id, own.reviewer_id, own.sealed_note),
  });
}

export function hrefOf({ desk, row }: Pick<Found, 'desk' | 'row'>, ...below: string[]): string {
  return editionHref(desk.edition, TAB, row.id, ...below);
}

/** A command, and back to where it was pressed with what came of it. @param below page of the contribution */
export async function act(
  deps: Deps,
  ctx: Ctx,
  done: string,
  command: (trx: Trx, c: Context, found: Found) => Promise<Result>,
  ...below: string[]
): Promise<Answer> {
  const found = await findSubject(deps, ctx);
  const result = await withTransaction(deps.db, (trx) => command(trx, contextOf(deps, ctx), found));
  if (!result.ok && result.refused === 'not_found') throw notFound();
  return seeOther(`${hrefOf(found, ...below)}?hecho=${result.ok ? done : result.refused}`);
}

function take(deps: Deps, ctx: Ctx): Promise<Answer> {
  return act(deps, ctx, 'taken', (trx, c, { row, call }) => takeReview(trx, c, row.id, call.reviews_wanted));
}

async function give(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { call } = await findSubject(deps, ctx);
  const read = readForm(reviewForm(call.criteria), ctx.body, ctx.t);
  if (!read.ok) return show(deps, ctx, { values: read.raw, faults: read.faults });
  const value = read.value as Record<string, string>;
  const scores: Scores = Object.fromEntries(
    asked(call.criteria).map(({ key }) => [key, Number(value[`score_${key}`])]),
  );
  const text = ctx.body.fields.get('text_version')?.[0] ?? '';
  const textVersion = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return act(deps, ctx, 'reviewed', (trx, c, { row }) =>
    giveReview(trx, c, row.id, { scores, note: value['note'] ?? '', textVersion }),
  );
}
