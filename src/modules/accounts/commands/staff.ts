/** Roles of staff, and who may still come in. There is always one active administrator. */
import type { Actor, Role } from '../../../platform/access/access.ts';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Deps } from '../../../platform/deps.ts';
import '../tables.ts';
import { endSessions } from './staff-rows.ts';

export type StaffChange = 'changed' | 'unchanged' | 'last_administrator' | 'missing';

/**
 * The active administrators, locked until the end of the transaction: whoever wants to take one away
 * waits here, and then sees who is left. Without it two administrators could remove each other.
 */
async function lockAdministrators(trx: Trx): Promise<string[]> {
  const rows = await trx
    .selectFrom('staff_roles')
    .innerJoin('staff_users', 'staff_users.id', 'staff_roles.user_id')
    .select('staff_users.id')
    .where('role', '=', 'administrator')
    .where('disabled_at', 'is', null)
    .orderBy('staff_users.id')
    .forUpdate()
    .execute();
  return rows.map((r) => r.id);
}

function isLast(administrators: readonly string[], userId: string): boolean {
  return administrators.includes(userId) && administrators.length === 1;
}

/** Gives exactly these roles. `last_administrator`: nobody else could give any back. */
export async function setRoles(
  trx: Trx,
  deps: Deps,
  actor: Actor,
  userId: string,
  roles: readonly Role[],
): Promise<StaffChange> {
  const administrators = await lockAdministrators(trx);
  const user = await trx
    .selectFrom('staff_users')
    .select('id')
    .where('id', '=', userId)
    .forUpdate()
    .executeTakeFirst();
  if (!user) return 'missing';
  if (!roles.includes('administrator') && isLast(administrators, userId)) return 'last_administrator';
  const before = await trx.selectFrom('staff_roles').select('role').where('user_id', '=', userId).execute();
  const had = before.map((r) => r.role);
  if (had.length === roles.length && had.every((r) => roles.includes(r))) return 'unchanged';
  await trx
    .deleteFrom('staff_roles')
    .where('user_id', '=', userId)
    .$if(roles.length > 0, (q) => q.where('role', 'not in', [...roles]))
    .execute();
  const added = roles.filter((r) => !had.includes(r));
  if (added.length > 0) {
    await trx
      .insertInto('staff_roles')
      .values(added.map((role) => ({ user_id: userId, role, granted_at: deps.now() })))
      .execute();
  }
  await audit(trx, {
    actor,
    action: 'accounts.roles_changed',
    subject: { kind: 'staff', id: userId },
    detail: { before: had, after: roles },
  });
  return 'changed';
}

/** Shuts somebody out at once: sessions end, links and passwords open nothing. */
export async function disableStaff(trx: Trx, deps: Deps, actor: Actor, userId: string): Promise<StaffChange> {
  const administrators = await lockAdministrators(trx);
  if (isLast(administrators, userId)) return 'last_administrator';
  const changed = await setDisabled(trx, deps, userId, deps.now());
  if (changed !== 'changed') return changed;
  await endSessions(trx, userId);
  await audit(trx, { actor, action: 'accounts.disabled', subject: { kind: 'staff', id: userId } });
  return 'changed';
}

/** Lets somebody back in, with the roles and the password of before. */
export async function enableStaff(trx: Trx, deps: Deps, actor: Actor, userId: string): Promise<StaffChange> {
  const changed = await setDisabled(trx, deps, userId, null);
  if (changed === 'changed')
    await audit(trx, { actor, action: 'accounts.enabled', subject: { kind: 'staff', id: userId } });
  return changed;
}

async function setDisabled(
  trx: Trx,
  deps: Deps,
  userId: string,
  at: Temporal.Instant | null,
): Promise<StaffChange> {
  const user = await trx
    .selectFrom('staff_users')
    .select('disabled_at')
    .where('id', '=', userId)
    .forUpdate()
    .executeTakeFirst();
  if (!user) return 'missing';
  if ((user.disabled_at === null) === (at === null)) return 'unchanged';
  await trx
    .updateTable('staff_users')
    .set({ disabled_at: at, updated_at: deps.now() })
    .where('id', '=', userId)
    .execute();
  return 'changed';
}

/** For somebody who lost telephone and codes, after the administrator made sure who asks. */
export async function removeSecondFactor(
  trx: Trx,
  deps: Deps,
  actor: Actor,
  userId: string,
): Promise<StaffChange> {
  const { numDeletedRows } = await trx
    .deleteFrom('staff_two_factor')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (numDeletedRows === 0n) return 'unchanged';
  await trx
    .updateTable('staff_users')
    .set({ two_factor_enabled: false, updated_at: deps.now() })
    .where('id', '=', userId)
    .execute();
  await endSessions(trx, userId);
  await audit(trx, {
    actor,
    action: 'accounts.second_factor_removed',
    subject: { kind: 'staff', id: userId },
  });
  return 'changed';
}
