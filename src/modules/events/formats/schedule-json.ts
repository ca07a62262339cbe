/** schedule.json, version 1 (https://c3voc.de/schedule/schema.json): what conference apps and recorders read. */
import { GENERATOR, type Schedule, type ScheduleEntry, TIMESLOT, withOffset } from './schedule.ts';

/** Zones that the format can say by name; others are told by the offsets alone. */
const SAYABLE_ZONE = /^([A-Z][a-z]+\/[A-Z][a-z]+)|UTC$/;

export function scheduleJson(schedule: Schedule): string {
  const { days, rooms, tracks } = schedule;
  return JSON.stringify({
    $schema: 'https://c3voc.de/schedule/schema.json',
    generator: { name: GENERATOR },
    schedule: {
      version: schedule.version,
      base_url: `${schedule.url}/`,
      conference: {
        acronym: schedule.acronym,
        title: schedule.title,
        ...(schedule.description && { description: schedule.description }),
        start: String(schedule.first),
        end: String(schedule.last),
        daysCount: days.length,
        timeslot_duration: TIMESLOT,
        ...(SAYABLE_ZONE.test(schedule.zone) && { time_zone_name: schedule.zone }),
        url: schedule.url,
        tracks: tracks.map(({ name, color }) => ({ name, ...(color && { color }) })),
        rooms,
        days: days.map((day) => ({
          index: day.index,
          date: String(day.date),
          day_start: withOffset(day.starts),
          day_end: withOffset(day.ends),
          rooms: Object.fromEntries(
            [...Map.groupBy(day.items, (entry) => entry.room)].map(([room, its]) => [room, its.map(event)]),
          ),
        })),
      },
    },
  });
}

/** `id`, `start` and `duration` are old, and still required. */
function event(entry: ScheduleEntry): Record<string, unknown> {
  return {
    id: entry.id,
    guid: entry.guid,
    date: entry.date,
    start: entry.start,
    duration: entry.duration,
    room: entry.room,
    slug: entry.slug,
    url: entry.url,
    title: entry.title,
    subtitle: '',
    track: entry.track || null,
    type: entry.type,
    language: entry.language,
    abstract: entry.abstract,
    description: entry.description,
    // `name` alone: with `public_name` and `id` beside it a person fits two descriptions, and is refused.
    persons: entry.persons,
    links: entry.links,
    attachments: entry.attachments,
  };
}
