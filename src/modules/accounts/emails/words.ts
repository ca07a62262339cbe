/** The words of the mails of staff accounts. */
import type { Role } from '../../../platform/access/access.ts';
import { type Lang, LOCALE_OF, type Translate, translator } from '../../../platform/i18n/translate.ts';
import { composeBody, type Paragraph, untrusted } from '../../../platform/mail/body.ts';
import type { ComposedMail } from '../../../platform/mail/mail.ts';
import { INVITATION_DAYS, RESET_MINUTES } from '../rules.ts';

export interface About {
  lang: Lang;
  /** Of the person written to; may be empty. */
  name: string;
  organisation: string;
  link: string;
}

type Words = Pick<ComposedMail, 'subject' | 'text' | 'html'>;

function write(
  about: About,
  subject: 'invitation' | 'reset' | 'changed',
  paragraphs: (t: Translate, organisation: string) => Paragraph[],
): Words {
  const t = translator(about.lang);
  const organisation = untrusted(about.organisation, 120);
  const name = untrusted(about.name, 80);
  const body = composeBody({
    lang: about.lang,
    greeting: name ? t('accounts.mail.greeting', { name }) : t('accounts.mail.greeting_unnamed'),
    paragraphs: paragraphs(t, organisation),
    footer: [t('accounts.mail.footer', { organisation })],
  });
  return { subject: t(`accounts.mail.${subject}.subject`, { organisation }), ...body };
}

export function invitationWords(about: About, invitedTo: readonly Role[]): Words {
  return write(about, 'invitation', (t, organisation) => {
    const roles = new Intl.ListFormat(LOCALE_OF[about.lang]).format(
      invitedTo.map((role) => t(`accounts.role.${role}`)),
    );
    return [
      t('accounts.mail.invitation.what', { organisation, roles }),
      { link: about.link, label: t('accounts.mail.invitation.link') },
      t('accounts.mail.invitation.until', { days: INVITATION_DAYS }),
    ];
  });
}

export function resetWords(about: About): Words {
  return write(about, 'reset', (t) => [
    t('accounts.mail.reset.what'),
    { link: about.link, label: t('accounts.mail.reset.link') },
    t('accounts.mail.reset.until', { minutes: RESET_MINUTES }),
    t('accounts.mail.reset.not_you'),
  ]);
}

export function changedWords(about: About): Words {
  return write(about, 'changed', (t) => [
    t('accounts.mail.changed.what'),
    t('accounts.mail.changed.not_you'),
    { link: about.link, label: t('accounts.mail.changed.link') },
  ]);
}
