/** Answering at the desk. */
import { run } from '../../../platform/db/outcome.ts';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { resolveLinks } from '../../../platform/links.ts';
import { forgetSettings, readSetting } from '../../../platform/settings/settings.ts';
import { BLANK, filled, type FormState } from '../../../ui/controls/schema-form.tsx';
import { OFFICE, officePath } from '../addresses.ts';
import { answerCorrection, takeReplyBack, takeUp } from '../commands/answer.ts';
import type { Result } from '../commands/context.ts';
import { saveCorrectionSettings } from '../commands/keep.ts';
import { OfficeListPage } from '../pages/office/list.tsx';
import { NOTED, RequestPage, SettingsPage } from '../pages/office/request.tsx';
import {
  type CorrectionRow,
  findCorrection,
  listDone,
  listOpen,
  LOG_CURSOR,
  OFFICE_CURSOR,
} from '../queries/corrections.ts';
import { daysLate } from '../rules/outcomes.ts';
import { AnswerForm, SettingsForm } from '../schemas/forms.ts';
import { openAsked } from '../sealed.ts';
import { answerDays, keptDays } from '../settings.ts';
import { contextOf, keyOf, readerOf, refOf, todayOf } from './shared.ts';

const ANSWER = 'corrections.answer';
const PER_PAGE = 30;
const { get, post } = officeRoutes(OFFICE);

export function officeCorrectionRoutes(deps: Deps): RouteSpec[] {
  return [
    get('', ANSWER, 'Requests to correct something: what waits, what is answered.', (ctx) =>
      showList(deps, ctx),
    ),
    get('/ajustes', ANSWER, 'How long an answer takes, how long it is kept who asked.', (ctx) =>
      showSettings(deps, ctx),
    ),
    post('/ajustes', ANSWER, 'Save these settings.', (ctx) => saveSettings(deps, ctx)),
    get('/:id', ANSWER, 'One request, with who asks and in which words.', (ctx) => showRequest(deps, ctx)),
    post('/:id/tomar', ANSWER, 'Say that somebody is at it.', (ctx) =>
      done(deps, ctx, 'taken_up', (trx, id) => takeUp(trx, contextOf(deps, ctx), id)),
    ),
    post('/:id/responder', ANSWER, 'Answer a request, for everybody to read.', (ctx) => answer(deps, ctx)),
    post('/:id/retirar', ANSWER, 'Take a published reply back.', (ctx) =>
      done(deps, ctx, 'taken_back', (trx, id) =>
        takeReplyBack(trx, contextOf(deps, ctx), id, ctx.t('corrections.reply_taken_back')),
      ),
    ),
  ];
}

async function showList(deps: Deps, ctx: Ctx): Promise<Answer> {
  const isDone = ctx.query.get('ver') === 'respondidas';
  const reader = await readerOf(deps, ctx);
  const { items, next, after } = isDone ? await doneItems(deps, ctx) : await openItems(deps, ctx);
  const targets = await resolveLinks(deps.db, deps.links, items.map(refOf), ctx.t);
  const today = todayOf(ctx.now, reader.zone);
  const here = isDone ? `${OFFICE}?ver=respondidas` : OFFICE;
  const body = OfficeListPage({
    ...reader,
    done: isDone,
    rows: items.map((row) => ({
      row,
      title: targets.get(keyOf(row))?.title ?? ctx.t('corrections.not_public'),
      late: daysLate(row.state, row.due_on, today),
    })),
    firstHref: after ? here : undefined,
    nextHref: next && `${here}${isDone ? '&' : '?'}after=${next}`,
  });
  return page(body, { title: ctx.t('corrections.office.title') });
}

async function openItems(deps: Deps, ctx: Ctx) {
  const { after } = readPageRequest(ctx.query, OFFICE_CURSOR);
  return { ...(await listOpen(deps.db, { after, limit: PER_PAGE })), after: after !== undefined };
}

async function doneItems(deps: Deps, ctx: Ctx) {
  const { after } = readPageRequest(ctx.query, LOG_CURSOR);
  return { ...(await listDone(deps.db, { after, limit: PER_PAGE })), after: after !== undefined };
}

/** @throws not_found */
async function requestOf(deps: Deps, ctx: Ctx): Promise<CorrectionRow> {
  const row = await findCorrection(deps.db, ctx.params['id'] ?? '');
  if (!row) throw notFound();
  return row;
}

async function showRequest(deps: Deps, ctx: Ctx, state: FormState = BLANK): Promise<Answer> {
  const row = await requestOf(deps, ctx);
  const reader = await readerOf(deps, ctx);
  const targets = await resolveLinks(deps.db, deps.links, [refOf(row)], ctx.t);
  const body = RequestPage({
    ...reader,
    row,
    asked: openAsked(deps.vault, row.id, row.sealed),
    record: targets.get(keyOf(row)),
    late: daysLate(row.state, row.due_on, todayOf(ctx.now, reader.zone)),
    state,
    noted: NOTED.find((code) => code === ctx.query.get('hecho')),
  });
  const status = state.faults.length > 0 ? 422 : 200;
  return page(body, { title: ctx.t('corrections.own.number', { number: row.number }), status });
}

async function done(
  deps: Deps,
  ctx: Ctx,
  code: (typeof NOTED)[number],
  command: (trx: Parameters<typeof takeUp>[0], id: string) => Promise<Result>,
): Promise<Answer> {
  const { id } = await requestOf(deps, ctx);
  const result = await run(deps.db, (trx) => command(trx, id));
  if (!result.ok && result.refused === 'not_found') throw notFound();
  return seeOther(`${officePath(id)}?hecho=${result.ok ? code : 'not_now'}`);
}

async function answer(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id } = await requestOf(deps, ctx);
  const form = readForm(AnswerForm, ctx.body, ctx.t);
  if (!form.ok) return showRequest(deps, ctx, { values: form.raw, faults: form.faults });
  const { outcome, answer: words, identity_check: identityCheck = '' } = form.value;
  const version = Number(ctx.body.fields.get('version')?.[0]);
  const result = await run(deps.db, (trx) =>
    answerCorrection(trx, contextOf(deps, ctx), id, { version, outcome, answer: words, identityCheck }),
  );
  if (result.ok) return seeOther(`${officePath(id)}?hecho=answered`);
  switch (result.refused) {
    case 'not_found':
      throw notFound();
    case 'identity':
    case 'not_possible':
      return showRequest(deps, ctx, {
        values: form.raw,
        faults: [
          { field: result.field ?? 'outcome', message: ctx.t(`corrections.refused.${result.refused}`) },
        ],
      });
    default:
      return seeOther(
        `${officePath(id)}?hecho=${result.refused === 'too_many' ? 'not_now' : result.refused}`,
      );
  }
}

async function showSettings(deps: Deps, ctx: Ctx, state?: FormState): Promise<Answer> {
  const [answerIn, kept] = await Promise.all([
    readSetting(deps.db, answerDays),
    readSetting(deps.db, keptDays),
  ]);
  const now = filled({ answer_days: String(answerIn), kept_days: String(kept) });
  return page(SettingsPage({ t: ctx.t, state: state ?? now }), {
    title: ctx.t('corrections.office.settings'),
    status: state ? 422 : 200,
  });
}

async function saveSettings(deps: Deps, ctx: Ctx): Promise<Answer> {
  const form = readForm(SettingsForm, ctx.body, ctx.t);
  if (!form.ok) return showSettings(deps, ctx, { values: form.raw, faults: form.faults });
  const { answer_days: answerIn, kept_days: kept } = form.value;
  await withTransaction(deps.db, (trx) =>
    saveCorrectionSettings(trx, { actor: ctx.actor, now: ctx.now }, { answer: answerIn, kept }),
  );
  forgetSettings(deps.db);
  return seeOther(OFFICE);
}
