/** One's own account: password, sessions, second factor. */
import { audit } from '../../../platform/audit/audit.ts';
import type { Deps } from '../../../platform/deps.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { notFound } from '../../../platform/errors.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { sessionToken } from '../actor.ts';
import { changePassword } from '../commands/passwords.ts';
import { endSessions, hashPassword } from '../commands/staff-rows.ts';
import { AccountPage, ChangePasswordPage } from '../pages/account.tsx';
import { doneHref } from '../pages/done.tsx';
import {
  BeginFactorPage,
  CodesPage,
  ConfirmFactorPage,
  FactorOnPage,
  SetUpFactorPage,
} from '../pages/second-factor.tsx';
import { countSessions, findStaff, secondFactorOf } from '../queries.ts';
import { authenticatorUri, base32, needsSecondFactor } from '../rules.ts';
import { ChangePasswordForm, CodeForm, ConfirmForm } from '../schemas.ts';
import {
  beginSecondFactor,
  checkOwnPassword,
  codesToKeep,
  confirmCodesKept,
  confirmSecondFactor,
  endSecondFactor,
  pendingSecret,
  renewCodes,
} from '../second-factor.ts';
import { readSetting } from '../../../platform/settings/settings.ts';
import { BLANK, type FormState } from '../../../ui/controls/schema-form.tsx';
import { requireSecondFactor } from '../settings.ts';
import {
  faulty,
  goWith,
  minutesUntil,
  mustSetUpFactor,
  passwordFaults,
  staffOf,
  routesFor,
} from './ways.tsx';

const { get, post } = routesFor({ kind: 'office', policy: 'signed_in' });
const FACTOR = '/admin/segundo-factor';

export function accountRoutes(deps: Deps): RouteSpec[] {
  return [
    get('/admin/cuenta', "One's own account.", (ctx) => showAccount(deps, ctx)),
    get('/admin/cuenta/contrasena', 'The page to change the password.', (ctx) => passwordPage(ctx, BLANK)),
    post('/admin/cuenta/contrasena', 'Change the password; other sessions end.', (ctx) =>
      takePassword(deps, ctx),
    ),
    post('/admin/cuenta/sesiones', 'End all own sessions.', (ctx) => endAll(deps, ctx)),
    get(FACTOR, 'The second factor: its state, or the beginning of its set-up.', (ctx) =>
      showFactor(deps, ctx),
    ),
    post(FACTOR, 'Begin the set-up of the second factor.', (ctx) => begin(deps, ctx)),
    get(`${FACTOR}/activar`, 'Picture and secret for the authenticator.', (ctx) =>
      showSetUp(deps, ctx, BLANK),
    ),
    post(`${FACTOR}/activar`, 'Turn the second factor on with a first code.', (ctx) => takeSetUp(deps, ctx)),
    get(`${FACTOR}/codigos`, 'The recovery codes, until they are kept.', (ctx) => showCodes(deps, ctx)),
    post(`${FACTOR}/codigos`, 'Say that the recovery codes are kept.', (ctx) => keepCodes(deps, ctx)),
    get(`${FACTOR}/nuevos`, 'The page to renew the recovery codes.', (ctx) =>
      confirmPage(ctx, 'renew', BLANK),
    ),
    post(`${FACTOR}/nuevos`, 'Renew the recovery codes.', (ctx) => takeRenewal(deps, ctx)),
    get(`${FACTOR}/quitar`, 'The page to end the second factor.', (ctx) => confirmPage(ctx, 'end', BLANK)),
    post(`${FACTOR}/quitar`, 'End the second factor.', (ctx) => takeEnd(deps, ctx)),
  ];
}

async function showAccount(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang } = ctx;
  const staff = staffOf(ctx);
  const member = await findStaff(deps.db, deps, staff.userId);
  if (!member) throw notFound();
  const sessions = await countSessions(deps.db, staff.userId, ctx.now);
  const { name, email, roles, twoFactor } = member;
  const props = { t, lang, done: ctx.query.get('listo'), name, email, roles, twoFactor, sessions };
  return page(<AccountPage {...props} />, { title: t('accounts.account.title') });
}

function passwordPage({ t }: Ctx, state: FormState, status = 200): Answer {
  return page(<ChangePasswordPage t={t} state={state} />, {
    title: t('accounts.change_password.title'),
    status,
  });
}

/** The own password as a fault of this field, or undefined when it is right. */
async function wrongPassword(deps: Deps, ctx: Ctx, field: string, password: string) {
  const check = await checkOwnPassword(deps, staffOf(ctx).userId, password);
  if (check === 'right') return undefined;
  if (check === 'wrong') return { field, message: ctx.t('accounts.password.wrong') };
  return {
    field,
    message: ctx.t('accounts.sign_in.paused', { minutes: minutesUntil(check.pausedUntil, ctx.now) }),
  };
}

async function takePassword(deps: Deps, ctx: Ctx): Promise<Answer> {
  const staff = staffOf(ctx);
  const form = readForm(ChangePasswordForm, ctx.body, ctx.t);
  if (!form.ok) return passwordPage(ctx, faulty(form.raw, form.faults), 422);
  const wrong = await wrongPassword(deps, ctx, 'current', form.value.current);
  if (wrong) return passwordPage(ctx, faulty(form.raw, [wrong]), 422);
  const member = await findStaff(deps.db, deps, staff.userId);
  const faults = passwordFaults(ctx.t, form.value.password, member ?? {});
  if (faults.length > 0) return passwordPage(ctx, faulty(form.raw, faults), 422);
  const hash = await hashPassword(form.value.password);
  const keep = sessionToken(deps, new Headers({ cookie: ctx.header('cookie') ?? '' }));
  await withTransaction(deps.db, (trx) => changePassword(trx, deps, staff, hash, keep));
  return seeOther(doneHref('/admin/cuenta', 'contrasena'));
}

async function endAll(deps: Deps, ctx: Ctx): Promise<Answer> {
  const staff = staffOf(ctx);
  await withTransaction(deps.db, async (trx) => {
    const ended = await endSessions(trx, staff.userId);
    await audit(trx, {
      actor: staff,
      action: 'accounts.sessions_ended',
      subject: { kind: 'staff', id: staff.userId },
      detail: { sessions: ended },
    });
  });
  return seeOther(doneHref('/admin/entrar', 'sesiones'));
}

async function mayEnd(deps: Deps, ctx: Ctx): Promise<boolean> {
  return !needsSecondFactor(staffOf(ctx).roles, await readSetting(deps.db, requireSecondFactor));
}

async function showFactor(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t } = ctx;
  const factor = await secondFactorOf(deps.db, staffOf(ctx).userId);
  if (!factor.enabled) return beginPage(deps, ctx, BLANK);
  if (!factor.codesKept) return seeOther(`${FACTOR}/codigos`);
  return page(<FactorOnPage t={t} mayEnd={await mayEnd(deps, ctx)} />, { title: t('accounts.factor.title') });
}

async function beginPage(deps: Deps, ctx: Ctx, state: FormState, status = 200): Promise<Answer> {
  const { t } = ctx;
  const required = await mustSetUpFactor(deps, staffOf(ctx));
  return page(<BeginFactorPage t={t} state={state} required={required} />, {
    title: t('accounts.factor.title'),
    status,
  });
}

async function begin(deps: Deps, ctx: Ctx): Promise<Answer> {
  const form = readForm(ConfirmForm, ctx.body, ctx.t);
  if (!form.ok) return beginPage(deps, ctx, faulty(form.raw, form.faults), 422);
  const { password } = form.value;
  const wrong = await wrongPassword(deps, ctx, 'password', password);
  if (wrong) return beginPage(deps, ctx, faulty(form.raw, [wrong]), 422);
  const begun = await beginSecondFactor(deps, staffOf(ctx), ctx.header('cookie') ?? '', password);
  return seeOther(begun === 'begun' ? `${FACTOR}/activar` : FACTOR);
}

async function showSetUp(deps: Deps, ctx: Ctx, state: FormState, status = 200): Promise<Answer> {
  const { t } = ctx;
  const staff = staffOf(ctx);
  const secret = await pendingSecret(deps, staff.userId);
  const member = secret === undefined ? undefined : await findStaff(deps.db, deps, staff.userId);
  if (secret === undefined || !member) return seeOther(FACTOR);
  const { name: organisation } = await readOrganisation(deps.db);
  const uri = authenticatorUri(secret, organisation, member.email);
  const typed = base32(secret).replaceAll(/.{4}(?=.)/g, '$& ');
  const body = <SetUpFactorPage t={t} state={state} secret={typed} uri={uri} />;
  return page(body, { title: t('accounts.factor.set_up.title'), status });
}

async function takeSetUp(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t } = ctx;
  const form = readForm(CodeForm, ctx.body, t);
  if (!form.ok) return showSetUp(deps, ctx, faulty(form.raw, form.faults), 422);
  const result = await confirmSecondFactor(deps, staffOf(ctx), ctx.header('cookie') ?? '', form.value.code);
  if (result !== 'refused') return goWith(`${FACTOR}/codigos`, result.cookies);
  return showSetUp(
    deps,
    ctx,
    { values: new Map(), faults: [{ field: 'code', message: t('accounts.code.refused') }] },
    422,
  );
}

async function showCodes(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t } = ctx;
  const codes = await codesToKeep(deps, staffOf(ctx).userId);
  return codes
    ? page(<CodesPage t={t} codes={codes} />, { title: t('accounts.codes.title') })
    : seeOther(FACTOR);
}

async function keepCodes(deps: Deps, ctx: Ctx): Promise<Answer> {
  await confirmCodesKept(deps, staffOf(ctx));
  return seeOther(doneHref('/admin/cuenta', 'codigos'));
}

function confirmPage({ t }: Ctx, what: 'renew' | 'end', state: FormState, status = 200): Answer {
  return page(<ConfirmFactorPage t={t} what={what} state={state} />, {
    title: t(`accounts.factor.${what}.title`),
    status,
  });
}

async function takeRenewal(deps: Deps, ctx: Ctx): Promise<Answer> {
  const form = readForm(ConfirmForm, ctx.body, ctx.t);
  if (!form.ok) return confirmPage(ctx, 'renew', faulty(form.raw, form.faults), 422);
  const wrong = await wrongPassword(deps, ctx, 'password', form.value.password);
  if (wrong) return confirmPage(ctx, 'renew', faulty(form.raw, [wrong]), 422);
  const result = await renewCodes(deps, staffOf(ctx), ctx.header('cookie') ?? '', form.value.password);
  return seeOther(result === 'renewed' ? `${FACTOR}/codigos` : FACTOR);
}

async function takeEnd(deps: Deps, ctx: Ctx): Promise<Answer> {
  if (!(await mayEnd(deps, ctx))) return seeOther(FACTOR);
  const form = readForm(ConfirmForm, ctx.body, ctx.t);
  if (!form.ok) return confirmPage(ctx, 'end', faulty(form.raw, form.faults), 422);
  const wrong = await wrongPassword(deps, ctx, 'password', form.value.password);
  if (wrong) return confirmPage(ctx, 'end', faulty(form.raw, [wrong]), 422);
  const result = await endSecondFactor(deps, staffOf(ctx), ctx.header('cookie') ?? '', form.value.password);
  return result === 'refused'
    ? seeOther(FACTOR)
    : goWith(doneHref('/admin/cuenta', 'factor-quitado'), result.cookies);
}
