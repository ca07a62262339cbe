/**
 * The mails to somebody who contributed, written at the moment of sending from the vault. What they or the
 * organiser typed is text in them, never a link or markup.
 */
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import { composeBody, type Paragraph, untrusted } from '../../../platform/mail/body.ts';
import type { ComposedMail } from '../../../platform/mail/mail.ts';
import type { Author, ContributionText } from '../sealed.ts';
import type { Decision, Kind, State } from '../tables.ts';

/** Everything a mail may speak of. */
export interface Told {
  t: Translate;
  lang: Lang;
  author: Author;
  text: ContributionText;
  kind: Kind;
  state: State;
  number: number | null;
  decision: Decision | null;
  words: string;
  /** Title of the edition. */
  event: string;
  organization: string;
  /** Until when it can be changed, in words; undefined when that is over. */
  until: string | undefined;
  /** Absolute addresses. */
  links: { own: string; call: string; session: string | undefined; item: string | undefined };
  /** All of this address in this edition, with their links. */
  all: readonly { title: string; link: string }[];
}

export interface Letter {
  subject: string;
  paragraphs: Paragraph[];
}

/** @returns undefined when there is nothing left to say */
export type Writer = (told: Told) => Letter | undefined;

export function dressLetter(told: Told, letter: Letter): ComposedMail {
  const { t, lang, author, links } = told;
  const body = composeBody({
    lang,
    greeting: t('contributions.mail.greeting', { name: untrusted(author.name, 80) }),
    paragraphs: letter.paragraphs,
    footer: [
      t('contributions.mail.footer', {
        event: event(told),
        organization: untrusted(told.organization, 120),
      }),
      { link: links.call, label: t('contributions.mail.footer.link') },
    ],
  });
  return { to: { name: author.name, address: author.email }, lang, subject: letter.subject, ...body };
}

const event = (told: Told): string => untrusted(told.event, 160);
const title = (told: Told): string => untrusted(told.text.title, 160);

const seeOwn = (told: Told): Paragraph => ({
  link: told.links.own,
  label: told.t('contributions.mail.see_own'),
});

const confirmAddress: Writer = (told) => {
  const { t, links } = told;
  // Confirmed in the meantime: nothing is left to ask.
  if (told.state !== 'pending') return undefined;
  return {
    subject: t('contributions.mail.confirm.subject', { event: event(told) }),
    paragraphs: [
      t('contributions.mail.confirm.text', { event: event(told), title: title(told) }),
      t('contributions.mail.confirm.next'),
      { link: links.own, label: t('contributions.mail.confirm.link') },
      t('contributions.mail.not_you'),
    ],
  };
};

const received: Writer = (told) => {
  const { t, number, until } = told;
  if (told.state === 'withdrawn' || number === null) return undefined;
  return {
    subject: t('contributions.mail.received.subject', { event: event(told), number }),
    paragraphs: [
      t('contributions.mail.received.text', { title: title(told), event: event(told), number }),
      ...(until ? [t('contributions.mail.received.until', { until })] : []),
      t('contributions.mail.keep_link'),
      seeOwn(told),
    ],
  };
};

const links: Writer = (told) => {
  const { t } = told;
  return {
    subject: t('contributions.mail.links.subject', { event: event(told) }),
    paragraphs: [
      t('contributions.mail.links.text', { count: told.all.length }),
      ...told.all.map((one): Paragraph => ({ link: one.link, label: untrusted(one.title, 160) })),
      t('contributions.mail.not_you'),
    ],
  };
};

const decision: Writer = (told) => {
  const { t, words } = told;
  if (!told.decision) return undefined;
  const quoted: Paragraph[] = words ? [t('contributions.mail.decision.words'), { untrusted: words }] : [];
  return {
    subject: t('contributions.mail.decision.subject', { event: event(told) }),
    paragraphs: [
      t(`contributions.mail.decision.${told.decision}`, { title: title(told), event: event(told) }),
      ...quoted,
      seeOwn(told),
    ],
  };
};

const inProgramme: Writer = (told) => {
  const { t } = told;
  const { session } = told.links;
  if (!session) return undefined;
  return {
    subject: t('contributions.mail.in_programme.subject', { event: event(told) }),
    paragraphs: [
      t('contributions.mail.in_programme.text', { title: title(told), event: event(told) }),
      { link: session, label: t('contributions.mail.in_programme.link') },
      seeOwn(told),
    ],
  };
};

const inLibrary: Writer = (told) => {
  const { t } = told;
  const { item } = told.links;
  if (!item) return undefined;
  return {
    subject: t('contributions.mail.in_library.subject'),
    paragraphs: [
      t('contributions.mail.in_library.text', { title: title(told) }),
      { link: item, label: t('contributions.mail.in_library.link') },
      t('contributions.mail.in_library.back'),
      seeOwn(told),
    ],
  };
};

export const LETTERS: readonly { kind: string; summary: string; write: Writer }[] = [
  {
    kind: 'contributions.confirm_address',
    summary: 'Asks who sent a contribution to confirm the address.',
    write: confirmAddress,
  },
  {
    kind: 'contributions.received',
    summary: 'The contribution’s number and its secret link.',
    write: received,
  },
  {
    kind: 'contributions.links',
    summary: 'All secret links of an address, when asked for or sent again.',
    write: links,
  },
  {
    kind: 'contributions.decision',
    summary: 'What was decided, with the organiser’s words.',
    write: decision,
  },
  { kind: 'contributions.in_programme', summary: 'It is a session now.', write: inProgramme },
  {
    kind: 'contributions.in_library',
    summary: 'It is in the library; how to take it back.',
    write: inLibrary,
  },
];
