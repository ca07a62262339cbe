/** The library's signed cookies, read without it: `value.base64(HMAC-SHA-256)`, as its tests and ours hold. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * @param header the `Cookie` header as sent
 * @returns the first cookie of this name, decoded, or `undefined`
 */
export function cookieOf(header: string | null | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at < 0 || pair.slice(0, at).trim() !== name) continue;
    try {
      return decodeURIComponent(pair.slice(at + 1).trim());
    } catch {
      return undefined;
    }
  }
  return undefined;
}

/** @returns the value when its signature is right, else `undefined` */
export function signedValue(cookie: string | undefined, secret: string): string | undefined {
  const at = cookie?.lastIndexOf('.') ?? -1;
  if (!cookie || at < 1) return undefined;
  const value = cookie.slice(0, at);
  const given = Buffer.from(cookie.slice(at + 1), 'base64');
  const right = createHmac('sha256', secret).update(value).digest();
  return given.length === right.length && timingSafeEqual(given, right) ? value : undefined;
}

/**
 * The library's `Set-Cookie` lines as ours: the session's cookie ends with the browser. How long a
 * session lasts is the server's to say, which prolongs it while it is used.
 */
export function setCookieLines(headers: Headers): string[] {
  return headers
    .getSetCookie()
    .map((line) => (/session_token=/.test(line) ? line.replace(/; Max-Age=[1-9]\d*/i, '') : line));
}
