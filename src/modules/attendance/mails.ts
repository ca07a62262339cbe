/** The module's mails. */
import type { Deps } from '../../platform/deps.ts';
import type { MailSpec } from '../../platform/mail/mail.ts';
import { writeToRegistrant } from '../events/index.ts';
import { NEW_LINK_MAIL } from './commands/enter.ts';
import { newLinkLetter } from './emails/new-link.ts';
import { roomLink } from './links.ts';

export function attendanceMails(deps: Deps): MailSpec[] {
  return [
    {
      kind: NEW_LINK_MAIL,
      summary: 'The link to the rooms was opened in too many browsers and is closed: the next one.',
      compose: async (id, data, db) => {
        // Made at the moment of sending: the link in the mail is always the one that works.
        const href = await roomLink(deps, { id });
        return href === undefined ? undefined : writeToRegistrant(deps, db, id, data, newLinkLetter(href));
      },
    },
  ];
}
