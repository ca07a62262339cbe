/** The calendar entry of somebody's registration: one stable UID, a SEQUENCE that only grows, nothing secret. */
import { type Lang, translator } from '../../../platform/i18n/translate.ts';
import { editionPath } from '../addresses.ts';
import { calendarUid, type CalendarPerson, writeCalendar } from '../formats/ics.ts';
import { dayAndTime, zoneWords } from '../pages/words.ts';
import type { RegistrationEvent, RegistrationRow, WorkshopPlace } from '../queries/registrations.ts';

/**
 * @param attendee given in a mail to that person; never in a file that may be passed on
 * @returns the calendar as text
 */
export function registrationCalendar(
  site: { baseUrl: string; now: Temporal.Instant },
  event: RegistrationEvent,
  registration: Pick<RegistrationRow, 'id' | 'sequence' | 'attendance'>,
  workshops: readonly WorkshopPlace[],
  method: 'PUBLISH' | 'REQUEST' | 'CANCEL',
  lang: Lang,
  people: { organizer?: CalendarPerson; attendee?: CalendarPerson } = {},
): string {
  const t = translator(lang);
  const held = workshops
    .filter((w) => w.state === 'held' && w.status !== 'cancelled')
    .map((w) => workshopWords(w, lang));
  const inPerson = registration.attendance === 'in_person';
  const place = [event.venue, event.venue_address].filter(Boolean).join(', ');
  return writeCalendar({
    method,
    ...people,
    entries: [
      {
        uid: calendarUid('registration', registration.id, site.baseUrl),
        // Either may grow alone: the edition by a change of its time, the registration by one of its own.
        sequence: event.sequence + registration.sequence,
        stamp: site.now,
        start: event.starts_at,
        end: event.ends_at,
        summary: event.title,
        description: [
          event.summary,
          t('events.mail.calendar.zone', { zone: zoneWords(t, event.timezone, event.starts_at) }),
          ...(held.length > 0 ? [t('events.mail.calendar.workshops', { list: held.join('; ') })] : []),
        ]
          .filter(Boolean)
          .join('\n\n'),
        location: inPerson && place ? place : t('events.attendance.online'),
        url: site.baseUrl + editionPath(event.slug),
        status:
          method === 'CANCEL' || event.status === 'cancelled'
            ? 'CANCELLED'
            : event.status === 'postponed'
              ? 'TENTATIVE'
              : 'CONFIRMED',
      },
    ],
  });
}

/** "Taller de Prueba (8 mar 2027, 9:00)"; put off, it has no hours. */
function workshopWords({ title, starts_at, timezone, status }: WorkshopPlace, lang: Lang): string {
  if (!starts_at || status !== 'scheduled') return title;
  return `${title} (${dayAndTime(starts_at, timezone, lang, 'short').text})`;
}
