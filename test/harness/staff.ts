/** Sessions of staff for tests that are not about signing in: the same rows and cookie, without the slow password. */
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { cookieName, signInSecret } from '../../src/modules/accounts/auth.ts';
import { makeStaff } from '../../src/modules/accounts/fixtures.ts';
import type { Role } from '../../src/platform/access/access.ts';
import type { Deps } from '../../src/platform/deps.ts';

export interface StaffSession {
  userId: string;
  /** For the `cookie` header. */
  cookie: string;
}

/** Makes a member of staff with these roles (and a second factor, which some roles need) and opens a session. */
export async function signInAs(deps: Deps, ...roles: Role[]): Promise<StaffSession> {
  const userId = await makeStaff(deps, { email: `${randomBytes(6).toString('hex')}@example.org`, roles });
  await deps.db
    .updateTable('staff_users')
    .set({ two_factor_enabled: true })
    .where('id', '=', userId)
    .execute();
  return { userId, cookie: await openSession(deps, userId) };
}

/** Another session of the same person, e.g. because a test signed out. @returns the `cookie` header */
export async function openSession(deps: Deps, userId: string): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const now = deps.now();
  const row = { id: randomUUID(), token, user_id: userId, created_at: now, updated_at: now };
  await deps.db
    .insertInto('staff_sessions')
    .values({ ...row, expires_at: now.add({ hours: 12 }), ip_address: null, user_agent: null })
    .execute();
  const signature = createHmac('sha256', signInSecret(deps)).update(token).digest('base64');
  return `${cookieName(deps, 'session_token')}=${encodeURIComponent(`${token}.${signature}`)}`;
}
