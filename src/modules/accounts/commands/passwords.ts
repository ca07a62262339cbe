/** New passwords: forgotten (by a link in a mail) or changed by somebody who is signed in. */
import { randomUUIDv7 } from 'node:crypto';
import type { Actor } from '../../../platform/access/access.ts';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Deps } from '../../../platform/deps.ts';
import { promiseMail } from '../../../platform/mail/promise.ts';
import { attemptKey } from '../attempts.ts';
import { openUser } from '../identity.ts';
import { RESET_LINK } from '../queries.ts';
import { RESET_MINUTES } from '../rules.ts';
import '../tables.ts';
import { endSessions } from './staff-rows.ts';

export const RESET_MAIL = 'accounts.password_reset';
export const CHANGED_MAIL = 'accounts.password_changed';
/** Somebody who presses again and again fills nobody's mailbox. */
const RESET_PAUSE_MINUTES = 5;

export function resetLink(deps: Pick<Deps, 'vault' | 'config'>, linkId: string): string {
  return `${deps.config.baseUrl}/admin/contrasena/${deps.vault.token(RESET_LINK, linkId)}`;
}

/**
 * Promises a reset mail to whoever has this address key, if anybody has. Run by a job, so that asking takes
 * as long for an address that nobody has.
 */
export async function makePasswordReset(trx: Trx, deps: Deps, key: string): Promise<void> {
  const now = deps.now();
  const user = await trx
    .selectFrom('staff_users')
    .select('id')
    .where('address_key', '=', key)
    .where('disabled_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!user) return;
  const recent = await trx
    .selectFrom('staff_links')
    .select('id')
    .where('user_id', '=', user.id)
    .where('created_at', '>', now.subtract({ minutes: RESET_PAUSE_MINUTES }))
    .executeTakeFirst();
  if (recent) return;
  const id = randomUUIDv7();
  await trx
    .insertInto('staff_links')
    .values({
      id,
      kind: 'password_reset',
      user_id: user.id,
      expires_at: now.add({ minutes: RESET_MINUTES }),
      used_at: null,
      created_at: now,
    })
    .execute();
  await promiseMail(trx, { kind: RESET_MAIL, subjectId: id });
  await audit(trx, {
    actor: { kind: 'anonymous' },
    action: 'accounts.reset_asked',
    subject: { kind: 'staff', id: user.id },
  });
}

/** Sets the password by a reset link: uses up this and every other link of the person, ends all sessions. */
export async function resetPassword(
  trx: Trx,
  deps: Deps,
  token: string,
  passwordHash: string,
): Promise<{ state: 'changed'; userId: string } | { state: 'gone' }> {
  const id = deps.vault.peekToken(token);
  if (!id || !deps.vault.checkToken(RESET_LINK, id, 1, token)) return { state: 'gone' };
  const now = deps.now();
  const link = await trx
    .selectFrom('staff_links')
    .innerJoin('staff_users', 'staff_users.id', 'staff_links.user_id')
    .select(['staff_users.id as userId', 'sealed'])
    .where('staff_links.id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .where('disabled_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!link) return { state: 'gone' };
  const { userId } = link;
  await trx
    .updateTable('staff_links')
    .set({ used_at: now })
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .execute();
  // Whoever was made to wait by somebody guessing need not wait with the new password.
  const { email } = openUser(deps, userId, link.sealed);
  await trx.deleteFrom('staff_attempts').where('attempt_key', '=', attemptKey(deps, email)).execute();
  const actor: Actor = { kind: 'staff', userId, name: '', roles: [], permissions: new Set() };
  await storePassword(trx, deps, actor, userId, { hash: passwordHash, how: 'reset' });
  return { state: 'changed', userId };
}

/** @param keep token of the session that stays open; all others end */
export async function changePassword(
  trx: Trx,
  deps: Deps,
  actor: Actor & { kind: 'staff' },
  passwordHash: string,
  keep: string | undefined,
): Promise<void> {
  await storePassword(trx, deps, actor, actor.userId, { hash: passwordHash, how: 'changed', keep });
}

async function storePassword(
  trx: Trx,
  deps: Deps,
  actor: Actor,
  userId: string,
  change: { hash: string; how: 'reset' | 'changed'; keep?: string | undefined },
): Promise<void> {
  await trx
    .updateTable('staff_accounts')
    .set({ password: change.hash, updated_at: deps.now() })
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .execute();
  const ended = await endSessions(trx, userId, change.keep);
  await promiseMail(trx, { kind: CHANGED_MAIL, subjectId: userId });
  await audit(trx, {
    actor,
    action: `accounts.password_${change.how}`,
    subject: { kind: 'staff', id: userId },
    detail: { sessions_ended: ended },
  });
}
