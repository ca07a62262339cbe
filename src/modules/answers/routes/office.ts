/** Putting proposals to institutions, and entering what they answer. */
import { holidaysOf } from '../../../platform/calendar/holidays.ts';
import { addWorkingDays, yearsWithoutHolidays } from '../../../platform/calendar/working-days.ts';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { fieldsOf, withOptions } from '../../../platform/forms/field.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { readSetting } from '../../../platform/settings/settings.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { filled, type FormState } from '../../../ui/controls/schema-form.tsx';
import { findShown } from '../../proposals/index.ts';
import { newAskPath, OFFICE_ASKS, officeAskPath } from '../addresses.ts';
import { answer, noteDelivery } from '../commands/answer.ts';
import { ask, closeAsk, sendLinkAgain } from '../commands/ask.ts';
import type { Result } from '../commands/context.ts';
import { AskPage, type Drawn, NewAskPage, NOTED } from '../pages/office/ask.tsx';
import { DONE_LIST, ListPage } from '../pages/office/list.tsx';
import { standingWords } from '../pages/words.ts';
import {
  answersTo,
  type AskRow,
  choosableInstitutions,
  deliveriesOf,
  DUE_CURSOR,
  findAsk,
  listAsks,
} from '../queries/asks.ts';
import { AskForm, CloseForm, DeliveryForm, TranscribeForm } from '../schemas/forms.ts';
import { askCountry, askDays } from '../settings.ts';
import { contextOf, readerOf } from './shared.ts';

const ASK = 'answers.ask';
const PER_PAGE = 30;
const { get, post } = officeRoutes(OFFICE_ASKS);

export function officeAskRoutes(deps: Deps): RouteSpec[] {
  return [
    get('', ASK, 'What was put to institutions, what is due first.', (ctx) => showList(deps, ctx)),
    get('/propuesta/:number', ASK, 'The form that puts a proposal to an institution.', (ctx) =>
      showNew(deps, ctx),
    ),
    post('/propuesta/:number', ASK, 'Put a proposal to an institution.', (ctx) => sendNew(deps, ctx)),
    get('/:id', ASK, 'One question to an institution.', (ctx) => showOne(deps, ctx)),
    post(
      '/:id',
      ASK,
      'Enter an answer or a delivery, send the link again, or close it (field `what`).',
      (ctx) => act(deps, ctx),
    ),
  ];
}

async function showList(deps: Deps, ctx: Ctx): Promise<Answer> {
  const open = ctx.query.get('ver') !== 'respondidas';
  const { after } = readPageRequest(ctx.query, DUE_CURSOR);
  const [reader, { items, next }] = await Promise.all([
    readerOf(deps, ctx),
    listAsks(deps.db, open, { after, limit: PER_PAGE }),
  ]);
  const answers = await answersTo(
    deps.db,
    items.map(({ id }) => id),
  );
  const here = open ? OFFICE_ASKS : DONE_LIST;
  const body = ListPage({
    ...reader,
    open,
    rows: items.map((one) => ({ ask: one, stood: standingWords(reader, one, answers.get(one.id) ?? []) })),
    firstHref: after ? here : undefined,
    nextHref: next && `${here}${open ? '?' : '&'}after=${next}`,
  });
  return page(body, { title: ctx.t('answers.office.title') });
}

/** @throws not_found unless everybody may read the proposal */
async function proposalOf(deps: Deps, ctx: Ctx) {
  const text = ctx.params['number'] ?? '';
  const proposal = /^[1-9]\d{0,8}$/.test(text) ? await findShown(deps.db, Number(text)) : undefined;
  if (!proposal) throw notFound();
  return proposal;
}

/** By when an institution is to answer that is asked on this day. */
async function dueFor(deps: Deps, askedOn: Temporal.PlainDate) {
  const [days, country] = await Promise.all([
    readSetting(deps.db, askDays),
    readSetting(deps.db, askCountry),
  ]);
  // Weeks of five days and some holidays: twice as many days are more than enough to look at.
  const last = askedOn.add({ days: days * 2 + 60 });
  const { days: holidays, years } = await holidaysOf(deps.db, country, askedOn, last);
  const dueOn = addWorkingDays(askedOn, days, holidays);
  return { days, dueOn, exact: yearsWithoutHolidays(askedOn, dueOn, years).length === 0 };
}

async function showNew(deps: Deps, ctx: Ctx, drawn?: FormState): Promise<Answer> {
  const { number, title } = await proposalOf(deps, ctx);
  const [{ today }, institutions] = await Promise.all([readerOf(deps, ctx), choosableInstitutions(deps.db)]);
  const { days, exact } = await dueFor(deps, today);
  const fields = withOptions(fieldsOf(AskForm), {
    institution: institutions.map(({ id, name }) => ({ value: id, label: { text: name } })),
  });
  const state = drawn ?? filled({ asked_on: String(today) });
  return page(NewAskPage({ t: ctx.t, number, title, fields, state, days, exact }), {
    title: ctx.t('answers.office.ask'),
    status: drawn ? 422 : 200,
  });
}

async function sendNew(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id: proposalId, number, published_at: publishedAt } = await proposalOf(deps, ctx);
  const form = readForm(AskForm, ctx.body, ctx.t);
  if (!form.ok) return showNew(deps, ctx, { values: form.raw, faults: form.faults });
  const { institution, words, asked_on, email } = form.value;
  const askedOn = Temporal.PlainDate.from(asked_on);
  const known = await choosableInstitutions(deps.db);
  const refuse = (field: string, message: string) =>
    showNew(deps, ctx, { values: form.raw, faults: [{ field, message }] });
  if (!known.some(({ id }) => id === institution))
    return refuse('institution', ctx.t('answers.form.institution.unknown'));
  const { today } = await readerOf(deps, ctx);
  if (Temporal.PlainDate.compare(askedOn, today) > 0)
    return refuse('asked_on', ctx.t('answers.form.asked_on.future'));
  // Nobody was asked about what was not to be read yet.
  const { zone } = await readerOf(deps, ctx);
  if (Temporal.PlainDate.compare(askedOn, publishedAt.toZonedDateTimeISO(zone).toPlainDate()) < 0)
    return refuse('asked_on', ctx.t('answers.form.asked_on.early'));
  const { days, dueOn, exact } = await dueFor(deps, askedOn);
  const done = await run(deps.db, (trx) =>
    ask(trx, contextOf(deps, ctx), {
      proposalId,
      institutionId: institution,
      words,
      askedOn,
      dueOn,
      workingDays: days,
      countedExactly: exact,
      address: email,
    }),
  );
  if (done.ok) return seeOther(`${officeAskPath(done.id)}?hecho=asked`);
  if (done.refused === 'asked_before') return refuse('institution', ctx.t('answers.noted.asked_before'));
  return seeOther(newAskPath(number));
}

/** @throws not_found */
async function rowOf(deps: Deps, ctx: Ctx): Promise<AskRow> {
  const id = ctx.params['id'] ?? '';
  const row = isUuid(id) ? await findAsk(deps.db, id) : undefined;
  if (!row) throw notFound();
  return row;
}

async function showOne(deps: Deps, ctx: Ctx, drawn?: Drawn): Promise<Answer> {
  const row = await rowOf(deps, ctx);
  const reader = await readerOf(deps, ctx);
  const [answers, deliveries] = await Promise.all([
    answersTo(deps.db, [row.id]),
    deliveriesOf(deps.db, row.id, reader.zone),
  ]);
  const said = answers.get(row.id) ?? [];
  const body = AskPage({
    ...reader,
    ask: row,
    stood: standingWords(reader, row, said),
    answers: said,
    deliveries,
    hasAddress: row.sealed_address !== null,
    drawn,
    noted: NOTED.find((code) => code === ctx.query.get('hecho')),
  });
  return page(body, { title: row.institution, status: drawn ? 422 : 200 });
}

async function act(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id } = await rowOf(deps, ctx);
  const c = contextOf(deps, ctx);
  switch (ctx.body.fields.get('what')?.[0]) {
    case 'transcribe': {
      const form = readForm(TranscribeForm, ctx.body, ctx.t);
      if (!form.ok) return again(deps, ctx, 'transcribe', form);
      const { on_date, ...said } = form.value;
      const onDate = Temporal.PlainDate.from(on_date);
      const { today } = await readerOf(deps, ctx);
      if (Temporal.PlainDate.compare(onDate, today) > 0)
        return again(deps, ctx, 'transcribe', {
          raw: form.raw,
          faults: [{ field: 'on_date', message: ctx.t('answers.form.asked_on.future') }],
        });
      const done = await run(deps.db, (trx) => answer(trx, c, id, { ...said, onDate }));
      if (!done.ok && done.refused === 'too_early')
        return again(deps, ctx, 'transcribe', {
          raw: form.raw,
          faults: [{ field: 'on_date', message: ctx.t('answers.form.on_date.early') }],
        });
      return told(id, 'answered', done);
    }
    case 'delivery': {
      const form = readForm(DeliveryForm, ctx.body, ctx.t);
      if (!form.ok) return again(deps, ctx, 'delivery', form);
      const { delivery: kind, note, delivered_on } = form.value;
      const onDate = Temporal.PlainDate.from(delivered_on);
      const { today } = await readerOf(deps, ctx);
      if (Temporal.PlainDate.compare(onDate, today) > 0)
        return again(deps, ctx, 'delivery', {
          raw: form.raw,
          faults: [{ field: 'delivered_on', message: ctx.t('answers.form.asked_on.future') }],
        });
      const done = await run(deps.db, (trx) => noteDelivery(trx, c, id, { kind, note, onDate }));
      return told(id, 'delivered', done);
    }
    case 'close': {
      const form = readForm(CloseForm, ctx.body, ctx.t);
      if (!form.ok) return again(deps, ctx, 'close', form);
      return told(id, 'closed', await run(deps.db, (trx) => closeAsk(trx, c, id, form.value.reason)));
    }
    case 'send':
      return told(id, 'sent', await run(deps.db, (trx) => sendLinkAgain(trx, c, id)));
    default:
      throw new AppError('bad_request');
  }
}

function again(
  deps: Deps,
  ctx: Ctx,
  what: Drawn['what'],
  { raw, faults }: { raw: FormState['values']; faults: FormState['faults'] },
): Promise<Answer> {
  return showOne(deps, ctx, { what, state: { values: raw, faults } });
}

function told(id: string, code: (typeof NOTED)[number], result: Result): Answer {
  if (!result.ok && result.refused === 'not_found') throw notFound();
  return seeOther(`${officeAskPath(id)}?hecho=${result.ok ? code : 'not_now'}`);
}
