/** The mail with the link of what was sent in a meeting, to who asked for it. */
import type { Deps } from '../../platform/deps.ts';
import { translator } from '../../platform/i18n/translate.ts';
import { composeBody, untrusted } from '../../platform/mail/body.ts';
import type { MailSpec } from '../../platform/mail/mail.ts';
import { readOrganisation } from '../../platform/settings/organisation.ts';
import { linkToken, ownPath, PROPOSALS } from '../proposals/index.ts';
import { confirmPath } from './addresses.ts';
import { LINK_MAIL } from './kinds.ts';
import { findAddressed } from './queries/meetings.ts';
import { confirmToken, openAddress } from './sealed.ts';

export function meetingMails({ vault, config }: Deps): MailSpec[] {
  return [
    {
      kind: LINK_MAIL,
      summary:
        'The secret link of a proposal that was sent in a meeting, once, and how to confirm the address for news.',
      /** Undefined when it was withdrawn, or the address forgotten. None of its words: anybody may have typed it. */
      compose: async (id, _data, db) => {
        const row = await findAddressed(db, id);
        const address = row && openAddress(vault, id, row.sealed_address);
        if (!row || row.number === null || address === undefined) return undefined;
        const t = translator(row.lang);
        const { name } = await readOrganisation(db);
        const { number, title: meeting } = row;
        const body = composeBody({
          lang: row.lang,
          greeting: t('proposals.mail.greeting'),
          paragraphs: [
            t('meetings.mail.text', { number, meeting: untrusted(meeting, 200) }),
            { link: config.baseUrl + ownPath(linkToken(vault, row)), label: t('proposals.mail.see_own') },
            t('meetings.mail.once'),
            {
              link: config.baseUrl + confirmPath(confirmToken(vault, row)),
              label: t('meetings.mail.confirm'),
            },
            t('meetings.mail.not_you'),
          ],
          footer: [
            t('proposals.mail.footer', { organization: untrusted(name, 120) }),
            { link: config.baseUrl + PROPOSALS, label: t('proposals.title') },
          ],
        });
        return { to: { address }, lang: row.lang, subject: t('meetings.mail.subject', { number }), ...body };
      },
    },
  ];
}
