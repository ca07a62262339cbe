/** The reminder: when and where, what they signed up for, the first day's programme, what else there is for them. */
import type { Note } from '../../../platform/additions.ts';
import { clockTime } from '../../../platform/i18n/dates.ts';
import { type Paragraph, untrusted } from '../../../platform/mail/body.ts';
import { programmePath, sessionPath } from '../addresses.ts';
import { dayAndTime, languageId, languageWords, zoneWords } from '../pages/words.ts';
import type { SlotRow } from '../queries/programme.ts';
import type { WorkshopPlace } from '../queries/registrations.ts';
import { instantWords, letter, type Letter, title, type Told } from './letter.ts';

/** What a reminder says beyond what every mail knows. */
export interface ReminderFacts {
  /** The reader's zone, where it is known and its clocks show another hour. */
  zone: string | undefined;
  /** Sessions of the first day that take place, in order. */
  slots: readonly SlotRow[];
  /** The first day, `2027-03-07`. */
  day: string;
  /** Sessions of the whole edition in the languages that this person asked for. */
  offered: readonly SlotRow[];
  /** What other parts of the program have for them: ticket, room. */
  notes: readonly Note[];
}

const MOST_SLOTS = 30;
const MOST_TITLES = 6;

export function reminderLetterOf(told: Told, facts: ReminderFacts): Letter {
  const { t, event } = told;
  const when = instantWords(told, event.starts_at);
  return letter(
    told,
    'events.mail.reminder.subject',
    [
      t('events.mail.reminder.text', { event: title(told), when }),
      ...ownZone(told, facts),
      placeLines(told),
      ...workshopLines(told),
      ...languageLines(told, facts),
      ...dayLines(told, facts),
      ...noteLines(told, facts),
      t('events.mail.reminder.change'),
    ],
    'events.mail.see_own',
    'REQUEST',
  );
}

function ownZone({ t, lang, event }: Told, { zone }: ReminderFacts): Paragraph[] {
  if (!zone) return [];
  const when = `${dayAndTime(event.starts_at, zone, lang).text}, ${zoneWords(t, zone, event.starts_at)}`;
  return [t('events.mail.reminder.own_zone', { when })];
}

function placeLines({ t, event, registration }: Told): Paragraph {
  const place = [event.venue, event.venue_address].filter(Boolean).join(', ');
  const how = t('events.mail.fact.how', { how: t(`events.attendance.${registration.attendance}`) });
  const where =
    registration.attendance === 'in_person' && place
      ? [t('events.mail.fact.where', { where: untrusted(place, 300) })]
      : [];
  return { list: [how, ...where] };
}

/** The workshops that are theirs and take place, each with its page. */
function workshopLines({ t, lang, event, workshops, baseUrl }: Told): Paragraph[] {
  const own = workshops.filter((w) => w.state === 'held' && w.status === 'scheduled');
  if (own.length === 0) return [];
  const link = (w: WorkshopPlace): Paragraph => ({
    link: baseUrl + sessionPath(event.slug, w.slug),
    label: [
      w.starts_at && dayAndTime(w.starts_at, w.timezone, lang, 'short').text,
      untrusted(w.title, 160),
      w.room && untrusted(w.room, 100),
    ]
      .filter(Boolean)
      .join(' · '),
  });
  return [t('events.mail.reminder.workshops'), ...own.map(link)];
}

/** For each language asked for that is not the edition's own: where it is spoken or interpreted. */
function languageLines({ t, event, person }: Told, { offered }: ReminderFacts): Paragraph[] {
  const asked = [...new Set((person.languages ?? []).map(languageId))];
  return asked
    .filter((code) => code !== languageId(event.language))
    .flatMap((code) => {
      const where = offered.filter((slot) =>
        [slot.language, ...slot.interpretation].some((one) => languageId(one) === code),
      );
      if (where.length === 0) return [];
      const titles = where.slice(0, MOST_TITLES).map((slot) => untrusted(slot.title, 120));
      const language = untrusted(languageWords(t, code), 60);
      return [t('events.mail.reminder.language', { language, count: where.length, list: titles.join('; ') })];
    });
}

function dayLines({ t, lang, event, baseUrl }: Told, { slots, day }: ReminderFacts): Paragraph[] {
  if (slots.length === 0) return [];
  const hour = (at: Temporal.Instant) => clockTime(at, event.timezone, lang);
  const line = (slot: SlotRow): string =>
    [
      slot.starts_at && slot.ends_at ? `${hour(slot.starts_at)}–${hour(slot.ends_at)}` : '',
      untrusted(slot.title, 120),
      slot.room ? untrusted(slot.room, 80) : '',
    ]
      .filter(Boolean)
      .join(' · ');
  return [
    t('events.mail.reminder.programme'),
    { list: slots.slice(0, MOST_SLOTS).map(line) },
    { link: baseUrl + programmePath(event.slug, day), label: t('events.mail.reminder.programme_link') },
  ];
}

function noteLines({ baseUrl }: Told, { notes }: ReminderFacts): Paragraph[] {
  return notes.flatMap(({ title: heading, text, links = [] }) => [
    text ? `${untrusted(heading, 160)}: ${untrusted(text, 500)}` : untrusted(heading, 160),
    ...links.map(({ href, label }) => ({
      link: href.startsWith('/') ? baseUrl + href : href,
      label: untrusted(label, 160),
    })),
  ]);
}
