/** The module's mails. */
import type { Deps } from '../../platform/deps.ts';
import type { MailSpec } from '../../platform/mail/mail.ts';
import { dayAndTime, markMailRefused, writeToRegistrant, zoneWords } from '../events/index.ts';
import { ticketPath } from './addresses.ts';
import { INVITATION_MAIL } from './commands/invite.ts';
import { invitationLetter } from './emails/invitation.ts';
import { findHolder, findSurvey, isTicketUsed } from './queries/surveys.ts';
import { surveyHours, surveyWindow } from './rules/window.ts';
import { ticketHash, ticketToken } from './ticket.ts';

export function surveyMails(deps: Deps): MailSpec[] {
  return [
    {
      kind: INVITATION_MAIL,
      summary: 'After the end: asks those who attended for their opinion.',
      compose: async (id, data, db) => {
        const holder = await findHolder(db, id);
        const survey = holder && (await findSurvey(db, holder.event_id));
        // Closed or answered while the mail waited: nothing is left to ask.
        if (!holder || !survey || surveyWindow(survey, deps.now()) !== 'open') return undefined;
        if (await isTicketUsed(db, survey.id, ticketHash(deps.vault, survey.id, id))) return undefined;
        const { closes } = surveyHours(survey);
        const href = deps.config.baseUrl + ticketPath(ticketToken(deps.vault, holder));
        const letter = invitationLetter(
          href,
          ({ t, lang }) =>
            `${dayAndTime(closes, survey.timezone, lang).text}, ${zoneWords(t, survey.timezone, closes)}`,
        );
        return writeToRegistrant(deps, db, id, data, letter);
      },
      onRefused: (id) => markMailRefused(deps.db, id, deps.now()),
    },
  ];
}
