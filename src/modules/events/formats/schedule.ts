/**
 * What schedule.json and the frab XML have in common. Both know only what takes place: sessions without
 * published hours, cancelled and postponed ones are in neither (the calendar file says what was cancelled),
 * and of an edition that is not on, none. Rooms are names: no address of an online room is ever in here.
 */
import type { Translate } from '../../../platform/i18n/translate.ts';
import { editionPath, sessionPath, speakerPath } from '../addresses.ts';
import { languageWords } from '../pages/words.ts';
import type { Edition } from '../queries/editions.ts';
import type { MaterialRow } from '../queries/programme.ts';
import type { SchedulePerson, ScheduleRoom, ScheduleSession } from '../queries/schedule.ts';
import { acronymOf, durationOf, emptyDay, type ScheduleDay, scheduleDays } from '../rules/schedule-days.ts';

export interface ScheduleSource {
  edition: Edition;
  sessions: readonly ScheduleSession[];
  people: readonly SchedulePerson[];
  rooms: readonly ScheduleRoom[];
  materials: readonly MaterialRow[];
  /** Ids of sessions with a recording that was taken back. */
  takenBack: ReadonlySet<string | null>;
  tracks: readonly { name: string; color: string }[];
  t: Translate;
  baseUrl: string;
}

export interface ScheduleEntry {
  /** Whole number, the session's own for ever. */
  id: number;
  /** The session's UUID. */
  guid: string;
  /** Unique in the world of one installation. */
  slug: string;
  url: string;
  title: string;
  abstract: string;
  /** Interpretation, in words. */
  description: string;
  type: string;
  track: string;
  language: string;
  room: string;
  starts: Temporal.ZonedDateTime;
  /** The beginning with its offset, and as the clock on the wall shows it. */
  date: string;
  start: string;
  duration: string;
  /** `guid` is the speaker's UUID: nothing in it comes from an address. */
  persons: { guid: string; name: string; url: string }[];
  /** Those who speak in it took a recording back: nobody is to publish another. */
  optout: boolean;
  links: { url: string; title: string }[];
  attachments: { url: string; title: string }[];
}

export interface Schedule {
  /** Changes whenever what is in it was changed. */
  version: string;
  acronym: string;
  title: string;
  description: string;
  url: string;
  zone: string;
  first: Temporal.PlainDate;
  last: Temporal.PlainDate;
  rooms: { guid: string; name: string; capacity: number | null }[];
  tracks: readonly { name: string; color: string }[];
  days: ScheduleDay<ScheduleEntry>[];
}

/** The smallest step of a programme, as the formats ask for it. */
export const TIMESLOT = '00:05';
export const GENERATOR = 'Justicia Abierta';

export function scheduleOf(source: ScheduleSource): Schedule {
  const { edition, baseUrl } = source;
  const on = edition.status === 'scheduled' ? source.sessions : [];
  const rooms = roomsOf(source, on);
  const entries = entriesOf(source, on, new Map(rooms.map((room) => [room.guid, room.name])));
  const zone = edition.timezone;
  const opening = edition.starts_at.toZonedDateTimeISO(zone);
  const days = scheduleDays(entries, zone);
  return {
    version: versionOf(source),
    acronym: acronymOf(edition.slug),
    title: edition.title,
    description: [edition.status_note, edition.summary].filter(Boolean).join('\n\n'),
    url: baseUrl + editionPath(edition.slug),
    zone,
    first: opening.toPlainDate(),
    last: edition.ends_at.subtract({ seconds: 1 }).toZonedDateTimeISO(zone).toPlainDate(),
    rooms,
    tracks: source.tracks,
    // The formats want a day at least.
    days: days.length > 0 ? days : [emptyDay(opening)],
  };
}

/** The latest change, and how many sessions there are: a session taken out leaves no later date behind. */
function versionOf({ edition, sessions }: ScheduleSource): string {
  const stamps = sessions.map(({ updated_at: at }) => at.epochMilliseconds);
  const latest = Temporal.Instant.fromEpochMilliseconds(
    stamps.reduce((a, b) => Math.max(a, b), edition.updated_at.epochMilliseconds),
  );
  return `${latest.toString({ smallestUnit: 'second' })}-${sessions.length}`;
}

/** The rooms of the edition, and one with the edition's own id for sessions that have none. */
function roomsOf({ edition, rooms, t }: ScheduleSource, on: readonly ScheduleSession[]): Schedule['rooms'] {
  const named = rooms.map(({ id, name, capacity }) => ({ guid: id, name, capacity }));
  if (!on.some((session) => session.room_id === null)) return named;
  const words = t(edition.mode === 'online' ? 'events.mode.online' : 'events.schedule.no_room');
  const taken = new Set(named.map((room) => room.name));
  return [...named, { guid: edition.id, name: taken.has(words) ? `${words} *` : words, capacity: null }];
}

function entriesOf(
  { edition, people, materials, takenBack, t, baseUrl }: ScheduleSource,
  on: readonly ScheduleSession[],
  rooms: ReadonlyMap<string, string>,
): ScheduleEntry[] {
  const persons = Map.groupBy(people, (person) => person.session_id);
  const known = new Map<string, ScheduleEntry['persons'][number]>();
  const personOf = ({ id, slug, name }: SchedulePerson) => {
    const person = known.get(id) ?? { guid: id, name, url: baseUrl + speakerPath(edition.slug, slug) };
    known.set(id, person);
    return person;
  };
  const acronym = acronymOf(edition.slug);
  const ofSession = Map.groupBy(materials, (material) => material.session_id);
  const clock = keptZone(edition.timezone);
  return on.flatMap((session) => {
    if (!session.starts_at || !session.ends_at) return [];
    const begins = clock(session.starts_at);
    const languages = session.interpretation.map((code) => languageWords(t, code)).join(', ');
    const its = ofSession.get(session.id) ?? [];
    const isPaper = ({ kind }: MaterialRow) => kind === 'slides' || kind === 'document';
    return [
      {
        id: session.number,
        guid: session.id,
        slug: `${acronym}-${String(session.number).padStart(3, '0')}-${session.slug}`,
        url: baseUrl + sessionPath(edition.slug, session.slug),
        title: session.title,
        abstract: session.abstract,
        description: languages && t('ui.slot.interpretation', { languages }),
        type: session.type,
        track: session.track ?? '',
        language: session.language,
        room: rooms.get(session.room_id ?? edition.id) ?? '',
        ...begins,
        duration: durationOf(session.starts_at, session.ends_at),
        persons: (persons.get(session.id) ?? []).map(personOf),
        optout: takenBack.has(session.id),
        links: its.filter((one) => !isPaper(one)).map(({ url, title }) => ({ url, title })),
        attachments: its.filter(isPaper).map(({ url, title }) => ({ url, title })),
      },
    ];
  });
}

type Hour = Pick<ScheduleEntry, 'starts' | 'date' | 'start'>;

/** Sessions share their hours: each is worked out once. */
function keptZone(zone: string): (at: Temporal.Instant) => Hour {
  const kept = new Map<number, Hour>();
  return (at) => {
    const key = at.epochMilliseconds;
    let hour = kept.get(key);
    if (!hour) {
      const starts = at.toZonedDateTimeISO(zone);
      hour = { starts, date: withOffset(starts), start: wallClock(starts) };
      kept.set(key, hour);
    }
    return hour;
  };
}

/** `2027-03-07T08:00:00-06:00` */
export function withOffset(at: Temporal.ZonedDateTime): string {
  return at.toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

/** `08:00` on the wall. */
function wallClock(at: Temporal.ZonedDateTime): string {
  return at.toPlainTime().toString({ smallestUnit: 'minute' });
}
