/**
 * Signing in and out: what the routes ask of the sign-in library. A refusal is the same, in words and in
 * time, for an address that nobody has and for a wrong password.
 */
import { sql } from 'kysely';
import type { Actor } from '../../platform/access/access.ts';
import { audit } from '../../platform/audit/audit.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import type { Deps } from '../../platform/deps.ts';
import { attemptKey, clearAttempts, takeAttempt } from './attempts.ts';
import { authOf, cookieName, signInSecret } from './auth.ts';
import { cookieOf, setCookieLines, signedValue } from './cookies.ts';
import { addressKey } from './identity.ts';

/** `cookies`: whole `Set-Cookie` lines for the answer. */
export type SignInResult =
  | { state: 'signed_in'; cookies: string[]; userId: string }
  | { state: 'second_factor'; cookies: string[] }
  | { state: 'refused' }
  | { state: 'paused'; until: Temporal.Instant };

/** The first step. `refused` says neither whether there is an account nor what was wrong. */
export async function signIn(deps: Deps, given: { email: string; password: string }): Promise<SignInResult> {
  const attempts = attemptKey(deps, given.email);
  const turn = await takeAttempt(deps, attempts);
  if (!turn.allowed) return { state: 'paused', until: turn.until };
  const auth = await authOf(deps);
  const answer = await refusable(
    auth.api.signInEmail({
      body: { email: addressKey(deps, given.email), password: given.password },
      headers: new Headers(),
      returnHeaders: true,
    }),
  );
  if ('refusal' in answer) return { state: 'refused' };
  await clearAttempts(deps, attempts);
  const cookies = setCookieLines(answer.headers);
  if ('twoFactorRedirect' in answer.response) return { state: 'second_factor', cookies };
  const userId = answer.response.user.id;
  await auditSignIn(deps, userId, 'password');
  return { state: 'signed_in', cookies, userId };
}

export type SecondFactorResult =
  | { state: 'signed_in'; cookies: string[] }
  | { state: 'refused' }
  /** Too many wrong codes: wait, or use a recovery code later. */
  | { state: 'locked' }
  /** The password was given too long ago, or never: back to the first page. */
  | { state: 'expired' };

/** The second step: a code of the authenticator, or one of the recovery codes. */
export async function passSecondFactor(
  deps: Deps,
  cookie: string | undefined,
  given: { code: string } | { recovery: string },
): Promise<SecondFactorResult> {
  const userId = await challengedUser(deps, cookie);
  if (!userId) return { state: 'expired' };
  // A session that is still open would make the library check that one instead of the challenge.
  const headers = new Headers({
    cookie: `${cookieName(deps, 'two_factor')}=${encodeURIComponent(cookieOf(cookie, cookieName(deps, 'two_factor')) ?? '')}`,
  });
  const auth = await authOf(deps);
  if ('code' in given && !(await reserveCode(deps, userId, given.code))) return { state: 'refused' };
  const call =
    'code' in given
      ? auth.api.verifyTOTP({
          body: { code: given.code.replaceAll(/\D/g, '') },
          headers,
          returnHeaders: true,
        })
      : auth.api.verifyBackupCode({
          body: { code: recoveryCode(given.recovery) },
          headers,
          returnHeaders: true,
        });
  const answer = await refusable(call);
  if ('refusal' in answer) return { state: stateOf(answer.refusal) };
  await auditSignIn(deps, userId, 'code' in given ? 'authenticator' : 'recovery_code');
  return { state: 'signed_in', cookies: setCookieLines(answer.headers) };
}

function stateOf(refusal: string): 'refused' | 'locked' | 'expired' {
  if (refusal === 'ACCOUNT_TEMPORARILY_LOCKED') return 'locked';
  return refusal === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE' || refusal === 'INVALID_TWO_FACTOR_COOKIE'
    ? 'expired'
    : 'refused';
}

/** As printed: five, a hyphen, five. People leave the hyphen out, put blanks around, and telephones write capitals. */
function recoveryCode(typed: string): string {
  const plain = typed.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return `${plain.slice(0, 5)}-${plain.slice(5)}`;
}

/** Who gave the right password a moment ago, by the cookie that says so. */
export async function challengedUser(deps: Deps, cookie: string | undefined): Promise<string | undefined> {
  const identifier = signedValue(cookieOf(cookie, cookieName(deps, 'two_factor')), signInSecret(deps));
  if (!identifier) return undefined;
  const row = await deps.db
    .selectFrom('staff_verifications as v')
    .innerJoin('staff_users as u', (join) => join.on(sql<boolean>`u.id::text = v.value`))
    .select('u.id')
    .where('v.identifier', '=', identifier)
    .where('u.disabled_at', 'is', null)
    .executeTakeFirst();
  return row?.id;
}

/** The library takes a code as often as it is right; somebody who looked over the shoulder must not. */
export async function reserveCode(deps: Deps, userId: string, code: string): Promise<boolean> {
  const hash = deps.vault.lookup('accounts.staff_used_codes', `${userId} ${code.replaceAll(/\D/g, '')}`);
  const { numInsertedOrUpdatedRows } = await deps.db
    .insertInto('staff_used_codes')
    .values({ user_id: userId, code_hash: hash, used_at: deps.now() })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Ends this session. @returns the lines that take its cookies away */
export async function signOut(deps: Deps, actor: Actor, cookie: string | undefined): Promise<string[]> {
  const auth = await authOf(deps);
  const { headers } = await auth.api.signOut({
    headers: new Headers({ cookie: cookie ?? '' }),
    returnHeaders: true,
  });
  if (actor.kind === 'staff') {
    await withTransaction(deps.db, (trx) =>
      audit(trx, { actor, action: 'accounts.signed_out', subject: { kind: 'staff', id: actor.userId } }),
    );
  }
  return setCookieLines(headers);
}

async function auditSignIn(deps: Deps, userId: string, method: string): Promise<void> {
  const actor: Actor = { kind: 'staff', userId, name: '', roles: [], permissions: new Set() };
  await withTransaction(deps.db, (trx) =>
    audit(trx, {
      actor,
      action: 'accounts.signed_in',
      subject: { kind: 'staff', id: userId },
      detail: { method },
    }),
  );
}

/** A library call whose refusal is an answer; anything else that goes wrong is thrown on. */
export async function refusable<T>(call: Promise<T>): Promise<T | { refusal: string }> {
  try {
    return await call;
  } catch (error) {
    const { statusCode, body } = error as { statusCode?: unknown; body?: { code?: unknown } };
    if (typeof statusCode !== 'number' || statusCode >= 500) throw error;
    return { refusal: typeof body?.code === 'string' ? body.code : 'REFUSED' };
  }
}
