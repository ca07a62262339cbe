/** What institutions are written: the question with its link, a reminder, and that the time is over. */
import type { Deps } from '../../platform/deps.ts';
import { plainDate } from '../../platform/i18n/dates.ts';
import { DEFAULT_LANGUAGE, translator } from '../../platform/i18n/translate.ts';
import { composeBody, untrusted } from '../../platform/mail/body.ts';
import type { MailSpec } from '../../platform/mail/mail.ts';
import { readOrganisation } from '../../platform/settings/organisation.ts';
import { proposalPath } from '../proposals/index.ts';
import { answersPath, replyPath } from './addresses.ts';
import { markRefused } from './commands/delivery.ts';
import { answersTo, findAsk } from './queries/asks.ts';
import { openAddress, replyToken } from './sealed.ts';

const KINDS = [
  { what: 'ask', summary: 'Puts a proposal to an institution, with the link by which it answers.' },
  { what: 'reminder', summary: 'Reminds an institution some days before its answer is due.' },
  {
    what: 'late',
    summary: 'Tells an institution that the time for its answer is over, and that it still can.',
  },
] as const;

export function answerMails(deps: Deps): MailSpec[] {
  return KINDS.map(({ what, summary }) => ({
    kind: `answers.${what}`,
    summary,
    onRefused: (id: string) => markRefused(deps.db, id, deps.now()),
    /** Undefined when it is closed, answered, or the proposal is not to be read any more. */
    compose: async (id, _data, db) => {
      const ask = await findAsk(db, id);
      const address = ask && openAddress(deps.vault, id, ask.sealed_address);
      if (!ask || address === undefined || ask.closed_at !== null || ask.title === null) return undefined;
      const said = (await answersTo(db, [id])).get(id) ?? [];
      if (what !== 'ask' && said.some(({ final }) => final)) return undefined;
      const t = translator(DEFAULT_LANGUAGE);
      const { name } = await readOrganisation(db);
      const { baseUrl } = deps.config;
      const about = { title: untrusted(ask.title, 200), organization: untrusted(name, 120) };
      const body = composeBody({
        lang: DEFAULT_LANGUAGE,
        greeting: t('answers.mail.greeting', { institution: untrusted(ask.institution, 200) }),
        paragraphs: [
          t(`answers.mail.${what}.text`, { ...about, due: plainDate(ask.due_on, DEFAULT_LANGUAGE) }),
          { untrusted: ask.words },
          { link: baseUrl + proposalPath(ask.number), label: t('answers.reply.read') },
          { link: baseUrl + replyPath(replyToken(deps.vault, ask)), label: t('answers.mail.link') },
          t('answers.mail.public'),
        ],
        footer: [
          t('answers.mail.footer', about),
          { link: baseUrl + answersPath(ask.number), label: t('answers.title') },
        ],
      });
      const subject = t(`answers.mail.${what}.subject`, { number: ask.number });
      return { to: { name: ask.institution, address }, lang: DEFAULT_LANGUAGE, subject, ...body };
    },
  }));
}
