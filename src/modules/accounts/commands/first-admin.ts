/** The first administrator, by the link that a start prints while there is none. */
import { randomUUIDv7 } from 'node:crypto';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { findStaffByEmail, FIRST_ADMIN_LINK, hasAdministrator } from '../queries.ts';
import { insertStaff, type NewStaff } from './staff-rows.ts';

/**
 * @returns a new one-time link for the first administrator (the one before is void from now on), or
 *   `undefined` when there is an active administrator already. The link is stored nowhere.
 */
export async function firstAdminLink(deps: Deps): Promise<string | undefined> {
  const id = randomUUIDv7();
  const made = await withTransaction(deps.db, async (trx) => {
    if (await hasAdministrator(trx)) return false;
    await trx
      .deleteFrom('staff_links')
      .where('kind', '=', 'first_admin')
      .where('used_at', 'is', null)
      .execute();
    await trx
      .insertInto('staff_links')
      .values({
        id,
        kind: 'first_admin',
        user_id: null,
        expires_at: null,
        used_at: null,
        created_at: deps.now(),
      })
      .execute();
    return true;
  });
  return made
    ? `${deps.config.baseUrl}/admin/primer-uso/${deps.vault.token(FIRST_ADMIN_LINK, id)}`
    : undefined;
}

/** Uses the link up. Two who have it make one administrator: the second waits for the first and finds it used. */
export async function acceptFirstAdmin(
  trx: Trx,
  deps: Deps,
  token: string,
  staff: Omit<NewStaff, 'roles'>,
): Promise<{ state: 'created'; id: string } | { state: 'used' } | { state: 'already_staff' }> {
  const linkId = deps.vault.peekToken(token);
  if (!linkId || !deps.vault.checkToken(FIRST_ADMIN_LINK, linkId, 1, token)) return { state: 'used' };
  const link = await trx
    .selectFrom('staff_links')
    .select('id')
    .where('id', '=', linkId)
    .where('kind', '=', 'first_admin')
    .where('used_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!link || (await hasAdministrator(trx))) return { state: 'used' };
  // Where all administrators are shut out, others may have accounts; the link stays good for another address.
  if (await findStaffByEmail(trx, deps, staff.email)) return { state: 'already_staff' };
  await trx.updateTable('staff_links').set({ used_at: deps.now() }).where('id', '=', linkId).execute();
  const id = await insertStaff(trx, deps, { ...staff, roles: ['administrator'] });
  await audit(trx, {
    actor: { kind: 'system', what: 'first_start' },
    action: 'accounts.first_administrator',
    subject: { kind: 'staff', id },
  });
  return { state: 'created', id };
}
