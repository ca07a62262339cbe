/** Tells the mailbox that its link to the rooms was passed on, with the next one. */
import { untrusted } from '../../../platform/mail/body.ts';
import type { Writer } from '../../events/index.ts';

/** @param roomHref absolute address of the page that the new link leads to */
export function newLinkLetter(roomHref: string): Writer {
  return ({ t, event, registration }) =>
    registration.state === 'confirmed'
      ? {
          subject: t('attendance.mail.new_link.subject', { event: untrusted(event.title, 160) }),
          paragraphs: [
            t('attendance.mail.new_link.text', { event: untrusted(event.title, 160) }),
            t('attendance.mail.new_link.advice'),
            { link: roomHref, label: t('attendance.mail.new_link.link') },
          ],
        }
      : undefined;
}
