/** What stands over all modules and knows them only by their manifests: home, search, history, feeds, map of the site. */
import type { ModuleManifest } from '../../platform/module.ts';
import { licencesSetting } from '../../platform/settings/licences.ts';
import { OFFICE_FILES, OFFICE_LICENCES, SEARCH } from './addresses.ts';
import { SITE_PERMISSIONS } from './policy.ts';
import { feedRoutes } from './routes/feeds.ts';
import { FILE_CRONS, FILE_JOBS } from './files-jobs.ts';
import { unusedFilesDays } from './files-settings.ts';
import { officeFileRoutes } from './routes/files.ts';
import { historyRoutes } from './routes/history.ts';
import { officeHistoryRoutes } from './routes/history-office.ts';
import { homeRoutes } from './routes/home.ts';
import { licenceRoutes } from './routes/licences.ts';
import { searchRoutes } from './routes/search.ts';

export const siteModule: ModuleManifest = {
  name: 'site',
  permissions: SITE_PERMISSIONS,
  settings: [unusedFilesDays, licencesSetting],
  tables: [],
  menu: {
    public: [{ href: SEARCH, label: 'site.search.menu', policy: 'public', order: 90 }],
    office: [
      { href: OFFICE_FILES, label: 'site.files.title', policy: 'site.manage_files', order: 30 },
      { href: OFFICE_LICENCES, label: 'site.licences.title', policy: 'site.edit_licences', order: 83 },
    ],
  },
  routes: (deps) => [
    ...homeRoutes(deps),
    ...feedRoutes(deps),
    ...historyRoutes(deps),
    ...officeHistoryRoutes(deps),
    ...officeFileRoutes(deps),
    ...licenceRoutes(deps),
    ...searchRoutes(deps),
  ],
  jobs: () => [...FILE_JOBS],
  crons: FILE_CRONS,
  mails: () => [],
};
