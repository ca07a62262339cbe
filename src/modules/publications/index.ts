/** What the organisation writes: articles, initiatives, glossary, laws explained, videos, courses, reports. */
import type { ModuleManifest } from '../../platform/module.ts';
import { OFFICE, PUBLICATIONS } from './addresses.ts';
import { PUBLICATION_ADDITIONS } from './additions.ts';
import { PUBLICATION_CRONS, publicationJobs } from './jobs.ts';
import { PUBLICATION_LINKS } from './links.ts';
import { PUBLICATION_PERMISSIONS } from './policy.ts';
import { apiRoutes } from './routes/api.ts';
import { editorRoutes } from './routes/office-editor.tsx';
import { filesRoutes } from './routes/office-files.ts';
import { listRoutes } from './routes/office-list.ts';
import { moreRoutes } from './routes/office-more.ts';
import { correctionRoutes } from './routes/office-corrections.ts';
import { stateRoutes } from './routes/office-state.ts';
import { previewRoutes } from './routes/preview.tsx';
import { publicRoutes } from './routes/public.ts';
import { samplesSetting, twoEyesSetting } from './settings.ts';
import './tables.ts';

// What the command line and the first start call.
export { exportFolder, type ExportedFile } from './import/export-files.ts';
export { importFiles } from './import/import-files.ts';
export { fileKindOf } from './import/names.ts';
export { isDone as isImportDone, printOutcome, printTotals } from './import/report.ts';
export { filesOf } from './import/walk.ts';
export { loadPublicationSamples } from './samples.ts';

export const publicationsModule: ModuleManifest = {
  name: 'publications',
  permissions: PUBLICATION_PERMISSIONS,
  settings: [twoEyesSetting, samplesSetting],
  tables: [
    'publications',
    'publication_categories',
    'publication_filed',
    'publication_links',
    'publication_drafts',
    'publication_corrections',
  ],
  menu: {
    public: [{ href: PUBLICATIONS, label: 'publications.menu', policy: 'public', order: 30 }],
    office: [{ href: OFFICE, label: 'publications.menu', policy: 'publications.write', order: 25 }],
  },
  routes: (deps) => [
    ...publicRoutes(deps),
    ...previewRoutes(deps),
    ...apiRoutes(deps),
    ...listRoutes(deps),
    ...moreRoutes(deps),
    ...filesRoutes(deps),
    ...editorRoutes(deps),
    ...stateRoutes(deps),
    ...correctionRoutes(deps),
  ],
  jobs: publicationJobs,
  crons: PUBLICATION_CRONS,
  mails: () => [],
  links: PUBLICATION_LINKS,
  adds: PUBLICATION_ADDITIONS,
};
