/** What the organisation writes: articles, initiatives, glossary, laws explained, videos, courses, reports. */
import type { ModuleManifest } from '../../platform/module.ts';

export const publicationsModule: ModuleManifest = {
  name: 'publications',
  permissions: [],
  settings: [],
  tables: [],
  menu: { public: [], office: [] },
  routes: () => [],
  jobs: () => [],
  crons: [],
  mails: () => [],
};
