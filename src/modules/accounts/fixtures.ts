/** Staff for tests and the demonstration of the back office. The people are plainly invented. */
import type { Role } from '../../platform/access/access.ts';
import type { Trx } from '../../platform/db/handles.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import type { Deps } from '../../platform/deps.ts';
import { hashPassword, insertStaff } from './commands/staff-rows.ts';

export const PASSWORD = 'siete llamas verdes';

// The slow hash is made once: it is the same password everywhere.
let hash: Promise<string> | undefined;

/** A member of staff who can sign in with `PASSWORD`. @returns the id */
export async function makeStaff(
  deps: Deps,
  given: { name?: string; email: string; roles?: readonly Role[] },
): Promise<string> {
  hash ??= hashPassword(PASSWORD);
  const passwordHash = await hash;
  const staff = {
    name: 'Persona Ficticia',
    roles: ['administrator'] as const,
    language: 'es' as const,
    passwordHash,
    ...given,
  };
  return withTransaction(deps.db, (trx: Trx) => insertStaff(trx, deps, staff));
}
