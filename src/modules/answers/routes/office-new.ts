/** Putting a proposal to an institution. */
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { fieldsOf, withOptions } from '../../../platform/forms/field.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx } from '../../../platform/http/route.ts';
import { readSetting } from '../../../platform/settings/settings.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { filled, type FormState } from '../../../ui/controls/schema-form.tsx';
import { findShown } from '../../proposals/index.ts';
import { newAskPath, officeAskPath } from '../addresses.ts';
import { ask } from '../commands/ask.ts';
import { NewAskPage, type Referral } from '../pages/office/new-ask.tsx';
import { findReferral } from '../queries/asks.ts';
import { dueFrom } from '../queries/due.ts';
import { choosableInstitutions, findChoosable, MOST_CHOICES } from '../queries/institutions.ts';
import { AskForm } from '../schemas/forms.ts';
import { askDays } from '../settings.ts';
import { askedIn, contextOf, readerOf } from './shared.ts';

/** @throws not_found unless everybody may read the proposal */
async function proposalOf(deps: Deps, ctx: Ctx) {
  const text = ctx.params['number'] ?? '';
  const proposal = /^[1-9]\d{0,8}$/.test(text) ? await findShown(deps.db, Number(text)) : undefined;
  if (!proposal) throw notFound();
  return proposal;
}

async function referralOf(
  deps: Deps,
  ctx: Ctx,
  proposalId: string,
): Promise<(Referral & { words: string }) | undefined> {
  const id = askedIn(ctx, 'desde');
  return isUuid(id) ? findReferral(deps.db, id, proposalId) : undefined;
}

export async function showNew(deps: Deps, ctx: Ctx, drawn?: FormState): Promise<Answer> {
  const { id, number, title } = await proposalOf(deps, ctx);
  const q = askedIn(ctx, 'q');
  const [{ today }, days, found, referral] = await Promise.all([
    readerOf(deps, ctx),
    readSetting(deps.db, askDays),
    choosableInstitutions(deps.db, q),
    referralOf(deps, ctx, id),
  ]);
  const { exact } = await dueFrom(deps.db, today, days);
  const fields = withOptions(fieldsOf(AskForm), {
    institution: found.slice(0, MOST_CHOICES).map((one) => ({ value: one.id, label: { text: one.name } })),
  });
  const state = drawn ?? filled({ asked_on: String(today), words: referral?.words ?? '' });
  const body = NewAskPage({
    t: ctx.t,
    number,
    title,
    fields,
    state,
    days,
    exact,
    q,
    more: found.length > MOST_CHOICES,
    none: found.length === 0,
    referral,
  });
  return page(body, { title: ctx.t('answers.office.ask'), status: drawn ? 422 : 200 });
}

export async function sendNew(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id: proposalId, number, published_at: publishedAt } = await proposalOf(deps, ctx);
  const form = readForm(AskForm, ctx.body, ctx.t);
  if (!form.ok) return showNew(deps, ctx, { values: form.raw, faults: form.faults });
  const { institution, words, asked_on, email } = form.value;
  const askedOn = Temporal.PlainDate.from(asked_on);
  const refuse = (field: string, message: string) =>
    showNew(deps, ctx, { values: form.raw, faults: [{ field, message }] });
  if (!isUuid(institution) || !(await findChoosable(deps.db, institution)))
    return refuse('institution', ctx.t('answers.form.institution.unknown'));
  const { today, zone } = await readerOf(deps, ctx);
  if (Temporal.PlainDate.compare(askedOn, today) > 0)
    return refuse('asked_on', ctx.t('answers.form.asked_on.future'));
  // Nobody was asked about what was not to be read yet.
  if (Temporal.PlainDate.compare(askedOn, publishedAt.toZonedDateTimeISO(zone).toPlainDate()) < 0)
    return refuse('asked_on', ctx.t('answers.form.asked_on.early'));
  const workingDays = await readSetting(deps.db, askDays);
  const { dueOn, exact } = await dueFrom(deps.db, askedOn, workingDays);
  const referral = await referralOf(deps, ctx, proposalId);
  const done = await run(deps.db, (trx) =>
    ask(trx, contextOf(deps, ctx), {
      proposalId,
      institutionId: institution,
      words,
      askedOn,
      dueOn,
      workingDays,
      countedExactly: exact,
      address: email,
      referredFrom: referral?.answerId,
    }),
  );
  if (done.ok) return seeOther(`${officeAskPath(done.id)}?hecho=asked`);
  if (done.refused === 'asked_before') return refuse('institution', ctx.t('answers.noted.asked_before'));
  return seeOther(newAskPath(number));
}
