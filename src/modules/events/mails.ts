/** The module's mails: found in the database and the vault at the moment of sending, written by `emails`. */
import type { Read } from '../../platform/db/handles.ts';
import type { Deps } from '../../platform/deps.ts';
import { translator } from '../../platform/i18n/translate.ts';
import type { ComposedMail, MailSpec } from '../../platform/mail/mail.ts';
import { readOrganisation } from '../../platform/settings/organisation.ts';
import { editionPath, ownPath } from './addresses.ts';
import { markMailRefused } from './commands/registration/refused.ts';
import { type LetterKind, LETTERS } from './emails/kinds.ts';
import { dressLetter, type Told, type Writer } from './emails/letter.ts';
import { newsLetters } from './news-mail.ts';
import { linkToken, openPerson } from './person.ts';
import { reminderLetter } from './reminder-mail.ts';
import {
  findRegistration,
  findRegistrationEvent,
  findSessionInMail,
  listWorkshopPlaces,
} from './queries/registrations.ts';

export function eventMails(deps: Deps): MailSpec[] {
  const toRegistrant = ({ kind, summary, write }: LetterKind): MailSpec => ({
    kind,
    summary,
    compose: (id, data, db) => writeToRegistrant(deps, db, id, data, write),
    onRefused: (id) => markMailRefused(deps.db, id, deps.now()),
  });
  return [...LETTERS, reminderLetter(deps), newsLetters(deps)].map(toRegistrant);
}

/**
 * A mail to somebody who registered, by their registration's id: for this module's kinds and those of others.
 * @returns undefined when there is nobody left to tell, or nothing left to say
 */
export async function writeToRegistrant(
  deps: Deps,
  db: Read,
  id: string,
  data: Record<string, unknown>,
  write: Writer,
): Promise<ComposedMail | undefined> {
  const registration = await findRegistration(db, id);
  const event = registration && (await findRegistrationEvent(db, { id: registration.event_id }));
  // While what is known of people is being removed, nothing more is written about them.
  if (!registration || !event || event.purge_started_at) return undefined;
  const { baseUrl } = deps.config;
  const sessionId = typeof data['sessionId'] === 'string' ? data['sessionId'] : undefined;
  const told: Told = {
    data,
    baseUrl,
    now: deps.now(),
    links: {
      own: baseUrl + ownPath(linkToken(deps.vault, registration)),
      edition: baseUrl + editionPath(event.slug),
    },
    lang: registration.lang,
    t: translator(registration.lang),
    event,
    registration,
    workshops: await listWorkshopPlaces(db, id),
    person: openPerson(deps.vault, id, registration.sealed),
    organisation: await readOrganisation(db),
    from: typeof data['from'] === 'string' ? data['from'] : undefined,
    sessionId,
    session: sessionId === undefined ? undefined : await findSessionInMail(db, sessionId),
  };
  const letter = await write(told);
  return letter && dressLetter(told, letter);
}
