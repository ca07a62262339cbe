/** The mail with the link of a draft. */
import type { Deps } from '../../platform/deps.ts';
import { translator } from '../../platform/i18n/translate.ts';
import { composeBody, untrusted } from '../../platform/mail/body.ts';
import type { MailSpec } from '../../platform/mail/mail.ts';
import { readOrganisation } from '../../platform/settings/organisation.ts';
import { draftPath, PROPOSALS } from './addresses.ts';
import { draftToken, openDraft } from './draft-sealed.ts';
import { findDraft } from './queries/drafts.ts';
import { DRAFT_DAYS } from './rules/draft.ts';

export function draftLinkMail({ vault, config }: Deps): MailSpec {
  return {
    kind: 'proposals.draft_link',
    summary: 'The secret link of a draft, to go on with it.',
    /** Undefined when it was sent, removed or forgotten. None of its words: whoever typed the address may be anybody. */
    compose: async (id, _data, db) => {
      const row = await findDraft(db, id);
      const email = row && openDraft(vault, id, row.sealed)?.email;
      if (!row || email === undefined) return undefined;
      const t = translator(row.lang);
      const { name } = await readOrganisation(db);
      const body = composeBody({
        lang: row.lang,
        greeting: t('proposals.mail.greeting'),
        paragraphs: [
          t('proposals.mail.draft.text', { days: DRAFT_DAYS }),
          { link: config.baseUrl + draftPath(draftToken(vault, id)), label: t('proposals.mail.draft.link') },
          t('proposals.mail.draft.not_you'),
        ],
        footer: [
          t('proposals.mail.footer', { organization: untrusted(name, 120) }),
          { link: config.baseUrl + PROPOSALS, label: t('proposals.title') },
        ],
      });
      return { to: { address: email }, lang: row.lang, subject: t('proposals.mail.draft.subject'), ...body };
    },
  };
}
