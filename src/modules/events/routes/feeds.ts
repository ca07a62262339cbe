/** What programs read: the programme as a calendar, the pages as a map. */
import type { Deps } from '../../../platform/deps.ts';
import { bytes } from '../../../platform/http/answers.ts';
import type { RouteSpec } from '../../../platform/http/route.ts';
import { DEFAULT_LANGUAGE, translator } from '../../../platform/i18n/translate.ts';
import { EDITIONS, editionPath, programmePath, speakersPath } from '../addresses.ts';
import { calendarMediaType } from '../formats/ics.ts';
import { programmeCalendar } from '../formats/programme-calendar.ts';
import { listEditionAddresses } from '../queries/editions.ts';
import { listDaySpeakers, listSessions } from '../queries/programme.ts';
import { editionOf } from './public-answer.ts';

export function feedRoutes(deps: Deps): RouteSpec[] {
  return [
    {
      method: 'GET',
      url: '/encuentros/:slug/programa.ics',
      kind: 'feed',
      policy: 'public',
      summary: 'The programme as iCalendar: one entry a session, with stable ids.',
      handle: async (ctx) => {
        const edition = await editionOf(deps, ctx);
        const [sessions, speakers] = await Promise.all([
          listSessions(deps.db, edition.id),
          listDaySpeakers(deps.db, edition.id, { timezone: edition.timezone }),
        ]);
        // One calendar for everybody who follows the address, whatever their browser asks for.
        const t = translator(DEFAULT_LANGUAGE);
        const calendar = programmeCalendar({ edition, sessions, speakers, t, baseUrl: deps.config.baseUrl });
        return bytes(calendar, calendarMediaType('PUBLISH'), {
          'content-disposition': `inline; filename="${edition.slug.replaceAll(/[^\w-]/g, '')}.ics"`,
        });
      },
    },
    {
      method: 'GET',
      url: '/sitemap.xml',
      kind: 'feed',
      policy: 'public',
      summary: 'The public pages, for search engines.',
      handle: async () => {
        const editions = await listEditionAddresses(deps.db, MOST_ADDRESSES);
        return bytes(siteMap(editions, deps.config.baseUrl), 'application/xml; charset=utf-8');
      },
    },
  ];
}

// The format allows 50,000 addresses; each edition has three.
const MOST_ADDRESSES = 5000;

function siteMap(
  editions: readonly { slug: string; updated_at: Temporal.Instant }[],
  baseUrl: string,
): string {
  const url = (path: string, at?: Temporal.Instant) =>
    `<url><loc>${escapeXml(baseUrl + path)}</loc>${at ? `<lastmod>${at.toString({ smallestUnit: 'second' })}</lastmod>` : ''}</url>`;
  const lines = [
    url('/'),
    url(EDITIONS),
    ...editions.flatMap(({ slug, updated_at: at }) =>
      [editionPath(slug), programmePath(slug), speakersPath(slug)].map((path) => url(path, at)),
    ),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${lines.join('\n')}\n</urlset>\n`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
