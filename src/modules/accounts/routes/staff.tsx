/** Staff and invitations. */
import type { Deps } from '../../../platform/deps.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { notFound } from '../../../platform/errors.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { filled, type FormState } from '../../../ui/controls/schema-form.tsx';
import { invite, resendInvitation, withdrawInvitation } from '../commands/invitations.ts';
import {
  disableStaff,
  enableStaff,
  removeSecondFactor,
  setRoles,
  type StaffChange,
} from '../commands/staff.ts';
import { type DoneCode, doneHref } from '../pages/done.tsx';
import { InvitePage, MemberPage, StaffPage } from '../pages/staff.tsx';
import { findStaff, listInvitations, listStaff, STAFF_PER_PAGE } from '../queries.ts';
import { rolesOf } from '../rules.ts';
import { InviteForm, RolesForm } from '../schemas.ts';
import { faulty, idOf, zoneOf, routesFor } from './ways.tsx';

const { get, post } = routesFor({ kind: 'office', policy: 'accounts.manage_staff' });
const BASE = '/admin/personal';

export function staffRoutes(deps: Deps): RouteSpec[] {
  return [
    get(BASE, 'Staff and open invitations.', (ctx) => showStaff(deps, ctx)),
    get(`${BASE}/invitar`, 'The page to invite somebody.', (ctx) =>
      invitePage(ctx, filled({ language: ctx.lang })),
    ),
    post(`${BASE}/invitar`, 'Invite somebody.', (ctx) => takeInvite(deps, ctx)),
    post(`${BASE}/invitaciones/:id/reenviar`, 'Send an invitation again with a new link.', (ctx) =>
      resend(deps, ctx),
    ),
    post(`${BASE}/invitaciones/:id/retirar`, 'Withdraw an invitation.', (ctx) => withdraw(deps, ctx)),
    get(`${BASE}/:id`, 'One member of staff.', (ctx) => memberPage(deps, ctx)),
    post(`${BASE}/:id`, "Change somebody's roles.", (ctx) => takeRoles(deps, ctx)),
    post(`${BASE}/:id/desactivar`, 'Disable an account.', (ctx) =>
      change(deps, ctx, 'desactivada', disableStaff),
    ),
    post(`${BASE}/:id/activar`, 'Enable an account.', (ctx) => change(deps, ctx, 'activada', enableStaff)),
    post(`${BASE}/:id/quitar-segundo-factor`, "Remove somebody's second factor.", (ctx) =>
      change(deps, ctx, 'sin-factor', removeSecondFactor),
    ),
  ];
}

async function showStaff(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang, now } = ctx;
  const asked = ctx.query.get('desde');
  const after = asked && /^[0-9a-f-]{36}$/.test(asked) ? asked : undefined;
  const staff = await listStaff(deps.db, deps, after);
  const invitations = after === undefined ? await listInvitations(deps.db, deps) : [];
  const last = staff.length === STAFF_PER_PAGE ? staff.at(-1) : undefined;
  const zone = await zoneOf(deps);
  const props = {
    t,
    lang,
    zone,
    now,
    staff,
    invitations,
    done: ctx.query.get('listo'),
    firstHref: after === undefined ? undefined : BASE,
    nextHref: last && `${BASE}?desde=${last.id}`,
  };
  return page(<StaffPage {...props} />, { title: t('accounts.staff.title') });
}

function invitePage({ t }: Ctx, state: FormState, status = 200): Answer {
  return page(<InvitePage t={t} state={state} />, { title: t('accounts.staff.invite'), status });
}

async function takeInvite(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t } = ctx;
  const form = readForm(InviteForm, ctx.body, t);
  if (!form.ok) return invitePage(ctx, faulty(form.raw, form.faults), 422);
  const { name = '', email, language } = form.value;
  const roles = rolesOf(form.value.roles);
  const result = await withTransaction(deps.db, (trx) =>
    invite(trx, deps, ctx.actor, { name, email, language, roles }),
  );
  if (result.state === 'invited') return seeOther(doneHref(BASE, 'invitacion'));
  return invitePage(
    ctx,
    faulty(form.raw, [{ field: 'email', message: t(`accounts.invite.${result.state}`) }]),
    422,
  );
}

async function resend(deps: Deps, ctx: Ctx): Promise<Answer> {
  const result = await withTransaction(deps.db, (trx) => resendInvitation(trx, deps, ctx.actor, idOf(ctx)));
  return seeOther(result === 'sent' ? doneHref(BASE, 'reenviada') : BASE);
}

async function withdraw(deps: Deps, ctx: Ctx): Promise<Answer> {
  const result = await withTransaction(deps.db, (trx) => withdrawInvitation(trx, deps, ctx.actor, idOf(ctx)));
  return seeOther(result === 'withdrawn' ? doneHref(BASE, 'retirada') : BASE);
}

async function memberPage(deps: Deps, ctx: Ctx, state?: FormState, status = 200): Promise<Answer> {
  const { t, lang, now } = ctx;
  const member = await findStaff(deps.db, deps, idOf(ctx));
  if (!member) throw notFound();
  const zone = await zoneOf(deps);
  const props = {
    t,
    lang,
    zone,
    now,
    member,
    done: ctx.query.get('listo'),
    state: state ?? filled({ roles: member.roles }),
  };
  return page(<MemberPage {...props} />, { title: member.name, status });
}

async function takeRoles(deps: Deps, ctx: Ctx): Promise<Answer> {
  const form = readForm(RolesForm, ctx.body, ctx.t);
  if (!form.ok) return memberPage(deps, ctx, faulty(form.raw, form.faults), 422);
  const roles = rolesOf(form.value.roles);
  const result = await withTransaction(deps.db, (trx) => setRoles(trx, deps, ctx.actor, idOf(ctx), roles));
  return afterChange(deps, ctx, 'roles', result);
}

type Change = (trx: Trx, deps: Deps, actor: Ctx['actor'], id: string) => Promise<StaffChange>;

async function change(deps: Deps, ctx: Ctx, done: DoneCode, command: Change): Promise<Answer> {
  const id = idOf(ctx);
  return afterChange(
    deps,
    ctx,
    done,
    await withTransaction(deps.db, (trx) => command(trx, deps, ctx.actor, id)),
  );
}

async function afterChange(deps: Deps, ctx: Ctx, done: DoneCode, result: StaffChange): Promise<Answer> {
  if (result === 'missing') throw notFound();
  if (result === 'last_administrator') {
    const faults = [{ field: '', message: ctx.t('accounts.member.last_administrator') }];
    const member = await findStaff(deps.db, deps, idOf(ctx));
    return memberPage(deps, ctx, { ...filled({ roles: member?.roles ?? [] }), faults }, 422);
  }
  const path = `${BASE}/${idOf(ctx)}`;
  return seeOther(result === 'changed' ? doneHref(path, done) : path);
}
