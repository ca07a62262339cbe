/**
 * One mail of a mailing. The organiser's own addresses are links, shown in full; what fields bring in is words
 * of strangers: no link, no markup, whatever somebody calls themselves.
 */
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import { composeBody, type Paragraph, type Piece, untrusted } from '../../../platform/mail/body.ts';
import type { ComposedMail } from '../../../platform/mail/mail.ts';
import { readLine, readText, type Token } from '../rules/text.ts';

export interface MailingLetter {
  lang: Lang;
  t: Translate;
  subject: string;
  text: string;
  /** Of the reader. */
  name: string;
  edition: string;
  organisation: string;
  /** Absolute. */
  links: { own: string; edition: string; unsubscribe: string };
  /** Sent to its writer, before all others. */
  isTest?: boolean;
}

export type WrittenMail = Pick<ComposedMail, 'lang' | 'subject' | 'text' | 'headers'> & { html: string };

/** Subject, text, HTML and the marks of mail to many. */
export function writeMailing(letter: MailingLetter): WrittenMail {
  const { lang, t, organisation, links } = letter;
  const body = composeBody({
    lang,
    greeting: t('mailings.mail.greeting', { name: untrusted(letter.name, 80) }),
    paragraphs: readText(letter.text).map((lines): Paragraph => ({
      lines: lines.map((tokens) => piecesOf(tokens, letter)),
    })),
    footer: [
      t('mailings.mail.footer', {
        event: untrusted(letter.edition, 160),
        organization: untrusted(organisation, 120),
      }),
      { link: links.own, label: t('mailings.mail.own') },
      { link: links.unsubscribe, label: t('mailings.mail.unsubscribe') },
    ],
  });
  return { lang, subject: subjectOf(letter), ...body, headers: headersOf(links.unsubscribe) };
}

/** One-click unsubscription (RFC 8058), and that nobody's holiday reply need answer. */
function headersOf(unsubscribe: string): Record<string, string> {
  return {
    'List-Unsubscribe': `<${unsubscribe}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    Precedence: 'bulk',
  };
}

function subjectOf(letter: MailingLetter): string {
  const words = readLine(letter.subject)
    .map((token) => {
      if ('field' in token) return wordsOf(token.field, letter) ?? '';
      return 'words' in token ? token.words : token.address.replace(/^mailto:/, '');
    })
    .join('');
  const subject = untrusted(words, 200);
  return letter.isTest ? letter.t('mailings.mail.test_subject', { subject }) : subject;
}

function piecesOf(tokens: readonly Token[], letter: MailingLetter): Piece[] {
  return tokens.map((token): Piece => {
    if ('words' in token) return token.words;
    if ('address' in token) return token;
    switch (token.field) {
      case 'own_link':
        return { address: letter.links.own };
      case 'edition_link':
        return { address: letter.links.edition };
      default:
        return wordsOf(token.field, letter) ?? '';
    }
  });
}

function wordsOf(field: string, letter: MailingLetter): string | undefined {
  if (field === 'name') return untrusted(letter.name, 80);
  return field === 'edition' ? untrusted(letter.edition, 160) : undefined;
}
