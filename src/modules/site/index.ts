/** What stands over all modules and knows them only by their manifests: home, search, history, feeds, map of the site. */
import type { ModuleManifest } from '../../platform/module.ts';
import { checkSearch } from '../../platform/search/check.ts';
import { licencesSetting } from '../../platform/settings/licences.ts';
import { fetchCopyJob } from '../../platform/sources/copy-job.ts';
import { OFFICE_SOURCES } from '../../platform/sources/paths.ts';
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
import { officeCitationRoutes } from './routes/office-citations.ts';
import { officeCopyRoutes } from './routes/office-copies.ts';
import { officeSourceRoutes } from './routes/office-sources.ts';
import { searchRoutes } from './routes/search.ts';
import { sourceRoutes } from './routes/sources.ts';
import { SOURCE_HISTORIES } from './source-histories.ts';

export const siteModule: ModuleManifest = {
  name: 'site',
  permissions: SITE_PERMISSIONS,
  settings: [unusedFilesDays, licencesSetting],
  tables: [],
  menu: {
    public: [{ href: SEARCH, label: 'site.search.menu', policy: 'public', order: 90 }],
    office: [
      { href: OFFICE_SOURCES, label: 'site.sources.title', policy: 'site.edit_sources', order: 28 },
      { href: OFFICE_FILES, label: 'site.files.title', policy: 'site.add_files', order: 30 },
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
    ...sourceRoutes(deps),
    ...officeSourceRoutes(deps),
    ...officeCopyRoutes(deps),
    ...officeCitationRoutes(deps),
  ],
  jobs: () => [...FILE_JOBS, fetchCopyJob()],
  crons: FILE_CRONS,
  mails: () => [],
  checks: [checkSearch],
  adds: { histories: SOURCE_HISTORIES },
};
