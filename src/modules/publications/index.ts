/** What the organisation writes: articles, initiatives, glossary, laws explained, videos, courses, reports. */
import type { ModuleManifest } from '../../platform/module.ts';
import { PUBLICATIONS } from './addresses.ts';
import { PUBLICATION_ADDITIONS } from './additions.ts';
import { PUBLICATION_CRONS, publicationJobs } from './jobs.ts';
import { PUBLICATION_LINKS } from './links.ts';
import { apiRoutes } from './routes/api.ts';
import { publicRoutes } from './routes/public.ts';
import { twoEyesSetting } from './settings.ts';
import './tables.ts';

export const publicationsModule: ModuleManifest = {
  name: 'publications',
  permissions: [],
  settings: [twoEyesSetting],
  tables: [
    'publications',
    'publication_categories',
    'publication_filed',
    'publication_links',
    'publication_drafts',
    'publication_corrections',
  ],
  menu: {
    public: [{ href: PUBLICATIONS, label: 'publications.menu', policy: 'public', order: 30 }],
    office: [],
  },
  routes: (deps) => [...publicRoutes(deps), ...apiRoutes(deps)],
  jobs: publicationJobs,
  crons: PUBLICATION_CRONS,
  mails: () => [],
  links: PUBLICATION_LINKS,
  adds: PUBLICATION_ADDITIONS,
};
