/** The public report of an edition, and its statistics for those who organise it. */
import type { ModuleManifest } from '../../platform/module.ts';
import { TAB } from './addresses.ts';
import { REPORT_HISTORY } from './histories.ts';
import { reportJobs } from './jobs.ts';
import { REPORT_KEPT } from './kept.ts';
import { REPORT_NOTE } from './notes.ts';
import { REPORT_PERMISSIONS } from './policy.ts';
import { officeReportRoutes } from './routes/office.ts';
import { publicReportRoutes } from './routes/public.ts';

export const reportsModule: ModuleManifest = {
  name: 'reports',
  permissions: REPORT_PERMISSIONS,
  settings: [],
  tables: ['reports', 'report_figures'],
  menu: { public: [], office: [] },
  routes: (deps) => [...publicReportRoutes(deps), ...officeReportRoutes(deps)],
  jobs: () => reportJobs(),
  crons: [],
  mails: () => [],
  adds: {
    tabs: [
      { of: 'event', group: 'after', path: TAB, label: 'reports.tab', policy: 'reports.read', order: 40 },
    ],
    notes: [REPORT_NOTE],
    kept: [REPORT_KEPT],
    histories: [REPORT_HISTORY],
  },
};
