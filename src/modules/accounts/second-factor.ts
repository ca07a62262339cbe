/** Setting up, renewing and ending one's second factor. The passwords asked for are counted like signing in. */
import type { Actor } from '../../platform/access/access.ts';
import { audit } from '../../platform/audit/audit.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import type { Deps } from '../../platform/deps.ts';
import { clearAttempts, takeAttempt } from './attempts.ts';
import { authOf, signInSecret } from './auth.ts';
import { isPassword } from './commands/staff-rows.ts';
import { setCookieLines } from './cookies.ts';
import { passwordHashOf, secondFactorOf } from './queries.ts';
import { ENROLMENT_MINUTES } from './rules.ts';
import { refusable, reserveCode } from './sign-in.ts';
import './tables.ts';

type Staff = Actor & { kind: 'staff' };

export type PasswordCheck = 'right' | 'wrong' | { pausedUntil: Temporal.Instant };

/** The password of somebody who is signed in already; guessing it is slowed down as at the door. */
export async function checkOwnPassword(deps: Deps, userId: string, password: string): Promise<PasswordCheck> {
  const key = deps.vault.lookup('accounts.staff_attempts.user', userId);
  const turn = await takeAttempt(deps, key);
  if (!turn.allowed) return { pausedUntil: turn.until };
  const hash = await passwordHashOf(deps.db, userId);
  if (!hash || !(await isPassword(password, hash))) return 'wrong';
  await clearAttempts(deps, key);
  return 'right';
}

/** Makes the shared secret, to be confirmed with a first code. Not where the second factor is on already. */
export async function beginSecondFactor(
  deps: Deps,
  actor: Staff,
  cookie: string,
  password: string,
): Promise<'begun' | 'not_begun'> {
  const auth = await authOf(deps);
  const answer = await refusable(
    auth.api.enableTwoFactor({ body: { password, method: 'totp' }, headers: new Headers({ cookie }) }),
  );
  if ('refusal' in answer) return 'not_begun';
  await withTransaction(deps.db, async (trx) => {
    await trx
      .updateTable('staff_two_factor')
      .set({ enrolled_at: deps.now(), codes_kept_at: null })
      .where('user_id', '=', actor.userId)
      .execute();
    await audit(trx, entry(actor, 'accounts.second_factor_begun'));
  });
  return 'begun';
}

/** @returns the secret of a set-up begun in the last half hour, as the authenticator needs it */
export async function pendingSecret(deps: Deps, userId: string): Promise<string | undefined> {
  const { pending } = await secondFactorOf(deps.db, userId);
  if (!pending) return undefined;
  const until = pending.since.add({ minutes: ENROLMENT_MINUTES });
  if (Temporal.Instant.compare(until, deps.now()) < 0) return undefined;
  const crypto = await import('better-auth/crypto');
  return crypto.symmetricDecrypt({ key: signInSecret(deps), data: pending.secret });
}

/** The first right code turns it on. @returns the lines of the new session's cookie */
export async function confirmSecondFactor(
  deps: Deps,
  actor: Staff,
  cookie: string,
  code: string,
): Promise<{ cookies: string[] } | 'refused'> {
  if (!(await pendingSecret(deps, actor.userId))) return 'refused';
  if (!(await reserveCode(deps, actor.userId, code))) return 'refused';
  const auth = await authOf(deps);
  const body = { code: code.replaceAll(/\D/g, '') };
  const answer = await refusable(
    auth.api.verifyTOTP({ body, headers: new Headers({ cookie }), returnHeaders: true }),
  );
  if ('refusal' in answer) return 'refused';
  await record(deps, actor, 'accounts.second_factor_set_up');
  return { cookies: setCookieLines(answer.headers) };
}

/** The recovery codes, until the person says to have kept them; afterwards nobody sees them again. */
export async function codesToKeep(deps: Deps, userId: string): Promise<string[] | undefined> {
  const factor = await secondFactorOf(deps.db, userId);
  if (!factor.enabled || factor.codesKept) return undefined;
  const auth = await authOf(deps);
  const { backupCodes } = await auth.api.viewBackupCodes({ body: { userId } });
  return backupCodes;
}

/** From now on `codesToKeep` shows nothing. Said twice it is said once. */
export async function confirmCodesKept(deps: Deps, actor: Staff): Promise<void> {
  await withTransaction(deps.db, async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('staff_two_factor')
      .set({ codes_kept_at: deps.now() })
      .where('user_id', '=', actor.userId)
      .where('verified', '=', true)
      .where('codes_kept_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows > 0n) await audit(trx, entry(actor, 'accounts.recovery_codes_kept'));
  });
}

/** New recovery codes; the old ones are void. The password was checked just before. */
export async function renewCodes(
  deps: Deps,
  actor: Staff,
  cookie: string,
  password: string,
): Promise<'renewed' | 'refused'> {
  const auth = await authOf(deps);
  const answer = await refusable(
    auth.api.generateBackupCodes({ body: { password }, headers: new Headers({ cookie }) }),
  );
  if ('refusal' in answer) return 'refused';
  await withTransaction(deps.db, async (trx) => {
    await trx
      .updateTable('staff_two_factor')
      .set({ codes_kept_at: null })
      .where('user_id', '=', actor.userId)
      .execute();
    await audit(trx, entry(actor, 'accounts.recovery_codes_renewed'));
  });
  return 'renewed';
}

/** Ends the second factor. The password was checked just before. @returns the lines of the new session's cookie */
export async function endSecondFactor(
  deps: Deps,
  actor: Staff,
  cookie: string,
  password: string,
): Promise<{ cookies: string[] } | 'refused'> {
  const auth = await authOf(deps);
  const answer = await refusable(
    auth.api.disableTwoFactor({ body: { password }, headers: new Headers({ cookie }), returnHeaders: true }),
  );
  if ('refusal' in answer) return 'refused';
  await record(deps, actor, 'accounts.second_factor_ended');
  return { cookies: setCookieLines(answer.headers) };
}

function entry(actor: Staff, action: string) {
  return { actor, action, subject: { kind: 'staff', id: actor.userId } };
}

async function record(deps: Deps, actor: Staff, action: string): Promise<void> {
  await withTransaction(deps.db, (trx) => audit(trx, entry(actor, action)));
}
