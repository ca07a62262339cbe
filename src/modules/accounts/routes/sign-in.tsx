/** Coming in and going out. */
import type { Deps } from '../../../platform/deps.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { BLANK, type FormState } from '../../../ui/controls/schema-form.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { askPasswordReset } from '../jobs.ts';
import { Done } from '../pages/done.tsx';
import { CodePage, ForgottenPage, ForgottenSentPage, RecoveryPage, SignInPage } from '../pages/sign-in.tsx';
import { findStaff } from '../queries.ts';
import { CodeForm, ForgottenForm, RecoveryForm, SignInForm } from '../schemas.ts';
import { challengedUser, passSecondFactor, type SecondFactorResult, signIn, signOut } from '../sign-in.ts';
import { backPath, faulty, goWith, minutesUntil, startPath, routesFor } from './ways.tsx';

const { get, post } = routesFor({ kind: 'office', policy: 'public' });
/** Keeps where to go on between the two steps. */
const BACK_COOKIE = 'ja.back';

export function signInRoutes(deps: Deps): RouteSpec[] {
  return [
    get('/admin/entrar', 'The sign-in page.', (ctx) => showSignIn(ctx)),
    post('/admin/entrar', 'Sign in with e-mail and password.', (ctx) => takePassword(deps, ctx)),
    get('/admin/entrar/codigo', 'Second step: the page for the code.', (ctx) => showStep(deps, ctx, 'code')),
    post('/admin/entrar/codigo', 'Second step: the code of the authenticator.', (ctx) => takeCode(deps, ctx)),
    get('/admin/entrar/recuperacion', 'Second step: the page for a recovery code.', (ctx) =>
      showStep(deps, ctx, 'recovery'),
    ),
    post('/admin/entrar/recuperacion', 'Second step: a recovery code.', (ctx) => takeRecovery(deps, ctx)),
    post('/admin/salir', 'Sign out.', async (ctx) =>
      goWith('/admin/entrar', await signOut(deps, ctx.actor, ctx.header('cookie'))),
    ),
    get('/admin/contrasena', 'The page to ask for a new password.', (ctx) => showForgotten(ctx, BLANK)),
    post('/admin/contrasena', 'Ask for a new password; the same answer for every address.', (ctx) =>
      takeForgotten(deps, ctx),
    ),
    get(
      '/admin/contrasena/enviado',
      'Says that the link is on its way, if anybody has the address.',
      ({ t }) => page(<ForgottenSentPage t={t} />, { title: t('accounts.forgotten.sent.title') }),
    ),
  ];
}

function showSignIn(ctx: Ctx): Answer {
  const back = ctx.query.get('volver');
  if (ctx.actor.kind === 'staff') return seeOther(backPath(back));
  return signInPage(ctx, BLANK, 200, back);
}

function signInPage(ctx: Ctx, state: FormState, status: number, back: string | null | undefined): Answer {
  const { t } = ctx;
  const path = backPath(back);
  const notice = ctx.query.has('vencido') ? (
    <Notice t={t} kind="warning" title={t('accounts.code.expired')} />
  ) : (
    <Done t={t} code={ctx.query.get('listo')} />
  );
  const body = <SignInPage t={t} state={state} back={path === '/admin' ? '' : path} notice={notice} />;
  return page(body, { title: t('accounts.sign_in.title'), status });
}

async function takePassword(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t } = ctx;
  const form = readForm(SignInForm, ctx.body, t);
  const back = form.raw.get('volver')?.[0];
  if (!form.ok) return signInPage(ctx, faulty(form.raw, form.faults), 422, back);
  const { email, password } = form.value;
  const result = await signIn(deps, { email, password });
  if (result.state === 'paused') {
    const message = t('accounts.sign_in.paused', { minutes: minutesUntil(result.until, ctx.now) });
    return signInPage(ctx, faulty(form.raw, [{ field: 'email', message }]), 429, back);
  }
  if (result.state === 'refused') {
    return signInPage(
      ctx,
      faulty(form.raw, [{ field: 'email', message: t('accounts.sign_in.refused') }]),
      422,
      back,
    );
  }
  if (result.state === 'second_factor') {
    return goWith('/admin/entrar/codigo', [...result.cookies, backCookie(deps, backPath(back))]);
  }
  const staff = await findStaff(deps.db, deps, result.userId);
  const actor = {
    kind: 'staff',
    userId: result.userId,
    name: '',
    roles: staff?.roles ?? [],
    permissions: new Set<string>(),
  } as const;
  return goWith(
    await startPath(deps, actor, { cookies: result.cookies, password, back: backPath(back) }),
    result.cookies,
  );
}

function backCookie(deps: Deps, path: string): string {
  const secure = deps.config.baseUrl.startsWith('https:') ? '; Secure' : '';
  return `${BACK_COOKIE}=${encodeURIComponent(path)}; Path=/admin; HttpOnly; SameSite=Lax; Max-Age=900${secure}`;
}

async function showStep(deps: Deps, ctx: Ctx, step: 'code' | 'recovery'): Promise<Answer> {
  if (!(await challengedUser(deps, ctx.header('cookie')))) return seeOther('/admin/entrar');
  return stepPage(ctx, step, BLANK, 200);
}

function stepPage(ctx: Ctx, step: 'code' | 'recovery', state: FormState, status: number): Answer {
  const { t } = ctx;
  const body = step === 'code' ? <CodePage t={t} state={state} /> : <RecoveryPage t={t} state={state} />;
  return page(body, { title: t(`accounts.${step}.title`), status });
}

async function takeCode(deps: Deps, ctx: Ctx): Promise<Answer> {
  const form = readForm(CodeForm, ctx.body, ctx.t);
  if (!form.ok) return stepPage(ctx, 'code', faulty(form.raw, form.faults), 422);
  return afterStep(
    ctx,
    'code',
    await passSecondFactor(deps, ctx.header('cookie'), { code: form.value.code }),
  );
}

async function takeRecovery(deps: Deps, ctx: Ctx): Promise<Answer> {
  const form = readForm(RecoveryForm, ctx.body, ctx.t);
  if (!form.ok) return stepPage(ctx, 'recovery', faulty(form.raw, form.faults), 422);
  return afterStep(
    ctx,
    'recovery',
    await passSecondFactor(deps, ctx.header('cookie'), { recovery: form.value.code }),
  );
}

function afterStep(ctx: Ctx, step: 'code' | 'recovery', result: SecondFactorResult): Answer {
  if (result.state === 'signed_in') return goWith(backPath(ctx.cookies[BACK_COOKIE]), result.cookies);
  if (result.state === 'expired') return seeOther('/admin/entrar?vencido=1');
  const locked = result.state === 'locked';
  const message = ctx.t(locked ? 'accounts.code.locked' : `accounts.${step}.refused`);
  return stepPage(ctx, step, { values: new Map(), faults: [{ field: 'code', message }] }, locked ? 429 : 422);
}

function showForgotten({ t }: Ctx, state: FormState, status = 200): Answer {
  return page(<ForgottenPage t={t} state={state} />, { title: t('accounts.forgotten.title'), status });
}

async function takeForgotten(deps: Deps, ctx: Ctx): Promise<Answer> {
  const form = readForm(ForgottenForm, ctx.body, ctx.t);
  if (!form.ok) return showForgotten(ctx, faulty(form.raw, form.faults), 422);
  await withTransaction(deps.db, (trx) => askPasswordReset(trx, deps, form.value.email));
  return seeOther('/admin/contrasena/enviado');
}
