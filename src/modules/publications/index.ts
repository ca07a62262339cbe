/** What the organisation writes: articles, initiatives, glossary, laws explained, videos, courses, reports. */
import type { ModuleManifest } from '../../platform/module.ts';
import './tables.ts';

export const publicationsModule: ModuleManifest = {
  name: 'publications',
  permissions: [],
  settings: [],
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
  jobs: () => [],
  crons: [],
  mails: () => [],
};
