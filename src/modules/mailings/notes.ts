/** On one's own registration: whether one gets the mails to groups, and the way to change it. */
import type { NoteAddition } from '../../platform/additions.ts';
import { unsubscribePath, unsubscribeToken } from './addresses.ts';
import { findSubscription } from './queries/letters.ts';

export const ownNote: NoteAddition = {
  of: 'event_registration',
  find: async (deps, { id, t }) => {
    const subscription = await findSubscription(deps.db, id);
    if (!subscription) return [];
    const now = subscription.unsubscribed ? 'out' : 'in';
    return [
      {
        order: 90,
        title: t('mailings.note.title'),
        text: t(`mailings.note.${now}`),
        links: [
          {
            href: unsubscribePath(unsubscribeToken(deps.vault, id)),
            label: t(`mailings.subscription.${now}.submit`),
          },
        ],
      },
    ];
  },
};
