/** Call for contributions, review, and the library of cases and lessons. */
import type { ModuleManifest } from '../../platform/module.ts';

export const contributionsModule: ModuleManifest = {
  name: 'contributions',
  permissions: [],
  settings: [],
  tables: [],
  menu: { public: [], office: [] },
  routes: () => [],
  jobs: () => [],
  crons: [],
  mails: () => [],
};
