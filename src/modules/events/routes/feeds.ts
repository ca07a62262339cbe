/** What programs read: the programme as a calendar and as data. */
import type { Deps } from '../../../platform/deps.ts';
import { bytes } from '../../../platform/http/answers.ts';
import type { Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { DEFAULT_LANGUAGE, translator } from '../../../platform/i18n/translate.ts';
import { calendarMediaType } from '../formats/ics.ts';
import { programmeCalendar } from '../formats/programme-calendar.ts';
import { type Schedule, scheduleOf } from '../formats/schedule.ts';
import { scheduleJson } from '../formats/schedule-json.ts';
import { SCHEDULE_XML_MEDIA_TYPE, scheduleXml } from '../formats/schedule-xml.ts';
import { listDaySpeakers, listMaterials, listSessions, listTracks } from '../queries/programme.ts';
import {
  listSchedulePeople,
  listScheduleRooms,
  listScheduleSessions,
  listTakenBack,
} from '../queries/schedule.ts';
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
      url: '/encuentros/:slug/programa.json',
      kind: 'feed',
      policy: 'public',
      summary: 'The programme as schedule.json, version 1: sessions with hours that take place.',
      handle: async (ctx) => bytes(scheduleJson(await findSchedule(deps, ctx)), JSON_MEDIA_TYPE),
    },
    {
      method: 'GET',
      url: '/encuentros/:slug/programa.xml',
      kind: 'feed',
      policy: 'public',
      summary: 'The same as frab XML, for apps that read that.',
      handle: async (ctx) => bytes(scheduleXml(await findSchedule(deps, ctx)), SCHEDULE_XML_MEDIA_TYPE),
    },
  ];
}

const JSON_MEDIA_TYPE = 'application/json; charset=utf-8';

/** @throws not_found */
async function findSchedule(deps: Deps, ctx: Ctx): Promise<Schedule> {
  const { db } = deps;
  const edition = await editionOf(deps, ctx);
  const [sessions, people, rooms, tracks, materials, takenBack] = await Promise.all([
    listScheduleSessions(db, edition.id),
    listSchedulePeople(db, edition.id),
    listScheduleRooms(db, edition.id),
    listTracks(db, edition.id),
    listMaterials(db, edition.id),
    listTakenBack(db, edition.id),
  ]);
  // One file for everybody who follows the address, whatever their browser asks for.
  const t = translator(DEFAULT_LANGUAGE);
  const { baseUrl } = deps.config;
  return scheduleOf({ edition, sessions, people, rooms, tracks, materials, takenBack, t, baseUrl });
}
