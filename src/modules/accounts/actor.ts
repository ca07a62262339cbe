/** From the session's cookie to who acts: one statement for those who have the cookie, none for the rest. */
import { sql } from 'kysely';
import {
  type Actor,
  ANONYMOUS,
  type PermissionSpec,
  permissionsOf,
  type Role,
} from '../../platform/access/access.ts';
import type { Deps } from '../../platform/deps.ts';
import { valueOf } from '../../platform/settings/settings.ts';
import { cookieName, signInSecret } from './auth.ts';
import { cookieOf, signedValue } from './cookies.ts';
import { openUser } from './identity.ts';
import { needsSecondFactor, SESSION_HOURS, SESSION_TOUCH_MINUTES } from './rules.ts';
import { requireSecondFactor } from './settings.ts';

interface SessionRow {
  user_id: string;
  sealed: Buffer;
  two_factor_enabled: boolean;
  roles: Role[];
  required: unknown;
}

/** The session's token out of a request, proven to be one that we gave; `undefined` without a session. */
export function sessionToken(deps: Deps, headers: Headers): string | undefined {
  const cookie = cookieOf(headers.get('cookie'), cookieName(deps, 'session_token'));
  return cookie && signedValue(cookie, signInSecret(deps));
}

/**
 * Who sends this request. A session in use is prolonged by the same statement.
 * Somebody whose role asks for a second factor, and who has none, is signed in without permissions:
 * the own account and the page that sets it up are all there is.
 * @param permissions of all modules
 */
export async function loadActor(
  deps: Deps,
  headers: Headers,
  permissions: readonly PermissionSpec[],
): Promise<Actor> {
  const token = sessionToken(deps, headers);
  if (!token) return ANONYMOUS;
  const row = await findSession(deps, token);
  if (!row) return ANONYMOUS;
  const locked =
    !row.two_factor_enabled &&
    needsSecondFactor(row.roles, valueOf(requireSecondFactor, row.required ?? undefined));
  return {
    kind: 'staff',
    userId: row.user_id,
    name: openUser(deps, row.user_id, row.sealed).name,
    roles: row.roles,
    permissions: locked ? new Set() : permissionsOf(row.roles, permissions),
  };
}

async function findSession(deps: Deps, token: string): Promise<SessionRow | undefined> {
  const now = deps.now();
  const until = now.add({ hours: SESSION_HOURS });
  const due = until.subtract({ minutes: SESSION_TOUCH_MINUTES });
  const result = await sql<SessionRow>`
    with touched as (
      update staff_sessions set expires_at = ${until}, updated_at = ${now}
      where token = ${token} and expires_at > ${now} and expires_at < ${due}
    )
    select u.id as user_id, u.sealed, u.two_factor_enabled,
      array(select role from staff_roles r where r.user_id = u.id order by role) as roles,
      (select value from settings where key = ${requireSecondFactor.key}) as required
    from staff_sessions s join staff_users u on u.id = s.user_id
    where s.token = ${token} and s.expires_at > ${now} and u.disabled_at is null
  `.execute(deps.db);
  return result.rows[0];
}
