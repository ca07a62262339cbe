/** What those who came thought of it: own questions, anonymous answers. */
import type { ModuleManifest } from '../../platform/module.ts';

export const surveysModule: ModuleManifest = {
  name: 'surveys',
  permissions: [],
  settings: [],
  tables: [],
  menu: { public: [], office: [] },
  routes: () => [],
  jobs: () => [],
  crons: [],
  mails: () => [],
};
