/** That there is something to read, and where: a mail says nothing of what was written. */
import { findStaff } from '../accounts/index.ts';
import { findProposal, linkToken, openAuthors, proposalPath } from '../proposals/index.ts';
import type { Read } from '../../platform/db/handles.ts';
import type { Deps } from '../../platform/deps.ts';
import { translator } from '../../platform/i18n/translate.ts';
import { composeBody, untrusted } from '../../platform/mail/body.ts';
import type { ComposedMail, MailSpec } from '../../platform/mail/mail.ts';
import { readOrganisation } from '../../platform/settings/organisation.ts';
import { helpPath, officePath } from './addresses.ts';
import { findHelp } from './queries/help.ts';

export function accompanimentMails(deps: Deps): MailSpec[] {
  return [
    {
      kind: 'accompaniment.news',
      summary: 'Tells who proposes that the desk wrote, suggested or decided something; none of its words.',
      compose: (id, _data, db) => toAuthors(deps, db, id),
    },
    {
      kind: 'accompaniment.authors_acted',
      summary:
        'Tells the adviser of a proposal that its authors wrote or decided something; none of its words.',
      compose: (id, _data, db) => toAdviser(deps, db, id),
    },
  ];
}

/** @returns undefined when it was withdrawn, or no address was left */
async function toAuthors(deps: Deps, db: Read, id: string): Promise<ComposedMail | undefined> {
  const row = await findProposal(db, id);
  const email = row && openAuthors(deps.vault, id, row.sealed_authors)?.email;
  if (!row || row.number === null || !email) return undefined;
  const t = translator(row.lang);
  const { name } = await readOrganisation(db);
  const { baseUrl } = deps.config;
  const number = row.number;
  const body = composeBody({
    lang: row.lang,
    greeting: t('accompaniment.mail.greeting'),
    paragraphs: [
      t('accompaniment.mail.news.text', { number, organization: untrusted(name, 120) }),
      { link: baseUrl + helpPath(linkToken(deps.vault, row)), label: t('accompaniment.mail.news.link') },
      t('accompaniment.mail.news.once'),
    ],
    footer: [
      t('accompaniment.mail.news.footer', { organization: untrusted(name, 120) }),
      { link: baseUrl + proposalPath(number), label: t('proposals.number', { number }) },
    ],
  });
  return {
    to: { address: email },
    lang: row.lang,
    subject: t('accompaniment.mail.news.subject', { number }),
    ...body,
  };
}

/** @returns undefined when nobody helps with it any more, or whoever did has left */
async function toAdviser(deps: Deps, db: Read, id: string): Promise<ComposedMail | undefined> {
  const [row, help] = await Promise.all([findProposal(db, id), findHelp(db, id)]);
  if (!row || row.number === null || !help || help.adviser === null) return undefined;
  const adviser = await findStaff(db, deps, help.adviser);
  if (!adviser || adviser.disabledAt) return undefined;
  const t = translator(adviser.language);
  const { baseUrl } = deps.config;
  const number = row.number;
  const body = composeBody({
    lang: adviser.language,
    greeting: t('accompaniment.mail.greeting'),
    paragraphs: [
      t('accompaniment.mail.acted.text', { number }),
      { link: baseUrl + officePath(number), label: t('accompaniment.mail.acted.link') },
    ],
    footer: [t('accompaniment.mail.acted.footer')],
  });
  return {
    to: { name: adviser.name, address: adviser.email },
    lang: adviser.language,
    subject: t('accompaniment.mail.acted.subject', { number }),
    ...body,
  };
}
