/** One's own contribution behind the secret link. Looking changes nothing; every act is a POST. */
import type { Trx } from '../../../platform/db/handles.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, type FieldFault, notFound } from '../../../platform/errors.ts';
import type { RawValues } from '../../../platform/forms/read.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { openRoutes } from '../../../platform/http/routes-at.ts';
import { sweepMailFiles } from '../../../platform/mail/forget.ts';
import { ownPath } from '../addresses.ts';
import type { Context, Result } from '../commands/context.ts';
import { changeContribution, confirmAddress, setConsent, withdrawContribution } from '../commands/own.ts';
import { ChangePage } from '../pages/form.tsx';
import { DONE, OwnPage, WithdrawPage } from '../pages/own.tsx';
import { instantWords } from '../pages/words.ts';
import { findCall } from '../queries/calls.ts';
import { type ContributionRow, findContribution } from '../queries/contributions.ts';
import { callCloses, type CallWindow, callWindow } from '../rules/call.ts';
import { type OwnAction, ownActions } from '../rules/contribution.ts';
import { isLinkOf, openAuthor, openText, openWords } from '../sealed.ts';
import { contributionRaw, readContribution } from './contribution-input.ts';
import { contextOf } from './public-call.ts';

const OWN = '/contribuciones/:token';

export function ownRoutes(deps: Deps): RouteSpec[] {
  const route = openRoutes(deps);
  return [
    route('GET', OWN, 'One’s own contribution.', show),
    route('POST', OWN, 'Confirm the address, give or take consent, withdraw (field `action`).', act),
    route('GET', `${OWN}/cambiar`, 'The form to change it.', showChange),
    route('POST', `${OWN}/cambiar`, 'Change it.', change),
    route('GET', `${OWN}/retirar`, 'Asks whether to withdraw it.', showWithdraw),
  ];
}

interface Own {
  row: ContributionRow;
  token: string;
  window: CallWindow;
  closes: Temporal.Instant;
  actions: OwnAction[];
}

/** @throws not_found: a wrong, old or mutilated link is simply not there */
async function findOwn(deps: Deps, ctx: Ctx): Promise<Own> {
  const token = ctx.params['token'] ?? '';
  const id = deps.vault.peekToken(token);
  const row = id === undefined ? undefined : await findContribution(deps.db, id);
  if (!row || !isLinkOf(deps.vault, token, row)) throw notFound();
  const call = await findCall(deps.db, row.event_id);
  const window = callWindow(call, row, ctx.now);
  const standing = { state: row.state, published: row.item_id !== null, kept: row.sealed_text !== null };
  return { row, token, window, closes: callCloses(call, row), actions: ownActions(standing, window) };
}

const placeOf = (row: ContributionRow) => ({
  slug: row.event_slug,
  title: row.event_title,
  timezone: row.timezone,
});

async function show(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang, now } = ctx;
  const { row, token, window, closes, actions } = await findOwn(deps, ctx);
  const { id, state } = row;
  const body = OwnPage({
    t,
    lang,
    now,
    token,
    edition: placeOf(row),
    kind: row.kind,
    state,
    number: row.number,
    author: openAuthor(deps.vault, id, row.sealed_author),
    text: openText(deps.vault, id, row.sealed_text),
    consent: row.consent_publish,
    // Until it is told, the decision is the organiser's own.
    words: row.told_at ? openWords(deps.vault, id, row.sealed_words) : '',
    until: window === 'none' ? '' : instantWords(ctx, closes, row.timezone),
    withdrawn: state === 'withdrawn' ? instantWords(ctx, row.updated_at, row.timezone) : undefined,
    actions,
    session:
      row.session_slug && row.session_title
        ? { slug: row.session_slug, title: row.session_title }
        : undefined,
    item: row.item_slug && !row.withdrawn_at ? row.item_slug : undefined,
    done: DONE.find((code) => code === ctx.query.get('hecho')),
  });
  return page(body, { title: t('contributions.own.title') });
}

async function showChange(deps: Deps, ctx: Ctx): Promise<Answer> {
  const own = await findOwn(deps, ctx);
  const { row } = own;
  const author = openAuthor(deps.vault, row.id, row.sealed_author);
  const text = openText(deps.vault, row.id, row.sealed_text);
  if (!own.actions.includes('change') || !author || !text)
    return seeOther(`${ownPath(own.token)}?hecho=refused`);
  return changePage(deps, ctx, own, contributionRaw(author, text, row.consent_publish), []);
}

function changePage(
  deps: Deps,
  ctx: Ctx,
  { row, token }: Own,
  values: RawValues,
  faults: readonly FieldFault[],
): Answer {
  const email = openAuthor(deps.vault, row.id, row.sealed_author)?.email ?? '';
  const props = { t: ctx.t, kind: row.kind, edition: placeOf(row), values, faults };
  return page(ChangePage({ ...props, token, email }), {
    title: ctx.t('contributions.change.title'),
    status: faults.length > 0 ? 422 : 200,
  });
}

async function change(deps: Deps, ctx: Ctx): Promise<Answer> {
  const own = await findOwn(deps, ctx);
  const reading = readContribution(own.row.kind, 'change', ctx.body, ctx.t);
  if (!own.actions.includes('change')) return seeOther(`${ownPath(own.token)}?hecho=refused`);
  if (!reading.ok) return changePage(deps, ctx, own, reading.raw, reading.faults);
  return run(deps, ctx, own, 'change', (trx, c) =>
    changeContribution(trx, c, own.row.id, own.window, reading.value),
  );
}

async function showWithdraw(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { row, token, actions } = await findOwn(deps, ctx);
  if (!actions.includes('withdraw')) return seeOther(ownPath(token));
  const published = row.item_id !== null && !row.withdrawn_at;
  return page(WithdrawPage({ t: ctx.t, token, edition: placeOf(row), published }), {
    title: ctx.t('contributions.withdraw.title'),
  });
}

async function run(
  deps: Deps,
  ctx: Ctx,
  { token }: Own,
  done: string,
  command: (trx: Trx, c: Context) => Promise<Result>,
): Promise<Answer> {
  const result = await withTransaction(deps.db, (trx) => command(trx, contextOf(deps, ctx)));
  return seeOther(`${ownPath(token)}?hecho=${result.ok ? done : 'refused'}`);
}

async function act(deps: Deps, ctx: Ctx): Promise<Answer> {
  const own = await findOwn(deps, ctx);
  const { id } = own.row;
  const given = ctx.body.fields.get('given')?.[0];
  switch (ctx.body.fields.get('action')?.[0]) {
    case 'confirm':
      return run(deps, ctx, own, 'confirm', (trx, c) => confirmAddress(trx, c, id));
    case 'withdraw':
      await withTransaction(deps.db, (trx) => withdrawContribution(trx, contextOf(deps, ctx), id));
      await sweepMailFiles(deps.db, deps.config.dataDir);
      // The page itself says that it is withdrawn, and when.
      return seeOther(ownPath(own.token));
    case 'consent':
      if (given !== 'yes' && given !== 'no') throw new AppError('bad_request');
      return run(deps, ctx, own, given === 'yes' ? 'consent' : 'no_consent', (trx, c) =>
        setConsent(trx, c, id, own.window, given === 'yes'),
      );
    default:
      throw new AppError('bad_request');
  }
}
