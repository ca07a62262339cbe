/** What was asked and answered, for everybody; and the page by which an institution answers. */
import { csvFile } from '../../../platform/csv.ts';
import { run } from '../../../platform/db/outcome.ts';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { bytes, page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { openRoutes } from '../../../platform/http/routes-at.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { BLANK, type FormState } from '../../../ui/controls/schema-form.tsx';
import { findShown } from '../../proposals/index.ts';
import { LEDGER, LEDGER_CSV, paperPath, replyPath } from '../addresses.ts';
import { answer } from '../commands/answer.ts';
import { AskedPage } from '../pages/asked.tsx';
import { LedgerPage } from '../pages/ledger.tsx';
import { ReplyPage } from '../pages/reply.tsx';
import { answersTo, type AskRow, asksOf, deliveriesTo, findAsk, findPaper } from '../queries/asks.ts';
import { LEDGER_CURSOR, silenceLedger, wholeLedger } from '../queries/ledger.ts';
import { LEDGER_COUNTS } from '../rules/ledger.ts';
import { ReplyForm } from '../schemas/forms.ts';
import { isReplyToken } from '../sealed.ts';
import { paperAnswer } from './paper-input.ts';
import { contextOf, readerOf } from './shared.ts';

const REPLY = '/propuestas/responder/:token';

export function publicRoutes(deps: Deps): RouteSpec[] {
  const route = openRoutes(deps);
  return [
    route(
      'GET',
      LEDGER,
      'The ledger of silence: what institutions were asked, and what they answered.',
      showLedger,
    ),
    route('GET', LEDGER_CSV, 'The ledger of silence as a table.', ledgerCsv, 'feed'),
    route(
      'GET',
      '/propuestas/:number/respuestas',
      'What was asked about a proposal, and what was answered.',
      showAsked,
    ),
    route('GET', paperPath(':id'), 'A paper that proves a delivery, when it is shown.', showPaper, 'feed'),
    route('GET', REPLY, 'The page by which an institution answers.', (d, ctx) => showReply(d, ctx)),
    route('POST', REPLY, 'Answer in the name of an institution.', reply),
  ];
}

const PER_PAGE = 100;

async function showLedger(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { after } = readPageRequest(ctx.query, LEDGER_CURSOR);
  const { t, today } = await readerOf(deps, ctx);
  const { items, next } = await silenceLedger(deps.db, today, { after, limit: PER_PAGE });
  const body = LedgerPage({
    t,
    rows: items,
    firstHref: after && LEDGER,
    nextHref: next && `${LEDGER}?after=${next}`,
  });
  return page(body, {
    title: t('answers.ledger.title'),
    description: t('answers.ledger.lead'),
  });
}

async function ledgerCsv(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { today } = await readerOf(deps, ctx);
  const rows = await wholeLedger(deps.db, today);
  const names = ['institution', 'slug', ...LEDGER_COUNTS] as const;
  return bytes(
    csvFile(
      names,
      rows.map((row) => names.map((name) => row[name] ?? '')),
    ),
    'text/csv; charset=utf-8',
  );
}

async function showAsked(deps: Deps, ctx: Ctx): Promise<Answer> {
  const text = ctx.params['number'] ?? '';
  const proposal = /^[1-9]\d{0,8}$/.test(text) ? await findShown(deps.db, Number(text)) : undefined;
  if (!proposal) throw notFound();
  const [reader, asks] = await Promise.all([readerOf(deps, ctx), asksOf(deps.db, proposal.id)]);
  const ids = asks.map(({ id }) => id);
  const [answers, deliveries] = await Promise.all([answersTo(deps.db, ids), deliveriesTo(deps.db, ids)]);
  const { number, title } = proposal;
  const body = AskedPage({
    ...reader,
    number,
    title,
    asks: asks.map((ask) => ({
      ask,
      answers: answers.get(ask.id) ?? [],
      deliveries: deliveries.get(ask.id) ?? [],
    })),
  });
  return page(body, { title: `${ctx.t('answers.title')} · ${title}`, description: title });
}

/** @throws not_found when it is kept for the organisation, or nobody may read the proposal */
async function showPaper(deps: Deps, ctx: Ctx): Promise<Answer> {
  const id = ctx.params['id'] ?? '';
  const found = isUuid(id) ? await findPaper(deps.db, id) : undefined;
  if (!found?.open || found.title === null) throw notFound();
  return paperAnswer(deps.vault, found);
}

/** @throws not_found: a wrong, older or mutilated link */
async function askOf(deps: Deps, ctx: Ctx): Promise<{ ask: AskRow; token: string }> {
  const token = ctx.params['token'] ?? '';
  const id = deps.vault.peekToken(token);
  const ask = id === undefined ? undefined : await findAsk(deps.db, id);
  if (!ask || !isReplyToken(deps.vault, token, ask)) throw notFound();
  return { ask, token };
}

function overFor(ask: AskRow, now: Temporal.Instant): 'expired' | 'closed' | undefined {
  if (ask.closed_at !== null) return 'closed';
  return Temporal.Instant.compare(now, ask.link_until) > 0 ? 'expired' : undefined;
}

async function showReply(deps: Deps, ctx: Ctx, state: FormState = BLANK): Promise<Answer> {
  const { ask, token } = await askOf(deps, ctx);
  const over = overFor(ask, ctx.now);
  const reader = await readerOf(deps, ctx);
  const sent = ctx.query.get('hecho') === 'answered';
  const answers = (await answersTo(deps.db, [ask.id])).get(ask.id) ?? [];
  return page(ReplyPage({ ...reader, token, ask, answers, state, over, sent }), {
    title: ctx.t('answers.reply.title'),
    status: state.faults.length > 0 ? 422 : over === 'expired' ? 410 : 200,
    noIndex: true,
  });
}

async function reply(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { ask, token } = await askOf(deps, ctx);
  const form = readForm(ReplyForm, ctx.body, ctx.t);
  if (!form.ok) return showReply(deps, ctx, { values: form.raw, faults: form.faults });
  const { today } = await readerOf(deps, ctx);
  const { referred_to: referredTo, ...said } = form.value;
  const done = await run(deps.db, (trx) =>
    answer(trx, contextOf(deps, ctx), ask.id, { ...said, referredTo, onDate: today, channel: 'link' }),
  );
  return seeOther(done.ok ? `${replyPath(token)}?hecho=answered` : replyPath(token));
}
