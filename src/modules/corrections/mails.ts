/** The module's mails: found in the database and the vault at the moment of sending. */
import type { Read } from '../../platform/db/handles.ts';
import type { Deps } from '../../platform/deps.ts';
import { plainDate } from '../../platform/i18n/dates.ts';
import { type Translate, translator } from '../../platform/i18n/translate.ts';
import { composeBody, type Paragraph, untrusted } from '../../platform/mail/body.ts';
import type { ComposedMail, MailSpec } from '../../platform/mail/mail.ts';
import { readOrganisation } from '../../platform/settings/organisation.ts';
import { LOG, ownPath } from './addresses.ts';
import { markMailRefused } from './commands/keep.ts';
import { type CorrectionRow, findCorrection } from './queries/corrections.ts';
import { isOpen } from './rules/outcomes.ts';
import { linkToken, openAsked } from './sealed.ts';

type Write = (t: Translate, row: CorrectionRow) => { subject: string; paragraphs: Paragraph[] } | undefined;

const LETTERS: readonly { kind: string; summary: string; write: Write }[] = [
  {
    kind: 'corrections.received',
    summary: 'The number of a request to correct something, until when it is answered, and its secret link.',
    write: (t, row) =>
      isOpen(row.state)
        ? {
            subject: t('corrections.mail.received.subject', { number: row.number }),
            paragraphs: [
              t('corrections.mail.received.text', {
                number: row.number,
                day: plainDate(row.due_on, row.lang),
              }),
              t('corrections.mail.keep_link'),
            ],
          }
        : undefined,
  },
  {
    kind: 'corrections.answered',
    summary: 'What was answered to a request to correct something.',
    write: (t, row) =>
      row.decided_at
        ? {
            subject: t('corrections.mail.answered.subject', { number: row.number }),
            paragraphs: [
              t(`corrections.mail.answered.${row.state === 'refused' ? 'refused' : 'done'}`, {
                number: row.number,
              }),
              { untrusted: row.answer },
            ],
          }
        : undefined,
  },
];

export function correctionMails(deps: Deps): MailSpec[] {
  return LETTERS.map(({ kind, summary, write }) => ({
    kind,
    summary,
    compose: (id, _data, db) => compose(deps, db, id, write),
    onRefused: (id) => markMailRefused(deps.db, id, deps.now()),
  }));
}

/** @returns undefined when nobody is left to tell (withdrawn, forgotten), or nothing is left to say */
async function compose(deps: Deps, db: Read, id: string, write: Write): Promise<ComposedMail | undefined> {
  const row = await findCorrection(db, id);
  const asked = row && openAsked(deps.vault, id, row.sealed);
  if (!row || !asked || asked.email === '') return undefined;
  const t = translator(row.lang);
  const letter = write(t, row);
  if (!letter) return undefined;
  const { name: organization } = await readOrganisation(db);
  const { baseUrl } = deps.config;
  const body = composeBody({
    lang: row.lang,
    greeting: asked.name
      ? t('corrections.mail.greeting', { name: untrusted(asked.name, 80) })
      : t('corrections.mail.greeting_nobody'),
    paragraphs: [
      ...letter.paragraphs,
      { link: baseUrl + ownPath(linkToken(deps.vault, row)), label: t('corrections.mail.link') },
    ],
    footer: [
      t('corrections.mail.footer', { organization: untrusted(organization, 120) }),
      { link: baseUrl + LOG, label: t('corrections.log.title') },
    ],
  });
  const to = { ...(asked.name && { name: asked.name }), address: asked.email };
  return { to, lang: row.lang, subject: letter.subject, ...body };
}
