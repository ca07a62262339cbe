/** Justiciapedia: institutions, posts and people of the justice sector, every fact with its source. */
import type { ModuleManifest } from '../../platform/module.ts';
import { OFFICIALS_PERMISSIONS } from './policy.ts';
import './tables.ts';

export const officialsModule: ModuleManifest = {
  name: 'officials',
  permissions: OFFICIALS_PERMISSIONS,
  settings: [],
  tables: [
    'official_imports',
    'institutions',
    'posts',
    'people',
    'tenures',
    'statements',
    'person_listings',
    'person_pairs',
    'person_merges',
  ],
  menu: { public: [], office: [] },
  routes: () => [],
  jobs: () => [],
  crons: [],
  mails: () => [],
};
