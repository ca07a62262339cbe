/** Who was where: links to the online rooms, the door, attendance per session. */
import type { ModuleManifest } from '../../platform/module.ts';

export const attendanceModule: ModuleManifest = {
  name: 'attendance',
  permissions: [],
  settings: [],
  tables: [],
  menu: { public: [], office: [] },
  routes: () => [],
  jobs: () => [],
  crons: [],
  mails: () => [],
};
