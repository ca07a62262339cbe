/** Small files that browsers and search engines ask every site for. */
import type { Deps } from '../deps.ts';
import { readOrganisation } from '../settings/organisation.ts';
import { bytes } from './answers.ts';
import type { RouteSpec } from './route.ts';

// The mark of the site: a bracket that is not closed.
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><path fill="#0a4437" d="M0 0h64v64H0z"/>' +
  '<path fill="#a6e6cf" d="M44 12H20v40h24v-8H29V20h15z"/></svg>';

function file(url: string, summary: string, handle: RouteSpec['handle']): RouteSpec {
  return { method: 'GET', url, kind: 'feed', policy: 'public', summary, handle };
}

export function siteRoutes(deps: Deps): RouteSpec[] {
  const { baseUrl } = deps.config;
  return [
    file(
      '/robots.txt',
      'What search engines may read: everything but the back office and personal links.',
      () =>
        bytes(
          `User-agent: *\nDisallow: /admin\nDisallow: /registro/\n\nSitemap: ${baseUrl}/sitemap.xml\n`,
          'text/plain; charset=utf-8',
        ),
    ),
    file('/favicon.svg', 'The mark of the site.', () =>
      bytes(ICON, 'image/svg+xml', { 'cache-control': 'public, max-age=86400' }),
    ),
    file('/manifest.webmanifest', 'What a phone needs to put the site among its programs.', async () => {
      const { name } = await readOrganisation(deps.db);
      const manifest = {
        name,
        short_name: name.length <= 12 ? name : 'Encuentros',
        start_url: '/',
        display: 'browser',
        lang: 'es',
        background_color: '#ffffff',
        theme_color: '#0a4437',
        icons: [{ src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml' }],
      };
      return bytes(JSON.stringify(manifest), 'application/manifest+json');
    }),
  ];
}
