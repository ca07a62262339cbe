/** Pages behind a secret link: the first administrator, an invitation, a new password. */
import type { Deps } from '../../../platform/deps.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { BLANK, filled, type FormState } from '../../../ui/controls/schema-form.tsx';
import { acceptFirstAdmin } from '../commands/first-admin.ts';
import { acceptInvitation } from '../commands/invitations.ts';
import { resetPassword } from '../commands/passwords.ts';
import { hashPassword } from '../commands/staff-rows.ts';
import { doneHref } from '../pages/done.tsx';
import { AcceptPage, DeadLinkPage, FirstAdminPage, NewPasswordPage } from '../pages/sign-in.tsx';
import {
  findStaff,
  invitationByToken,
  isFirstAdminLinkGood,
  type OpenInvitation,
  resetLinkUser,
} from '../queries.ts';
import { AcceptForm, NewAccountForm, NewPasswordForm } from '../schemas.ts';
import { signIn } from '../sign-in.ts';
import { faulty, goWith, passwordFaults, startPath, routesFor } from './ways.tsx';

const { get, post } = routesFor({ kind: 'office', policy: 'public' });

export function arriveRoutes(deps: Deps): RouteSpec[] {
  return [
    get('/admin/primer-uso/:token', 'The page for the first administrator.', (ctx) => showFirst(deps, ctx)),
    post('/admin/primer-uso/:token', 'Make the first administrator.', (ctx) => takeFirst(deps, ctx)),
    get('/admin/invitacion/:token', 'The page of an invitation.', (ctx) => showInvitation(deps, ctx)),
    post('/admin/invitacion/:token', 'Accept an invitation.', (ctx) => takeInvitation(deps, ctx)),
    get('/admin/contrasena/:token', 'The page to choose a new password.', (ctx) => showReset(deps, ctx)),
    post('/admin/contrasena/:token', 'Choose a new password.', (ctx) => takeReset(deps, ctx)),
  ];
}

const tokenOf = (ctx: Ctx): string => ctx.params['token'] ?? '';

function deadLink({ t }: Ctx, kind: 'invitation' | 'reset' | 'first'): Answer {
  return page(<DeadLinkPage t={t} kind={kind} />, { title: t('accounts.dead_link.title'), status: 410 });
}

/** Signs in with the password just chosen, and on to the second factor where the role needs one. */
async function enter(
  deps: Deps,
  given: { userId: string; email: string; password: string },
): Promise<Answer> {
  const result = await signIn(deps, given);
  if (result.state !== 'signed_in') return seeOther('/admin/entrar');
  const staff = await findStaff(deps.db, deps, given.userId);
  const actor = {
    kind: 'staff',
    userId: given.userId,
    name: '',
    roles: staff?.roles ?? [],
    permissions: new Set<string>(),
  } as const;
  const path = await startPath(deps, actor, {
    cookies: result.cookies,
    password: given.password,
    back: '/admin',
  });
  return goWith(path, result.cookies);
}

function firstPage({ t, path }: Ctx, state: FormState, status = 200): Answer {
  return page(<FirstAdminPage t={t} state={state} action={path} />, {
    title: t('accounts.first.title'),
    status,
  });
}

async function showFirst(deps: Deps, ctx: Ctx): Promise<Answer> {
  return (await isFirstAdminLinkGood(deps.db, deps, tokenOf(ctx)))
    ? firstPage(ctx, BLANK)
    : deadLink(ctx, 'first');
}

async function takeFirst(deps: Deps, ctx: Ctx): Promise<Answer> {
  if (!(await isFirstAdminLinkGood(deps.db, deps, tokenOf(ctx)))) return deadLink(ctx, 'first');
  const form = readForm(NewAccountForm, ctx.body, ctx.t);
  if (!form.ok) return firstPage(ctx, faulty(form.raw, form.faults), 422);
  const { name, email, password } = form.value;
  const faults = passwordFaults(ctx.t, password, { name, email });
  if (faults.length > 0) return firstPage(ctx, faulty(form.raw, faults), 422);
  const passwordHash = await hashPassword(password);
  const made = await withTransaction(deps.db, (trx) =>
    acceptFirstAdmin(trx, deps, tokenOf(ctx), { name, email, passwordHash, language: ctx.lang }),
  );
  if (made.state === 'used') return deadLink(ctx, 'first');
  if (made.state === 'already_staff') {
    const message = ctx.t('accounts.invite.already_staff');
    return firstPage(ctx, faulty(form.raw, [{ field: 'email', message }]), 422);
  }
  return enter(deps, { userId: made.id, email, password });
}

async function showInvitation(deps: Deps, ctx: Ctx): Promise<Answer> {
  const invitation = await invitationByToken(deps.db, deps, tokenOf(ctx), ctx.now);
  if (!invitation) return deadLink(ctx, 'invitation');
  return invitationPage(deps, ctx, invitation, filled({ name: invitation.name }));
}

async function invitationPage(
  deps: Deps,
  ctx: Ctx,
  invitation: OpenInvitation,
  state: FormState,
  status = 200,
): Promise<Answer> {
  const { t, lang, path } = ctx;
  const { name: organisation } = await readOrganisation(deps.db);
  const { email, roles } = invitation;
  const body = (
    <AcceptPage
      t={t}
      lang={lang}
      state={state}
      action={path}
      organisation={organisation}
      email={email}
      roles={roles}
    />
  );
  return page(body, { title: t('accounts.accept.title', { organisation }), status });
}

async function takeInvitation(deps: Deps, ctx: Ctx): Promise<Answer> {
  const invitation = await invitationByToken(deps.db, deps, tokenOf(ctx), ctx.now);
  if (!invitation) return deadLink(ctx, 'invitation');
  const form = readForm(AcceptForm, ctx.body, ctx.t);
  if (!form.ok) return invitationPage(deps, ctx, invitation, faulty(form.raw, form.faults), 422);
  const { name, password } = form.value;
  const faults = passwordFaults(ctx.t, password, { name, email: invitation.email });
  if (faults.length > 0) return invitationPage(deps, ctx, invitation, faulty(form.raw, faults), 422);
  const passwordHash = await hashPassword(password);
  const made = await withTransaction(deps.db, (trx) =>
    acceptInvitation(trx, deps, tokenOf(ctx), { name, passwordHash, language: ctx.lang }),
  );
  if (made.state === 'gone') return deadLink(ctx, 'invitation');
  return enter(deps, { userId: made.id, email: made.email, password });
}

function resetPage({ t, path }: Ctx, state: FormState, status = 200): Answer {
  return page(<NewPasswordPage t={t} state={state} action={path} />, {
    title: t('accounts.reset.title'),
    status,
  });
}

async function showReset(deps: Deps, ctx: Ctx): Promise<Answer> {
  const userId = await resetLinkUser(deps.db, deps, tokenOf(ctx), ctx.now);
  return userId ? resetPage(ctx, BLANK) : deadLink(ctx, 'reset');
}

async function takeReset(deps: Deps, ctx: Ctx): Promise<Answer> {
  const userId = await resetLinkUser(deps.db, deps, tokenOf(ctx), ctx.now);
  const staff = userId === undefined ? undefined : await findStaff(deps.db, deps, userId);
  if (!staff) return deadLink(ctx, 'reset');
  const form = readForm(NewPasswordForm, ctx.body, ctx.t);
  if (!form.ok) return resetPage(ctx, faulty(form.raw, form.faults), 422);
  const faults = passwordFaults(ctx.t, form.value.password, staff);
  if (faults.length > 0) return resetPage(ctx, faulty(form.raw, faults), 422);
  const passwordHash = await hashPassword(form.value.password);
  const result = await withTransaction(deps.db, (trx) =>
    resetPassword(trx, deps, tokenOf(ctx), passwordHash),
  );
  // Signing in asks for the second factor, which the mailbox alone must not replace.
  return result.state === 'changed'
    ? seeOther(doneHref('/admin/entrar', 'nueva-contrasena'))
    : deadLink(ctx, 'reset');
}
