/** Mails to groups of those who registered. */
import type { ModuleManifest } from '../../platform/module.ts';

export const mailingsModule: ModuleManifest = {
  name: 'mailings',
  permissions: [],
  settings: [],
  tables: [],
  menu: { public: [], office: [] },
  routes: () => [],
  jobs: () => [],
  crons: [],
  mails: () => [],
};
