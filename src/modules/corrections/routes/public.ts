/** Saying that something is wrong, for everybody, and what became of it. */
import { run } from '../../../platform/db/outcome.ts';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import type { Deps } from '../../../platform/deps.ts';
import { type FieldFault, notFound } from '../../../platform/errors.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { openRoutes } from '../../../platform/http/routes-at.ts';
import type { RecordRef } from '../../../platform/links.ts';
import { sweepMailFiles } from '../../../platform/mail/forget.ts';
import { readSetting } from '../../../platform/settings/settings.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { BLANK, type FormState } from '../../../ui/controls/schema-form.tsx';
import { currentPrivacyVersion } from '../../accounts/index.ts';
import { askPath, LOG, ownPath } from '../addresses.ts';
import { askCorrection } from '../commands/ask.ts';
import { withdrawCorrection } from '../commands/own.ts';
import { AskPage } from '../pages/ask.tsx';
import { LogPage } from '../pages/log.tsx';
import { OwnPage } from '../pages/own.tsx';
import type { About } from '../pages/words.ts';
import { type CorrectionRow, findCorrection, listLog, LOG_CURSOR } from '../queries/corrections.ts';
import { daysLate } from '../rules/outcomes.ts';
import { AskForm } from '../schemas/forms.ts';
import { type Asked, isLinkOf, linkToken, openAsked } from '../sealed.ts';
import { answerDays } from '../settings.ts';
import { contextOf, keyOf, publicRecords, readerOf, refOf, todayOf } from './shared.ts';

const ASK = `${LOG}/sobre/:kind/:id`;
const OWN = `${LOG}/seguir/:token`;

export function publicRoutes(deps: Deps): RouteSpec[] {
  const route = openRoutes(deps);
  return [
    route('GET', LOG, 'What was asked to be corrected, and what was answered.', showLog),
    route('GET', ASK, 'The form to say that something about a record is wrong.', (_deps, ctx) =>
      showAsk(deps, ctx),
    ),
    route('POST', ASK, 'Say that something about a record is wrong, or answer what is said.', ask),
    route('GET', OWN, 'One’s own request: where it stands.', showOwn),
    route('POST', OWN, 'Withdraw one’s own request (field `action`).', act),
  ];
}

/** @throws not_found for what is not public */
async function recordOf(deps: Deps, ctx: Ctx): Promise<{ ref: RecordRef; about: About }> {
  const ref = { kind: ctx.params['kind'] ?? '', id: ctx.params['id'] ?? '' };
  const about = isUuid(ref.id) ? (await publicRecords(deps, [ref])).get(`${ref.kind}:${ref.id}`) : undefined;
  if (!about) throw notFound();
  return { ref, about };
}

async function showAsk(
  deps: Deps,
  ctx: Ctx,
  state: FormState = BLANK,
  refusal?: 'too_many',
): Promise<Answer> {
  const { ref, about } = await recordOf(deps, ctx);
  const [reader, days] = await Promise.all([readerOf(deps, ctx), readSetting(deps.db, answerDays)]);
  const status = refusal ? 409 : state.faults.length > 0 ? 422 : 200;
  return page(AskPage({ ...reader, about, action: askPath(ref), state, days, refusal }), {
    title: ctx.t('corrections.ask.title'),
    status,
    noIndex: true,
  });
}

async function ask(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { ref } = await recordOf(deps, ctx);
  const form = readForm(AskForm, ctx.body, ctx.t);
  const faults: FieldFault[] = form.ok ? replyFaults(form.value, ctx) : form.faults;
  if (!form.ok || faults.length > 0) return showAsk(deps, ctx, { values: form.raw, faults });
  const { kind, text, source = '', name = '', email = '', relation = '' } = form.value;
  const asked: Asked = { text, source, name, email, relation };
  const { zone } = await readerOf(deps, ctx);
  const [days, privacyVersion] = await Promise.all([
    readSetting(deps.db, answerDays),
    currentPrivacyVersion(deps.db),
  ]);
  const dueOn = todayOf(ctx.now, zone).add({ days });
  const result = await run(deps.db, (trx) =>
    askCorrection(
      trx,
      contextOf(deps, ctx),
      { record: ref, kind, lang: ctx.lang, privacyVersion, dueOn },
      asked,
    ),
  );
  if (!result.ok) return showAsk(deps, ctx, { values: form.raw, faults: [] }, 'too_many');
  return seeOther(`${ownPath(linkToken(deps.vault, { id: result.id, link_version: 1 }))}?nueva=1`);
}

/** A reply is published under the name of who it is about, so it must be known whom to ask whether it is theirs. */
function replyFaults(
  { kind, name, email }: { kind: string; name?: string; email?: string },
  { t }: Ctx,
): FieldFault[] {
  if (kind !== 'reply') return [];
  return (['name', 'email'] as const).flatMap((field) =>
    (field === 'name' ? name : email) ? [] : [{ field, message: t(`corrections.fault.reply_${field}`) }],
  );
}

/** @throws not_found: a wrong, old or mutilated link is simply not there */
async function ownOf(deps: Deps, ctx: Ctx): Promise<{ row: CorrectionRow; token: string }> {
  const token = ctx.params['token'] ?? '';
  const id = deps.vault.peekToken(token);
  const row = id === undefined ? undefined : await findCorrection(deps.db, id);
  if (!row || !isLinkOf(deps.vault, token, row)) throw notFound();
  return { row, token };
}

async function showOwn(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { row, token } = await ownOf(deps, ctx);
  const [reader, records] = await Promise.all([readerOf(deps, ctx), publicRecords(deps, [refOf(row)])]);
  const body = OwnPage({
    ...reader,
    row,
    token,
    asked: openAsked(deps.vault, row.id, row.sealed),
    about: records.get(keyOf(row)),
    link: deps.config.baseUrl + ownPath(token),
    isNew: ctx.query.get('nueva') === '1' && row.state === 'received',
    late: daysLate(row.state, row.due_on, todayOf(ctx.now, reader.zone)),
  });
  return page(body, { title: ctx.t('corrections.own.title'), noIndex: true });
}

async function act(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { row, token } = await ownOf(deps, ctx);
  if (ctx.body.fields.get('action')?.[0] === 'withdraw') {
    await run(deps.db, (trx) => withdrawCorrection(trx, contextOf(deps, ctx), row.id));
    await sweepMailFiles(deps.db, deps.config.dataDir);
  }
  // The page says what became of it.
  return seeOther(ownPath(token));
}

const PER_PAGE = 20;

async function showLog(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { after } = readPageRequest(ctx.query, LOG_CURSOR);
  const [reader, days, { items, next }] = await Promise.all([
    readerOf(deps, ctx),
    readSetting(deps.db, answerDays),
    listLog(deps.db, { after, limit: PER_PAGE }),
  ]);
  const records = await publicRecords(deps, items.map(refOf));
  const today = todayOf(ctx.now, reader.zone);
  const body = LogPage({
    ...reader,
    days,
    items: items.map((row) => ({
      row,
      about: records.get(keyOf(row)),
      late: daysLate(row.state, row.due_on, today),
    })),
    firstHref: after && LOG,
    nextHref: next && `${LOG}?after=${next}`,
  });
  return page(body, {
    title: ctx.t('corrections.log.title'),
    description: ctx.t('corrections.log.lead', { days }),
  });
}
