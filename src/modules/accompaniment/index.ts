/** Help to say a proposal well: an adviser's desk, a private thread, suggested texts, and what is added once a text is frozen. */
import type { ModuleManifest } from '../../platform/module.ts';
import { ACCOMPANIMENT_ADDITIONS } from './additions.ts';
import { OFFICE } from './addresses.ts';
import { ACCOMPANIMENT_CRONS, accompanimentJobs } from './jobs.ts';
import { accompanimentMails } from './mails.ts';
import { ACCOMPANIMENT_PERMISSIONS } from './policy.ts';
import { apiRoutes } from './routes/api.ts';
import { authorRoutes } from './routes/authors.ts';
import { authorTextRoutes } from './routes/authors-texts.ts';
import { deskRoutes } from './routes/desk.ts';
import { deskSettingsRoutes } from './routes/desk-settings.ts';
import { deskTextRoutes } from './routes/desk-texts.ts';
import { frozenFrom, threadDays } from './settings.ts';
import './tables.ts';

export const accompanimentModule: ModuleManifest = {
  name: 'accompaniment',
  permissions: ACCOMPANIMENT_PERMISSIONS,
  settings: [frozenFrom, threadDays],
  tables: [
    'accompaniments',
    'accompaniment_messages',
    'accompaniment_suggestions',
    'accompaniment_amendments',
  ],
  menu: {
    public: [],
    office: [
      { href: OFFICE, label: 'accompaniment.office.title', policy: 'accompaniment.advise', order: 36 },
    ],
  },
  routes: (deps) => [
    ...authorRoutes(deps),
    ...authorTextRoutes(deps),
    ...deskRoutes(deps),
    ...deskSettingsRoutes(deps),
    ...deskTextRoutes(deps),
    ...apiRoutes(deps),
  ],
  jobs: accompanimentJobs,
  crons: ACCOMPANIMENT_CRONS,
  mails: accompanimentMails,
  adds: ACCOMPANIMENT_ADDITIONS,
};
