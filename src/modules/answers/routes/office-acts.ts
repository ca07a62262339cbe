/** What the desk does with one question: enters an answer or a delivery, sends the link again, closes it. */
import type { Static } from 'typebox';
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { type RawValues, readForm } from '../../../platform/forms/read.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx } from '../../../platform/http/route.ts';
import { isUuid } from '../../../platform/uuid.ts';
import type { FormState } from '../../../ui/controls/schema-form.tsx';
import { officeAskPath } from '../addresses.ts';
import { answer, judgeReceipt } from '../commands/answer.ts';
import { closeAsk, sendLinkAgain } from '../commands/ask.ts';
import type { Result } from '../commands/context.ts';
import { noteDelivery, showPaper } from '../commands/delivery.ts';
import type { Drawn, NOTED } from '../pages/office/ask.tsx';
import { CloseForm, DeliveryForm, ReceiptForm, SendForm, TranscribeForm } from '../schemas/forms.ts';
import { readPaper } from './paper-input.ts';
import { contextOf, readerOf } from './shared.ts';

/** Draws the page again with what is wrong. */
export type Again = (drawn: Drawn) => Promise<Answer>;

interface Act {
  deps: Deps;
  ctx: Ctx;
  /** Of the question. */
  id: string;
  again: Again;
}

export function act(deps: Deps, ctx: Ctx, id: string, again: Again): Promise<Answer> {
  const what = ctx.body.fields.get('what')?.[0] ?? '';
  const one = ACTS[what];
  if (!one) throw new AppError('bad_request');
  return one({ deps, ctx, id, again });
}

const ACTS: Readonly<Record<string, (one: Act) => Promise<Answer>>> = {
  transcribe,
  delivery,
  receipt,
  paper,
  send,
  close,
};

type Read = { raw: RawValues; faults: FormState['faults'] };

const wrong = ({ again }: Act, what: Drawn['what'], { raw, faults }: Read): Promise<Answer> =>
  again({ what, state: { values: raw, faults } });

const fault = (raw: RawValues, field: string, message: string): Read => ({
  raw,
  faults: [{ field, message }],
});

function told({ id }: Act, code: (typeof NOTED)[number], result: Result): Answer {
  if (result.ok) return seeOther(`${officeAskPath(id)}?hecho=${code}`);
  if (result.refused === 'not_found') throw notFound();
  const why = result.refused === 'not_public' || result.refused === 'no_address' ? result.refused : 'not_now';
  return seeOther(`${officeAskPath(id)}?hecho=${why}`);
}

async function isToCome({ deps, ctx }: Act, day: Temporal.PlainDate): Promise<boolean> {
  const { today } = await readerOf(deps, ctx);
  return Temporal.PlainDate.compare(day, today) > 0;
}

async function transcribe(one: Act): Promise<Answer> {
  const { deps, ctx, id } = one;
  const form = readForm(TranscribeForm, ctx.body, ctx.t);
  if (!form.ok) return wrong(one, 'transcribe', form);
  const { on_date, referred_to: referredTo, ...said }: Static<typeof TranscribeForm> = form.value;
  const onDate = Temporal.PlainDate.from(on_date);
  const refuse = (message: string) => wrong(one, 'transcribe', fault(form.raw, 'on_date', message));
  if (await isToCome(one, onDate)) return refuse(ctx.t('answers.form.asked_on.future'));
  const done = await run(deps.db, (trx) =>
    answer(trx, contextOf(deps, ctx), id, { ...said, referredTo, onDate }),
  );
  if (!done.ok && done.refused === 'too_early') return refuse(ctx.t('answers.form.on_date.early'));
  return told(one, 'answered', done);
}

async function delivery(one: Act): Promise<Answer> {
  const { deps, ctx, id } = one;
  const form = readForm(DeliveryForm, ctx.body, ctx.t);
  const read = await readPaper(ctx);
  const unfit = read.ok ? [] : [{ field: 'paper', message: read.message }];
  if (!form.ok || !read.ok) {
    const faults = [...(form.ok ? [] : form.faults), ...unfit];
    return wrong(one, 'delivery', { raw: form.raw, faults });
  }
  const { delivery: kind, note, delivered_on } = form.value;
  const onDate = Temporal.PlainDate.from(delivered_on);
  const refuse = (message: string) => wrong(one, 'delivery', fault(form.raw, 'delivered_on', message));
  if (await isToCome(one, onDate)) return refuse(ctx.t('answers.form.asked_on.future'));
  const done = await run(deps.db, (trx) =>
    noteDelivery(trx, contextOf(deps, ctx), id, { kind, note, onDate, paper: read.paper }),
  );
  if (!done.ok && done.refused === 'too_early') return refuse(ctx.t('answers.form.on_date.early'));
  return told(one, 'delivered', done);
}

const idIn = ({ ctx }: Act, name: string): string => {
  const id = ctx.body.fields.get(name)?.[0];
  if (!isUuid(id)) throw new AppError('bad_request');
  return id;
};

/** Sent without a reason by the button that counts it again. */
async function receipt(one: Act): Promise<Answer> {
  const { deps, ctx, id } = one;
  const answerId = idIn(one, 'answer');
  const judge = (reason: string) =>
    run(deps.db, (trx) => judgeReceipt(trx, contextOf(deps, ctx), id, { answerId, reason }));
  if (!ctx.body.fields.has('receipt')) return told(one, 'receipt', await judge(''));
  const form = readForm(ReceiptForm, ctx.body, ctx.t);
  if (!form.ok)
    return one.again({ what: 'receipt', about: answerId, state: { values: form.raw, faults: form.faults } });
  return told(one, 'receipt', await judge(form.value.receipt));
}

async function paper(one: Act): Promise<Answer> {
  const { deps, ctx, id } = one;
  const open = ctx.body.fields.get('open')?.[0] === 'yes';
  const which = { delivery: idIn(one, 'delivery'), open };
  return told(one, 'paper', await run(deps.db, (trx) => showPaper(trx, contextOf(deps, ctx), id, which)));
}

async function send(one: Act): Promise<Answer> {
  const { deps, ctx, id } = one;
  const form = readForm(SendForm, ctx.body, ctx.t);
  if (!form.ok) return wrong(one, 'send', form);
  const linkVersion = Number(ctx.body.fields.get('link')?.[0]);
  if (!Number.isSafeInteger(linkVersion)) throw new AppError('bad_request');
  const { address } = form.value;
  return told(
    one,
    'sent',
    await run(deps.db, (trx) => sendLinkAgain(trx, contextOf(deps, ctx), id, { linkVersion, address })),
  );
}

async function close(one: Act): Promise<Answer> {
  const { deps, ctx, id } = one;
  const form = readForm(CloseForm, ctx.body, ctx.t);
  if (!form.ok) return wrong(one, 'close', form);
  return told(
    one,
    'closed',
    await run(deps.db, (trx) => closeAsk(trx, contextOf(deps, ctx), id, form.value.reason)),
  );
}
