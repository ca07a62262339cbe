/**
 * The mails to somebody who registered, written at the moment of sending from the vault. What a person or
 * the organiser typed is text in them, never a link or markup; the calendar entry carries no secret.
 */
import type { Lang, MessageKey, Translate } from '../../../platform/i18n/translate.ts';
import { composeBody, type Paragraph, untrusted } from '../../../platform/mail/body.ts';
import type { ComposedMail } from '../../../platform/mail/mail.ts';
import type { Organisation } from '../../../platform/settings/organisation.ts';
import { dayAndTime, daysWords, zoneWords } from '../pages/words.ts';
import type { Person } from '../person.ts';
import type {
  RegistrationEvent,
  RegistrationRow,
  SessionInMail,
  WorkshopPlace,
} from '../queries/registrations.ts';
import { registrationCalendar } from './calendar.ts';

/** Everything a mail may speak of. */
export interface Told {
  baseUrl: string;
  now: Temporal.Instant;
  /** Absolute: the secret link, made for this mail; and the public page. */
  links: { own: string; edition: string };
  t: Translate;
  lang: Lang;
  event: RegistrationEvent;
  registration: RegistrationRow;
  workshops: readonly WorkshopPlace[];
  person: Person;
  organisation: Organisation;
  /** The state before, where the mail tells of a step back. */
  from: string | undefined;
  /** Id of the session that the mail is about, if any, and what is known of it. */
  sessionId: string | undefined;
  session: SessionInMail | undefined;
  /** Ids and plain facts that were stored with the promise. */
  data: Record<string, unknown>;
}

export interface Letter {
  subject: string;
  paragraphs: Paragraph[];
  /** Sends the calendar entry along, or takes it back. */
  calendar?: 'REQUEST' | 'CANCEL';
}

/** @returns undefined when there is nothing left to say: what happened since has a mail of its own */
export type Writer = (told: Told) => Letter | undefined | Promise<Letter | undefined>;

/** The letter as a whole mail: greeting, footer, calendar entry. */
export function dressLetter(told: Told, letter: Letter): ComposedMail {
  const { t, lang, event, person, registration, workshops, organisation, links } = told;
  const body = composeBody({
    lang,
    greeting: t('events.mail.greeting', { name: untrusted(person.name, 80) }),
    paragraphs: letter.paragraphs,
    footer: [
      t('events.mail.footer', { event: title(told), organization: untrusted(organisation.name, 120) }),
      { link: links.edition, label: t('events.mail.footer.link') },
    ],
  });
  const organizer = event.contact_email || organisation.email;
  const calendar = letter.calendar && {
    method: letter.calendar,
    ics: registrationCalendar(told, event, registration, workshops, letter.calendar, lang, {
      ...(organizer && { organizer: { name: event.organizer || organisation.name, email: organizer } }),
      attendee: { name: person.name, email: person.email },
    }),
  };
  return {
    to: { name: person.name, address: person.email },
    lang,
    subject: letter.subject,
    ...body,
    ...(calendar && { calendar }),
  };
}

/** The edition's title as it may stand in a sentence of a mail. */
export function title({ event }: Pick<Told, 'event'>): string {
  return untrusted(event.title, 160);
}

/** "martes, 7 de marzo de 2027, 8:00, hora de Guatemala, GMT-6" */
export function instantWords({ t, lang, event }: Told, at: Temporal.Instant): string {
  return `${dayAndTime(at, event.timezone, lang).text}, ${zoneWords(t, event.timezone, at)}`;
}

/** When, how and in which workshops. */
export function factLines(told: Told): Paragraph {
  const { t, lang, event, registration, workshops } = told;
  const place = [event.venue, event.venue_address].filter(Boolean).join(', ');
  const list = [
    t('events.mail.fact.when', {
      when: `${daysWords(event, event.timezone, lang)}, ${zoneWords(t, event.timezone, event.starts_at)}`,
    }),
    t('events.mail.fact.how', { how: t(`events.attendance.${registration.attendance}`) }),
  ];
  if (registration.attendance === 'in_person' && place)
    list.push(t('events.mail.fact.where', { where: untrusted(place, 300) }));
  for (const w of workshops)
    list.push(
      t('events.mail.fact.workshop', {
        title: untrusted(w.title, 160),
        state: t(`events.workshop_state.${w.state}`),
      }),
    );
  return { list };
}

/** A letter with the link to one's own registration below its sentences. */
export function letter(
  told: Told,
  subject: MessageKey,
  sentences: readonly Paragraph[],
  link: MessageKey,
  calendar?: Letter['calendar'],
): Letter {
  const { t } = told;
  return {
    subject: t(subject, { event: title(told) }),
    paragraphs: [...sentences, { link: told.links.own, label: t(link) }],
    ...(calendar && { calendar }),
  };
}
