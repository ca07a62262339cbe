/** What programs read: the programme as a calendar. */
import type { Deps } from '../../../platform/deps.ts';
import { bytes } from '../../../platform/http/answers.ts';
import type { RouteSpec } from '../../../platform/http/route.ts';
import { DEFAULT_LANGUAGE, translator } from '../../../platform/i18n/translate.ts';
import { calendarMediaType } from '../formats/ics.ts';
import { programmeCalendar } from '../formats/programme-calendar.ts';
import { listSessionSpeakers, listSessions } from '../queries/programme.ts';
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
        const sessions = await listSessions(deps.db, edition.id);
        const speakers = await listSessionSpeakers(
          deps.db,
          sessions.map((s) => s.id),
        );
        // One calendar for everybody who follows the address, whatever their browser asks for.
        const t = translator(DEFAULT_LANGUAGE);
        const calendar = programmeCalendar({ edition, sessions, speakers, t, baseUrl: deps.config.baseUrl });
        return bytes(calendar, calendarMediaType('PUBLISH'), {
          'content-disposition': `inline; filename="${edition.slug.replaceAll(/[^\w-]/g, '')}.ics"`,
        });
      },
    },
  ];
}
