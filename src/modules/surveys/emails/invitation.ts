/** Asks those who came what they thought of it. */
import { untrusted } from '../../../platform/mail/body.ts';
import type { Writer } from '../../events/index.ts';

/**
 * @param href absolute address of the person's own survey
 * @param until last moment, in words
 */
export function invitationLetter(href: string, until: (told: Parameters<Writer>[0]) => string): Writer {
  return (told) => {
    const { t, event, registration } = told;
    if (registration.state !== 'confirmed' || event.status !== 'scheduled') return undefined;
    const title = untrusted(event.title, 160);
    return {
      subject: t('surveys.mail.invitation.subject', { event: title }),
      paragraphs: [
        t('surveys.mail.invitation.text', { event: title }),
        t('surveys.mail.invitation.anonymous'),
        { link: href, label: t('surveys.mail.invitation.link') },
        t('surveys.mail.invitation.until', { until: until(told) }),
      ],
    };
  };
}
