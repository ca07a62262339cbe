/**
 * The mails to somebody who registered, written at the moment of sending from the vault. What a person or
 * the organiser typed is text in them, never a link or markup; the calendar entry carries no secret.
 */
import type { Deps } from '../../../platform/deps.ts';
import type { Read } from '../../../platform/db/handles.ts';
import { type Lang, type MessageKey, type Translate, translator } from '../../../platform/i18n/translate.ts';
import { composeBody, type Paragraph, untrusted } from '../../../platform/mail/body.ts';
import type { ComposedMail, MailSpec } from '../../../platform/mail/mail.ts';
import { type Organisation, readOrganisation } from '../../../platform/settings/organisation.ts';
import { editionPath, ownPath } from '../addresses.ts';
import { dayAndTime, daysWords, zoneWords } from '../pages/words.ts';
import { linkToken, openPerson, type Person } from '../person.ts';
import {
  findRegistration,
  findRegistrationEvent,
  findSessionInMail,
  listWorkshopPlaces,
  type RegistrationEvent,
  type RegistrationRow,
  type SessionInMail,
  type WorkshopPlace,
} from '../queries/registrations.ts';
import { markMailRefused } from '../commands/registration/refused.ts';
import { registrationCalendar } from './calendar.ts';

/** Everything a mail may speak of. */
export interface Told {
  deps: Deps;
  t: Translate;
  lang: Lang;
  event: RegistrationEvent;
  registration: RegistrationRow;
  workshops: readonly WorkshopPlace[];
  person: Person;
  organisation: Organisation;
  data: Record<string, unknown>;
  /** The session that the mail is about, if any. */
  session: SessionInMail | undefined;
}

interface Letter {
  subject: string;
  paragraphs: Paragraph[];
  /** Sends the calendar entry along, or takes it back. */
  calendar?: 'REQUEST' | 'CANCEL';
}

export type Writer = (told: Told) => Letter | undefined;

/** @param kind without the module's name */
export function registrationMail(deps: Deps, kind: string, summary: string, write: Writer): MailSpec {
  return {
    kind: `events.${kind}`,
    summary,
    compose: (id, data, db) => compose(deps, db, id, data, write),
    onRefused: (id) => markMailRefused(deps.db, id, deps.now()),
  };
}

async function compose(
  deps: Deps,
  db: Read,
  id: string,
  data: Record<string, unknown>,
  write: Writer,
): Promise<ComposedMail | undefined> {
  const registration = await findRegistration(db, id);
  const event = registration && (await findRegistrationEvent(db, { id: registration.event_id }));
  if (!registration || !event) return undefined;
  const told: Told = {
    deps,
    lang: registration.lang,
    t: translator(registration.lang),
    event,
    registration,
    workshops: await listWorkshopPlaces(db, id),
    person: openPerson(deps.vault, id, registration.sealed),
    organisation: await readOrganisation(db),
    data,
    session:
      typeof data['sessionId'] === 'string' ? await findSessionInMail(db, data['sessionId']) : undefined,
  };
  const letter = write(told);
  return letter && dress(told, letter);
}

function dress(told: Told, letter: Letter): ComposedMail {
  const { t, lang, event, person, registration, workshops, organisation, deps } = told;
  const body = composeBody({
    lang,
    greeting: t('events.mail.greeting', { name: untrusted(person.name, 80) }),
    paragraphs: letter.paragraphs,
    footer: [
      t('events.mail.footer', { event: title(told), organization: untrusted(organisation.name, 120) }),
      { link: deps.config.baseUrl + editionPath(event.slug), label: t('events.mail.footer.link') },
    ],
  });
  const organizer = event.contact_email || organisation.email;
  const calendar = letter.calendar && {
    method: letter.calendar,
    ics: registrationCalendar(deps, event, registration, workshops, letter.calendar, lang, {
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

/** The secret link, made for this mail. */
export function ownLink({ deps, registration }: Told): string {
  return deps.config.baseUrl + ownPath(linkToken(deps.vault, registration));
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
    paragraphs: [...sentences, { link: ownLink(told), label: t(link) }],
    ...(calendar && { calendar }),
  };
}
