/** The mail that asks whoever supports a proposal to confirm it. */
import type { Deps } from '../../platform/deps.ts';
import { translator } from '../../platform/i18n/translate.ts';
import { composeBody, untrusted } from '../../platform/mail/body.ts';
import type { MailSpec } from '../../platform/mail/mail.ts';
import { readOrganisation } from '../../platform/settings/organisation.ts';
import { ownSupportPath, proposalPath } from './addresses.ts';
import { findSupport } from './queries/supports.ts';
import { openSupporter, supportToken } from './support-sealed.ts';

export function confirmSupportMail({ vault, config }: Deps): MailSpec {
  return {
    kind: 'proposals.confirm_support',
    summary: 'Asks who supports a proposal to confirm it.',
    /** Undefined when it is confirmed, taken back, or the proposal is not to be read any more. */
    compose: async (id, _data, db) => {
      const row = await findSupport(db, id);
      const supporter = row && openSupporter(vault, id, row.sealed);
      if (!row || !supporter || row.state !== 'unconfirmed') return undefined;
      const { number, title, lang } = row;
      if (number === null || title === null) return undefined;
      const t = translator(lang);
      const { name } = await readOrganisation(db);
      const body = composeBody({
        lang,
        greeting: t('proposals.mail.greeting'),
        paragraphs: [
          t('proposals.mail.support.text', { title: untrusted(title, 160), number }),
          {
            link: config.baseUrl + ownSupportPath(supportToken(vault, id)),
            label: t('proposals.mail.support.link'),
          },
          t('proposals.mail.support.not_you'),
        ],
        footer: [
          t('proposals.mail.support.footer', { organization: untrusted(name, 120) }),
          { link: config.baseUrl + proposalPath(number), label: t('proposals.support.to_proposal') },
        ],
      });
      return {
        to: { address: supporter.email },
        lang,
        subject: t('proposals.mail.support.subject', { number }),
        ...body,
      };
    },
  };
}
