/** Call for contributions, review, and the library of cases and lessons. */
import type { ModuleManifest } from '../../platform/module.ts';
import { CONTRIBUTION_PERMISSIONS } from './policy.ts';
import './tables.ts';

export const contributionsModule: ModuleManifest = {
  name: 'contributions',
  permissions: CONTRIBUTION_PERMISSIONS,
  settings: [],
  tables: ['contribution_calls', 'contributions', 'contribution_reviews', 'library_items'],
  menu: { public: [], office: [] },
  routes: () => [],
  jobs: () => [],
  crons: [],
  mails: () => [],
};
