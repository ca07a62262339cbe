/**
 * Cross-site POSTs are refused by what browsers say of themselves (`Sec-Fetch-Site`, `Origin`).
 * A client that sends neither is no browser carrying somebody's cookies, and is accepted.
 *
 * The first says all there is to say. The second is asked only where it is missing (plain http, old
 * browsers): a browser told to send no referrer writes `Origin: null` on its own site's forms too, so our
 * referrer policy is `same-origin`.
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
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
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
