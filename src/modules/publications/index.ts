/** What the organisation writes: articles, initiatives, glossary, laws explained, videos, courses, reports. */
import type { ModuleManifest } from '../../platform/module.ts';
import { PUBLICATION_CRONS, publicationJobs } from './jobs.ts';
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
  menu: { public: [], office: [] },
  routes: () => [],
  jobs: publicationJobs,
  crons: PUBLICATION_CRONS,
  mails: () => [],
};
