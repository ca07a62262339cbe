/** The rows that make a member of staff, shared by the ways of becoming one. */
import { randomUUIDv7 } from 'node:crypto';
import type { Role } from '../../../platform/access/access.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Lang } from '../../../platform/i18n/translate.ts';
import { addressKey, type Identity, sealUser } from '../identity.ts';
import '../tables.ts';

export interface NewStaff extends Identity {
  roles: readonly Role[];
  /** By `hashPassword`. */
  passwordHash: string;
  language: Lang;
}

/** For storing a password; the sign-in library's own way. Takes some 50 ms: before the transaction, never inside. */
export async function hashPassword(password: string): Promise<string> {
  const crypto = await import('better-auth/crypto');
  return crypto.hashPassword(password);
}

/** As slow as `hashPassword`, on purpose. @param hash as `hashPassword` made it */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const crypto = await import('better-auth/crypto');
  return crypto.verifyPassword({ hash, password });
}

/** @returns the new person's id. The address must be free (unique index). */
export async function insertStaff(trx: Trx, deps: Deps, staff: NewStaff): Promise<string> {
  const id = randomUUIDv7();
  const now = deps.now();
  await trx
    .insertInto('staff_users')
    .values({
      id,
      address_key: addressKey(deps, staff.email),
      address_confirmed: true,
      sealed: sealUser(deps, id, { name: staff.name, email: staff.email }),
      language: staff.language,
      disabled_at: null,
      created_at: now,
      updated_at: now,
    })
    .execute();
  await trx
    .insertInto('staff_roles')
    .values(staff.roles.map((role) => ({ user_id: id, role, granted_at: now })))
    .execute();
  await trx
    .insertInto('staff_accounts')
    .values({
      id: randomUUIDv7(),
      account_id: id,
      provider_id: 'credential',
      user_id: id,
      password: staff.passwordHash,
      created_at: now,
      updated_at: now,
    })
    .execute();
  return id;
}

/** Ends a person's sessions. @param except the token of the one that stays */
export async function endSessions(trx: Trx, userId: string, except?: string): Promise<number> {
  let query = trx.deleteFrom('staff_sessions').where('user_id', '=', userId);
  if (except !== undefined) query = query.where('token', '!=', except);
  const { numDeletedRows } = await query.executeTakeFirst();
  return Number(numDeletedRows);
}
