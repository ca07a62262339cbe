/** Addresses of sources: which are one, and when two are the same typed differently. Pure. */

const LONGEST = 2000;

/** @returns the address when it is http or https, with a host and without name and password in it */
export function webAddress(text: string): URL | undefined {
  if (text.length > LONGEST || !/^https?:\/\//i.test(text)) return undefined;
  const url = URL.parse(text);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  return url.hostname === '' || url.username !== '' || url.password !== '' ? undefined : url;
}

/** What is added to addresses on the way: it says who sent the reader, not what they read. */
const TRACKING = /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|ref_src)$/i;

/**
 * The same for addresses that lead to the same page as far as can be told without going there: scheme, `www.`,
 * port, fragment, order of parameters, marks of who sent the reader, slash at the end, the copy for phones.
 * For suggesting doubles, never for merging them.
 */
export function addressKey(text: string): string | undefined {
  const url = webAddress(text);
  if (!url) return undefined;
  const host = url.hostname
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^www\./, '');
  const path = decoded(url.pathname)
    .replace(/\/(?:index\.(?:html?|php|aspx?))$/i, '/')
    .replace(/\/amp\/?$/i, '/')
    .replace(/\/+$/, '');
  const parameters = [...url.searchParams]
    .filter(([name]) => !TRACKING.test(name))
    .map(([name, value]) => `${name}=${value}`)
    .toSorted();
  return `${host}${path}${parameters.length > 0 ? `?${parameters.join('&')}` : ''}`;
}

function decoded(path: string): string {
  try {
    return decodeURI(path).normalize('NFC');
  } catch {
    // Broken percent signs: compared as they are.
    return path;
  }
}
