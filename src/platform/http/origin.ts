/**
 * Cross-site POSTs are refused by what browsers say of themselves (`Sec-Fetch-Site`, `Origin`).
 * A client that sends neither is no browser carrying somebody's cookies, and is accepted.
 */

/**
 * @param host the `Host` header of the request
 * @param origins the origins that are ours (BASE_URL)
 */
export function isCrossSite(
  headers: { origin?: string | undefined; 'sec-fetch-site'?: string | undefined; host?: string | undefined },
  baseUrl: string,
): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const { origin } = headers;
  if (origin === undefined) return false;
  if (origin === new URL(baseUrl).origin) return false;
  try {
    // The same server under the name that the reader used (an address on the local network, say).
    return new URL(origin).host !== headers.host;
  } catch {
    return true;
  }
}
