/** What is allowed, without database or web: durations, attempts, who needs a second factor. */
import { ROLES, type Role } from '../../platform/access/access.ts';

/** A session ends this long after it was last used. */
export const SESSION_HOURS = 12;
/** A session in use is prolonged at most this often, so that a click is rarely a write. */
export const SESSION_TOUCH_MINUTES = 60;
export const INVITATION_DAYS = 7;
export const RESET_MINUTES = 60;
/** A started second factor can be finished for this long without giving the password again. */
export const ENROLMENT_MINUTES = 30;
export const LOGO_MAX_BYTES = 512_000;

/** Attempts to sign in that nobody has to wait for. */
const FREE_ATTEMPTS = 5;
const FIRST_PAUSE_SECONDS = 15;
const LONGEST_PAUSE_SECONDS = 900;
/** After a day without a try the count starts anew. */
const ATTEMPTS_FORGOTTEN_HOURS = 24;

export interface Attempts {
  failures: number;
  lastAt: Temporal.Instant;
  blockedUntil: Temporal.Instant | null;
}

/**
 * Counts an attempt before the password is looked at, so that a hundred tries at once count as a hundred.
 * @returns what to store, and whether the password may be looked at now
 */
export function countAttempt(
  before: Attempts | undefined,
  now: Temporal.Instant,
): { allowed: boolean; next: Attempts } {
  const forgotten = !before || isAfter(now, before.lastAt.add({ hours: ATTEMPTS_FORGOTTEN_HOURS }));
  if (!forgotten && before.blockedUntil && isAfter(before.blockedUntil, now))
    return { allowed: false, next: before };
  const failures = forgotten ? 1 : before.failures + 1;
  const over = failures - FREE_ATTEMPTS;
  // The attempt itself goes through; the pause is for the one after it, twice as long each time.
  const pause = over < 0 ? 0 : Math.min(FIRST_PAUSE_SECONDS * 2 ** over, LONGEST_PAUSE_SECONDS);
  return {
    allowed: true,
    next: { failures, lastAt: now, blockedUntil: pause > 0 ? now.add({ seconds: pause }) : null },
  };
}

function isAfter(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) > 0;
}

/** True when one of the roles must not work without a second factor. */
export function needsSecondFactor(roles: readonly Role[], required: readonly Role[]): boolean {
  return roles.some((r) => required.includes(r));
}

/** The roles among these texts, each once, in the order of the list. */
export function rolesOf(texts: readonly string[]): Role[] {
  return ROLES.filter((r) => texts.includes(r));
}

/**
 * What an authenticator app reads from the picture.
 * @param secret the shared secret as the library keeps it (raw text)
 */
export function authenticatorUri(secret: string, issuer: string, account: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  const query = new URLSearchParams({ secret: base32(secret), issuer, digits: '6', period: '30' });
  // Some apps show a plus sign as it is.
  return `otpauth://totp/${label}?${query.toString().replaceAll('+', '%20')}`;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 without padding: what a person types into the app when the picture can't be read. */
export function base32(text: string): string {
  let bits = 0;
  let held = 0;
  let out = '';
  for (const byte of Buffer.from(text, 'utf8')) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += BASE32.charAt((held >>> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? out + BASE32.charAt((held << (5 - bits)) & 31) : out;
}
