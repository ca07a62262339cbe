/** Mails to groups of those who registered. */
import type { ModuleManifest } from '../../platform/module.ts';
import { MAILING_CRONS, mailingJobs } from './jobs.ts';
import { keptRecipients } from './kept.ts';
import { MAILING_LINKS } from './links.ts';
import { mailingMails } from './mails.ts';
import { ownNote } from './notes.ts';
import { MAILING_PERMISSIONS } from './policy.ts';
import { writingRoutes } from './routes/office.ts';
import { sendingRoutes } from './routes/sending.tsx';
import { subscriptionRoutes } from './routes/subscription.ts';

export const mailingsModule: ModuleManifest = {
  name: 'mailings',
  permissions: MAILING_PERMISSIONS,
  settings: [],
  tables: ['mailings', 'mailing_recipients', 'mailing_unsubscribes'],
  menu: { public: [], office: [] },
  routes: (deps) => [...writingRoutes(deps), ...sendingRoutes(deps), ...subscriptionRoutes(deps)],
  jobs: () => mailingJobs(),
  crons: MAILING_CRONS,
  mails: (deps) => mailingMails(deps),
  links: MAILING_LINKS,
  adds: {
    tabs: [
      {
        of: 'event',
        group: 'people',
        path: 'correos',
        label: 'mailings.tab',
        policy: 'mailings.read',
        order: 30,
      },
    ],
    notes: [ownNote],
    kept: [keptRecipients],
  },
};
