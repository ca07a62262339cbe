/** Answering: with one's own ticket, or through the link open to everybody. */
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { type FieldFault, notFound } from '../../../platform/errors.ts';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { type RawValues, readForm } from '../../../platform/forms/read.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { openRoutes } from '../../../platform/http/routes-at.ts';
import { dayAndTime, editionPath, zoneWords } from '../../events/index.ts';
import { openSurveyPath, ticketPath } from '../addresses.ts';
import { answerByTicket, answerOpenly, type Answering } from '../commands/answer.ts';
import { SurveyPage, type SurveyStand, SurveyStandPage } from '../pages/survey.tsx';
import {
  findHolder,
  findSurvey,
  findSurveyBySlug,
  isTicketUsed,
  listQuestions,
  type Survey,
} from '../queries/surveys.ts';
import { surveyHours, surveyWindow } from '../rules/window.ts';
import { answersOf, surveyForm } from '../schemas/survey.ts';
import { isTicketOf, ticketHash } from '../ticket.ts';

export function surveyRoutes(deps: Deps): RouteSpec[] {
  const route = openRoutes(deps);
  return [
    route('GET', '/encuesta/:token', 'The survey, with one’s own ticket.', showTicket),
    route('POST', '/encuesta/:token', 'Answer the survey, once a ticket.', answerTicket),
    route('GET', '/encuesta/:token/gracias', 'Thanks for the answer.', thanksTicket),
    route('GET', '/encuentros/:slug/encuesta', 'The survey, where it is open to everybody.', showOpen),
    route('POST', '/encuentros/:slug/encuesta', 'Answer the survey through the open link.', answerOpen),
    route('GET', '/encuentros/:slug/encuesta/gracias', 'Thanks for the answer.', thanksOpen),
  ];
}

/** Whoever answers: where the form goes, and how the answer is taken. */
interface Way {
  survey: Survey;
  action: string;
  isOpenLink: boolean;
  take: (answering: Answering) => Promise<'taken' | 'used' | 'full'>;
  /** Why there is nothing to fill in, besides the hours. */
  stand: SurveyStand | undefined;
}

/** @throws AppError `not_found` for no ticket, and where there is no survey yet */
async function ticketWay(deps: Deps, ctx: Ctx): Promise<Way> {
  const token = ctx.params['token'] ?? '';
  const id = deps.vault.peekToken(token);
  const holder = id === undefined ? undefined : await findHolder(deps.db, id);
  if (!holder || !isTicketOf(deps.vault, token, holder)) throw notFound();
  const survey = await findSurvey(deps.db, holder.event_id);
  if (!survey || survey.state === 'draft' || survey.visibility === 'draft') throw notFound();
  const hash = ticketHash(deps.vault, survey.id, holder.id);
  const stand =
    holder.state !== 'confirmed'
      ? 'not_yours'
      : (await isTicketUsed(deps.db, survey.id, hash))
        ? 'answered'
        : undefined;
  return {
    survey,
    action: ticketPath(token),
    isOpenLink: false,
    take: (answering) => withTransaction(deps.db, (trx) => answerByTicket(trx, answering, hash)),
    stand,
  };
}

/** @throws AppError `not_found` where the organiser has not opened it to everybody */
async function openWay(deps: Deps, ctx: Ctx): Promise<Way> {
  const survey = await findSurveyBySlug(deps.db, ctx.params['slug'] ?? '');
  if (!survey?.open_link || survey.state === 'draft' || survey.visibility === 'draft') throw notFound();
  const day = ctx.now.toZonedDateTimeISO(survey.timezone).toPlainDate();
  const bound = { day, most: survey.open_per_day };
  return {
    survey,
    action: openSurveyPath(survey.slug),
    isOpenLink: true,
    take: (answering) => withTransaction(deps.db, (trx) => answerOpenly(trx, answering, bound)),
    stand: undefined,
  };
}

const eventOf = ({ title, slug }: Survey) => ({ title, href: editionPath(slug) });

function moment({ t, lang }: Ctx, { timezone }: Survey, at: Temporal.Instant): string {
  return `${dayAndTime(at, timezone, lang).text}, ${zoneWords(t, timezone, at)}`;
}

function standPage(ctx: Ctx, survey: Survey, stand: SurveyStand): Answer {
  const opens = moment(ctx, survey, surveyHours(survey).opens);
  const body = <SurveyStandPage t={ctx.t} event={eventOf(survey)} stand={stand} opens={opens} />;
  return page(body, { title: `${ctx.t('surveys.page.title')} · ${survey.title}` });
}

/** What stands in place of the form, if anything. */
function standOf({ survey, stand }: Way, now: Temporal.Instant): SurveyStand | undefined {
  const window = surveyWindow(survey, now);
  if (stand) return stand;
  return window === 'early' || window === 'over' ? window : undefined;
}

async function formPage(
  deps: Deps,
  ctx: Ctx,
  way: Way,
  typed?: { values: RawValues; faults: readonly FieldFault[]; status: number },
): Promise<Answer> {
  const { survey, action, isOpenLink } = way;
  const questions = await listQuestions(deps.db, survey.id);
  const body = (
    <SurveyPage
      t={ctx.t}
      event={eventOf(survey)}
      intro={survey.intro}
      action={action}
      fields={fieldsOf(surveyForm(questions))}
      state={{ values: new Map(), faults: [], ...typed }}
      until={moment(ctx, survey, surveyHours(survey).closes)}
      isOpenLink={isOpenLink}
    />
  );
  return page(body, {
    title: `${ctx.t('surveys.page.title')} · ${survey.title}`,
    status: typed?.status ?? 200,
  });
}

async function show(deps: Deps, ctx: Ctx, way: Way): Promise<Answer> {
  const stand = standOf(way, ctx.now);
  return stand ? standPage(ctx, way.survey, stand) : formPage(deps, ctx, way);
}

async function answer(deps: Deps, ctx: Ctx, way: Way): Promise<Answer> {
  const { survey, action } = way;
  // Closed, or answered with another press: the page says which.
  if (standOf(way, ctx.now)) return seeOther(action);
  const questions = await listQuestions(deps.db, survey.id);
  const read = readForm(surveyForm(questions), ctx.body, ctx.t);
  const again = (faults: readonly FieldFault[], status = 422) =>
    formPage(deps, ctx, way, { values: read.raw, faults, status });
  if (!read.ok) return again(read.faults);
  const answers = answersOf(read.value);
  if (Object.keys(answers).length === 0)
    return again([{ field: '', message: ctx.t('surveys.fault.nothing') }]);
  const outcome = await way.take({ surveyId: survey.id, questions, answers, vault: deps.vault });
  if (outcome === 'full') return again([{ field: '', message: ctx.t('surveys.fault.full') }], 429);
  return seeOther(outcome === 'used' ? action : `${action}/gracias`);
}

const showTicket = async (deps: Deps, ctx: Ctx) => show(deps, ctx, await ticketWay(deps, ctx));
const showOpen = async (deps: Deps, ctx: Ctx) => show(deps, ctx, await openWay(deps, ctx));
const answerTicket = async (deps: Deps, ctx: Ctx) => answer(deps, ctx, await ticketWay(deps, ctx));
const answerOpen = async (deps: Deps, ctx: Ctx) => answer(deps, ctx, await openWay(deps, ctx));

async function thanksTicket(deps: Deps, ctx: Ctx): Promise<Answer> {
  const way = await ticketWay(deps, ctx);
  return way.stand === 'answered' ? standPage(ctx, way.survey, 'thanks') : seeOther(way.action);
}

async function thanksOpen(deps: Deps, ctx: Ctx): Promise<Answer> {
  return standPage(ctx, (await openWay(deps, ctx)).survey, 'thanks');
}
