/** What the mails about a certificate say. */
import { longDate } from '../../../platform/i18n/dates.ts';
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import { composeBody, type Paragraph, untrusted } from '../../../platform/mail/body.ts';
import type { Letter, Told } from '../../events/index.ts';
import type { Facts } from '../rules/content.ts';

interface Where {
  /** Absolute: the PDF. */
  href: string;
  /** Absolute: where anybody checks it. */
  verify: string;
  /** When the organisation removes what it keeps. */
  keptUntil: Temporal.Instant;
}

interface Reader {
  t: Translate;
  lang: Lang;
  timezone: string;
}

function keepIt({ t, lang, timezone }: Reader, { href, verify, keptUntil }: Where): Paragraph[] {
  return [
    { link: href, label: t('certificates.mail.download') },
    t('certificates.mail.keep', { date: longDate(keptUntil, timezone, lang) }),
    t('certificates.mail.verify'),
    { link: verify, label: t('certificates.mail.verify_link') },
    t('certificates.mail.wrong'),
  ];
}

export function readyLetter(told: Told, where: Where): Letter {
  const { t, lang, event } = told;
  const title = untrusted(event.title, 160);
  return {
    subject: t('certificates.mail.subject', { event: title }),
    paragraphs: [
      t('certificates.mail.ready', { event: title }),
      ...keepIt({ t, lang, timezone: event.timezone }, where),
    ],
  };
}

export interface Handed extends Reader, Where {
  facts: Facts;
  organisation: string;
}

export function handedLetter(given: Handed): { subject: string; text: string; html: string } {
  const { t, lang, facts, organisation } = given;
  const event = untrusted(facts.edition, 160);
  const body = composeBody({
    lang,
    greeting: t('events.mail.greeting', { name: untrusted(facts.name, 80) }),
    paragraphs: [t('certificates.mail.ready', { event }), ...keepIt(given, given)],
    footer: [t('certificates.mail.footer', { event, organization: untrusted(organisation, 120) })],
  });
  return { subject: t('certificates.mail.subject', { event }), ...body };
}
