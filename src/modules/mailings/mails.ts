/** The module's mails, written at the moment of sending. */
import type { Read } from '../../platform/db/handles.ts';
import type { Deps } from '../../platform/deps.ts';
import { type Lang, translator } from '../../platform/i18n/translate.ts';
import type { ComposedMail, MailSpec } from '../../platform/mail/mail.ts';
import { readOrganisation } from '../../platform/settings/organisation.ts';
import { findStaff } from '../accounts/index.ts';
import { editionPath, linkToken, markMailRefused, openPerson, ownPath } from '../events/index.ts';
import { EXAMPLE_TOKEN, unsubscribePath, unsubscribeToken } from './addresses.ts';
import { MAILING_MAIL, TEST_MAIL } from './commands/send.ts';
import { type MailingLetter, writeMailing, type WrittenMail } from './emails/letter.ts';
import { findLetter } from './queries/letters.ts';

export function mailingMails(deps: Deps): MailSpec[] {
  return [
    {
      kind: MAILING_MAIL,
      summary: 'What the organiser writes to a group of those who registered.',
      compose: (id, data, db) => composeOne(deps, db, id, String(data['mailingId'])),
      onRefused: (id) => markMailRefused(deps.db, id, deps.now()),
    },
    {
      kind: TEST_MAIL,
      summary: 'The same to its writer, as a test, with the facts of an invented person.',
      compose: (id, data, db) => composeTest(deps, db, id, data),
    },
  ];
}

async function composeOne(
  deps: Deps,
  db: Read,
  registrationId: string,
  mailingId: string,
): Promise<ComposedMail | undefined> {
  const row = await findLetter(db, mailingId, registrationId);
  if (!row) return undefined;
  const { name, email } = openPerson(deps.vault, registrationId, row.sealed);
  const { baseUrl } = deps.config;
  const mail = writeMailing({
    ...wordsFor(row, row.lang),
    name,
    edition: row.event_title,
    organisation: (await readOrganisation(db)).name,
    links: {
      own: baseUrl + ownPath(linkToken(deps.vault, { id: registrationId, link_version: row.link_version })),
      edition: baseUrl + editionPath(row.event_slug),
      unsubscribe: baseUrl + unsubscribePath(unsubscribeToken(deps.vault, registrationId)),
    },
  });
  return { to: { name, address: email }, ...mail, replyTo: row.contact_email };
}

interface Texts {
  subject_es: string;
  body_es: string;
  subject_en: string;
  body_en: string;
}

/** In the reader's language where there is one, all of it. */
function wordsFor(texts: Texts, wanted: Lang): Pick<MailingLetter, 'lang' | 't' | 'subject' | 'text'> {
  const lang = wanted === 'en' && texts.body_en ? 'en' : 'es';
  const [subject, text] =
    lang === 'en' ? [texts.subject_en, texts.body_en] : [texts.subject_es, texts.body_es];
  return { lang, t: translator(lang), subject, text };
}

export interface Example {
  texts: Texts;
  lang: Lang;
  edition: { title: string; slug: string };
  isTest?: boolean;
}

/** The mail as it will arrive, to somebody invented; its personal links lead to an explanation. */
export async function writeExample(deps: Deps, db: Read, example: Example): Promise<WrittenMail> {
  const { baseUrl } = deps.config;
  const { edition, texts, lang, isTest = false } = example;
  const words = wordsFor(texts, lang);
  return writeMailing({
    ...words,
    name: words.t('mailings.example.name'),
    edition: edition.title,
    organisation: (await readOrganisation(db)).name,
    links: {
      own: baseUrl + unsubscribePath(EXAMPLE_TOKEN),
      edition: baseUrl + editionPath(edition.slug),
      unsubscribe: baseUrl + unsubscribePath(EXAMPLE_TOKEN),
    },
    isTest,
  });
}

async function composeTest(
  deps: Deps,
  db: Read,
  mailingId: string,
  data: Record<string, unknown>,
): Promise<ComposedMail | undefined> {
  const staff = await findStaff(db, deps, String(data['userId']));
  const texts = await db
    .selectFrom('mailings as g')
    .innerJoin('events as e', 'e.id', 'g.event_id')
    .select([
      'g.subject_es',
      'g.body_es',
      'g.subject_en',
      'g.body_en',
      'e.title',
      'e.slug',
      'e.contact_email',
    ])
    .where('g.id', '=', mailingId)
    .executeTakeFirst();
  if (!staff || staff.disabledAt || !texts) return undefined;
  const lang = data['lang'] === 'en' ? 'en' : 'es';
  const { title, slug, contact_email: replyTo } = texts;
  const mail = await writeExample(deps, db, { texts, lang, edition: { title, slug }, isTest: true });
  return { to: { name: staff.name, address: staff.email }, ...mail, replyTo };
}
