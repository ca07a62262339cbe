/**
 * schema.org data of editions and sessions, for search engines and calendars of others. A virtual place
 * is the public page, never the room: what stands here is read by everybody.
 */
import { EDITIONS, editionPath, registerPath, sessionPath, speakerPath } from '../addresses.ts';
import type { Edition } from '../queries/editions.ts';
import type { SessionSpeaker, SlotRow, SpeakerRow } from '../queries/programme.ts';
import type { EventMode, Status } from '../tables.ts';

type Json = Record<string, unknown>;

const ATTENDANCE_MODE: Record<EventMode, string> = {
  online: 'https://schema.org/OnlineEventAttendanceMode',
  in_person: 'https://schema.org/OfflineEventAttendanceMode',
  hybrid: 'https://schema.org/MixedEventAttendanceMode',
};

const STATUS: Record<Status, string> = {
  scheduled: 'https://schema.org/EventScheduled',
  postponed: 'https://schema.org/EventPostponed',
  cancelled: 'https://schema.org/EventCancelled',
};

type Place = Pick<
  Edition,
  'slug' | 'registration_opens_at' | 'mode' | 'venue' | 'venue_address' | 'timezone' | 'status'
>;

/** The moment with the offset of the edition's zone, as schema.org asks. */
function withOffset(at: Temporal.Instant, zone: string): string {
  return at.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

function location(edition: Place, baseUrl: string, room?: string | null): Json | Json[] | undefined {
  const name = [room, edition.venue].filter(Boolean).join(', ') || edition.venue_address;
  const place = name
    ? { '@type': 'Place', name, ...(edition.venue_address && { address: edition.venue_address }) }
    : undefined;
  const path = edition.registration_opens_at ? registerPath(edition.slug) : editionPath(edition.slug);
  const online = { '@type': 'VirtualLocation', url: baseUrl + path };
  if (edition.mode === 'online') return online;
  if (edition.mode === 'in_person') return place;
  return place ? [place, online] : online;
}

function person(
  baseUrl: string,
  edition: string,
  { slug, name, organization }: Omit<SpeakerRow, 'id' | 'updated_at'>,
): Json {
  return {
    '@type': 'Person',
    name,
    url: baseUrl + speakerPath(edition, slug),
    ...(organization && { affiliation: { '@type': 'Organization', name: organization } }),
  };
}

/** A session, with its text where the page has it. */
type Session = SlotRow & { abstract?: string };

function session(edition: Place, row: Session, speakers: readonly SessionSpeaker[], baseUrl: string): Json {
  const status: Status = edition.status === 'cancelled' ? 'cancelled' : row.status;
  return {
    '@type': 'Event',
    name: row.title,
    url: baseUrl + sessionPath(edition.slug, row.slug),
    ...(row.abstract && { description: row.abstract }),
    ...(row.starts_at && { startDate: withOffset(row.starts_at, edition.timezone) }),
    ...(row.ends_at && { endDate: withOffset(row.ends_at, edition.timezone) }),
    eventAttendanceMode: ATTENDANCE_MODE[edition.mode],
    eventStatus: STATUS[status],
    location: location(edition, baseUrl, row.room),
    inLanguage: row.language,
    ...(speakers.length > 0 && { performer: speakers.map((s) => person(baseUrl, edition.slug, s)) }),
  };
}

export interface EditionData {
  edition: Edition;
  /** The sessions that the page shows. */
  sessions: readonly Session[];
  sessionSpeakers: readonly SessionSpeaker[];
  speakers: readonly SpeakerRow[];
  /** Of the installation, when the edition names nobody else. */
  organisation: string;
  baseUrl: string;
}

/** `Event` with its sessions as `subEvent` and its series as `superEvent`. */
export function editionJsonLd({
  edition,
  sessions,
  sessionSpeakers,
  speakers,
  organisation,
  baseUrl,
}: EditionData): Json {
  const bySession = Map.groupBy(sessionSpeakers, (s) => s.session_id);
  return {
    '@context': 'https://schema.org',
    '@type': 'Event',
    '@id': baseUrl + editionPath(edition.slug),
    name: edition.title,
    url: baseUrl + editionPath(edition.slug),
    ...(edition.summary && { description: edition.summary }),
    startDate: withOffset(edition.starts_at, edition.timezone),
    endDate: withOffset(edition.ends_at, edition.timezone),
    eventAttendanceMode: ATTENDANCE_MODE[edition.mode],
    eventStatus: STATUS[edition.status],
    location: location(edition, baseUrl),
    organizer: { '@type': 'Organization', name: edition.organizer || organisation, url: baseUrl },
    inLanguage: edition.language,
    ...(edition.series_title && {
      superEvent: { '@type': 'EventSeries', name: edition.series_title, url: baseUrl + EDITIONS },
    }),
    ...(speakers.length > 0 && { performer: speakers.map((s) => person(baseUrl, edition.slug, s)) }),
    ...(sessions.length > 0 && {
      subEvent: sessions.map((row) => session(edition, row, bySession.get(row.id) ?? [], baseUrl)),
    }),
  };
}

/** One session, inside its edition. */
export function sessionJsonLd(
  edition: Edition,
  row: Session,
  speakers: readonly SessionSpeaker[],
  baseUrl: string,
): Json {
  return {
    '@context': 'https://schema.org',
    ...session(edition, row, speakers, baseUrl),
    superEvent: {
      '@type': 'Event',
      '@id': baseUrl + editionPath(edition.slug),
      name: edition.title,
      startDate: withOffset(edition.starts_at, edition.timezone),
      location: location(edition, baseUrl),
    },
  };
}
