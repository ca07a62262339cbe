/** The map of the site for search engines (sitemaps.org, protocol 0.9). */
import { xmlText } from '../xml.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** @param addresses of maps, with host */
export function siteIndex(addresses: readonly string[]): string {
  const lines = addresses.map((address) => `<sitemap><loc>${xmlText(address)}</loc></sitemap>`);
  return `${HEAD}\n<sitemapindex xmlns="${NAMESPACE}">\n${lines.join('\n')}\n</sitemapindex>\n`;
}

/** @param pages paths without host, at most 50,000 */
export function siteMap(pages: readonly { path: string; at?: Temporal.Instant }[], baseUrl: string): string {
  const lines = pages.map(({ path, at }) => {
    const changed = at ? `<lastmod>${at.toString({ smallestUnit: 'second' })}</lastmod>` : '';
    return `<url><loc>${xmlText(baseUrl + path)}</loc>${changed}</url>`;
  });
  return `${HEAD}\n<urlset xmlns="${NAMESPACE}">\n${lines.join('\n')}\n</urlset>\n`;
}
