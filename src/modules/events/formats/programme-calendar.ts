/** The programme of an edition as a calendar that others subscribe to. */
import type { Translate } from '../../../platform/i18n/translate.ts';
import { editionPath, sessionPath } from '../addresses.ts';
import type { Edition } from '../queries/editions.ts';
import type { SessionRow, SessionSpeaker } from '../queries/programme.ts';
import type { Status } from '../tables.ts';
import { type CalendarEntry, type CalendarPerson, calendarUid, writeCalendar } from './ics.ts';

export interface ProgrammeCalendar {
  edition: Edition;
  sessions: readonly SessionRow[];
  speakers: readonly SessionSpeaker[];
  baseUrl: string;
  t: Translate;
}

/** Each session with hours is an entry; without any, the edition itself is the only one. */
export function programmeCalendar(programme: ProgrammeCalendar): string {
  const { edition } = programme;
  const bySession = Map.groupBy(programme.speakers, (s) => s.session_id);
  const entries = programme.sessions.flatMap((session) => {
    const entry = sessionEntry(programme, session, bySession.get(session.id) ?? []);
    return entry ? [entry] : [];
  });
  return writeCalendar({
    method: 'PUBLISH',
    name: edition.title,
    entries: entries.length > 0 ? entries : [editionEntry(edition, programme.baseUrl, programme.t)],
    organizer: organizerOf(edition),
  });
}

function organizerOf({ organizer, contact_email: email, title }: Edition): CalendarPerson | undefined {
  return email ? { name: organizer || title, email } : undefined;
}

function sessionEntry(
  { edition, baseUrl, t }: ProgrammeCalendar,
  session: SessionRow,
  speakers: readonly SessionSpeaker[],
): CalendarEntry | undefined {
  const { starts_at: start, ends_at: end } = session;
  if (!start || !end) return undefined;
  const status: Status = edition.status === 'scheduled' ? session.status : edition.status;
  const note = session.status_note || (status === edition.status ? edition.status_note : '');
  const names = speakers.map((s) => (s.organization ? `${s.name} (${s.organization})` : s.name)).join(', ');
  const latest = later(session.updated_at, edition.updated_at);
  return {
    uid: calendarUid('session', session.id, baseUrl),
    // Either may change; the sum only ever rises.
    sequence: session.sequence + edition.sequence,
    stamp: latest,
    lastModified: latest,
    start,
    end,
    summary: withStatus(session.title, status, t),
    description: [note, names, session.abstract].filter(Boolean).join('\n\n') || undefined,
    location:
      [session.room, edition.venue, edition.venue_address].filter(Boolean).join(', ') ||
      onlineWords(edition, t),
    url: baseUrl + sessionPath(edition.slug, session.slug),
    status: calendarStatus(status),
  };
}

/** The entry of a whole edition. */
export function editionEntry(edition: Edition, baseUrl: string, t: Translate): CalendarEntry {
  return {
    uid: calendarUid('event', edition.id, baseUrl),
    sequence: edition.sequence,
    stamp: edition.updated_at,
    lastModified: edition.updated_at,
    start: edition.starts_at,
    end: edition.ends_at,
    summary: withStatus(edition.title, edition.status, t),
    description: [edition.status_note, edition.summary].filter(Boolean).join('\n\n') || undefined,
    location: [edition.venue, edition.venue_address].filter(Boolean).join(', ') || onlineWords(edition, t),
    url: baseUrl + editionPath(edition.slug),
    status: calendarStatus(edition.status),
  };
}

function onlineWords({ mode }: Edition, t: Translate): string | undefined {
  return mode === 'in_person' ? undefined : t(`events.mode.${mode}`);
}

/** Calendars have no word for "postponed": it is tentative, and its title says the rest. */
function calendarStatus(status: Status): CalendarEntry['status'] {
  if (status === 'scheduled') return 'CONFIRMED';
  return status === 'cancelled' ? 'CANCELLED' : 'TENTATIVE';
}

function withStatus(title: string, status: Status, t: Translate): string {
  return status === 'scheduled' ? title : `${t(`events.status.${status}`)}: ${title}`;
}

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return a.epochMilliseconds < b.epochMilliseconds ? b : a;
}
