/** What stands over all modules and knows them only by their manifests: home, search, history, feeds, map of the site. */
import type { ModuleManifest } from '../../platform/module.ts';
import { historyRoutes } from './routes/history.ts';
import { officeHistoryRoutes } from './routes/history-office.ts';

export const siteModule: ModuleManifest = {
  name: 'site',
  permissions: [],
  settings: [],
  tables: [],
  menu: { public: [], office: [] },
  routes: (deps) => [...historyRoutes(deps), ...officeHistoryRoutes(deps)],
  jobs: () => [],
  crons: [],
  mails: () => [],
};
