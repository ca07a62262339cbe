/** Attempts to sign in, counted per account in the database: a whole room may share one network address. */
import type { Deps } from '../../platform/deps.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import { normalizeEmail } from '../../platform/vault/address.ts';
import { countAttempt } from './rules.ts';

/** Under this the attempts for an address are counted, whether an account has it or not. */
export function attemptKey({ vault }: Pick<Deps, 'vault'>, email: string): Buffer {
  return vault.lookup('accounts.staff_attempts.email', normalizeEmail(email));
}

/** Counts one attempt. @returns until when the next one has to wait, if this one may not go on */
export async function takeAttempt(
  deps: Deps,
  key: Buffer,
): Promise<{ allowed: true } | { allowed: false; until: Temporal.Instant }> {
  const now = deps.now();
  return withTransaction(deps.db, async (trx) => {
    await trx
      .insertInto('staff_attempts')
      .values({ attempt_key: key, failures: 0, last_at: now, blocked_until: null })
      .onConflict((c) => c.doNothing())
      .execute();
    const row = await trx
      .selectFrom('staff_attempts')
      .selectAll()
      .where('attempt_key', '=', key)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const before = { failures: row.failures, lastAt: row.last_at, blockedUntil: row.blocked_until };
    const { allowed, next } = countAttempt(before, now);
    if (!allowed) return { allowed, until: next.blockedUntil ?? now };
    await trx
      .updateTable('staff_attempts')
      .set({ failures: next.failures, last_at: next.lastAt, blocked_until: next.blockedUntil })
      .where('attempt_key', '=', key)
      .execute();
    return { allowed };
  });
}

/** The right password was given: whoever knows it has not to wait for those who don't. */
export async function clearAttempts(deps: Deps, key: Buffer): Promise<void> {
  await deps.db.deleteFrom('staff_attempts').where('attempt_key', '=', key).execute();
}
