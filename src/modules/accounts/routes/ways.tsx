/** What the routes of accounts do again and again. */
import type { Actor } from '../../../platform/access/access.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, type FieldFault, notFound } from '../../../platform/errors.ts';
import type { RawValues } from '../../../platform/forms/read.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { readSetting } from '../../../platform/settings/settings.ts';
import type { FormState } from '../../../ui/controls/schema-form.tsx';
import { PASSWORD_MAX, PASSWORD_MIN, passwordFault } from '../passwords.ts';
import { secondFactorOf } from '../queries.ts';
import { needsSecondFactor } from '../rules.ts';
import { beginSecondFactor } from '../second-factor.ts';
import { requireSecondFactor } from '../settings.ts';

export type Staff = Actor & { kind: 'staff' };

/** Routes of one kind and policy, a line each. */
export function routesFor(common: Pick<RouteSpec, 'kind' | 'policy'>) {
  type Handle = RouteSpec['handle'];
  const make =
    (method: 'GET' | 'POST') =>
    (url: string, summary: string, handle: Handle): RouteSpec => ({
      ...common,
      method,
      url,
      summary,
      handle,
    });
  return { get: make('GET'), post: make('POST') };
}

/** The person behind a route that asks for one. */
export function staffOf(ctx: Ctx): Staff {
  if (ctx.actor.kind !== 'staff') throw new AppError('unauthorized');
  return ctx.actor;
}

/** 303 with the sign-in library's cookies. */
export function goWith(location: string, cookies: readonly string[]): Answer {
  return {
    type: 'raw',
    status: 303,
    headers: [
      ...cookies.map((line): [string, string] => ['set-cookie', line]),
      ['location', location],
      ['cache-control', 'no-store'],
    ],
    body: '',
  };
}

/** Where to go on after signing in: a path of the back office and nothing that leads elsewhere. */
export function backPath(asked: string | null | undefined): string {
  // Plain signs only: others can't stand in the header that leads there.
  const isOurs = asked && /^\/admin(?:[/?][!-[\]-~]*)?$/.test(asked) && !asked.includes('..');
  return isOurs && !asked.startsWith('/admin/salir') ? asked : '/admin';
}

/** An id out of the address. @throws AppError 404 for what can't be one */
export function idOf(ctx: Ctx): string {
  const id = ctx.params['id'] ?? '';
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw notFound();
  return id;
}

/** A form shown again with its faults; passwords are not sent back. */
export function faulty(raw: RawValues, faults: readonly FieldFault[]): FormState {
  return { values: raw, faults };
}

/** The fault of a new password, said in words. */
export function passwordFaults(
  t: Translate,
  password: string,
  about: { name?: string; email?: string },
): FieldFault[] {
  const fault = passwordFault(password, about);
  return fault
    ? [
        {
          field: 'password',
          message: t(`accounts.password.${fault}`, { min: PASSWORD_MIN, max: PASSWORD_MAX }),
        },
      ]
    : [];
}

/** Minutes to wait, at least one. */
export function minutesUntil(until: Temporal.Instant, now: Temporal.Instant): number {
  return Math.max(1, Math.ceil(until.since(now).total('minutes')));
}

/** Zone in which the back office shows times: the organisation's. */
export async function zoneOf(deps: Deps): Promise<string> {
  const { timeZone } = await readOrganisation(deps.db);
  return timeZone;
}

/** True while somebody's role asks for a second factor that is not there. */
export async function mustSetUpFactor(deps: Deps, staff: Staff): Promise<boolean> {
  const required = await readSetting(deps.db, requireSecondFactor);
  if (!needsSecondFactor(staff.roles, required)) return false;
  return !(await secondFactorOf(deps.db, staff.userId)).enabled;
}

/**
 * Right after the password was given: whoever needs a second factor goes on setting it up without
 * giving the password a second time.
 */
export async function startPath(
  deps: Deps,
  staff: Staff,
  given: { cookies: readonly string[]; password: string; back: string },
): Promise<string> {
  if (!(await mustSetUpFactor(deps, staff))) return given.back;
  const cookie = given.cookies.map((line) => line.split(';', 1)[0]).join('; ');
  await beginSecondFactor(deps, staff, cookie, given.password);
  return '/admin/segundo-factor/activar';
}
