/** Certificates that anybody can verify, also offline. */
import type { ModuleManifest } from '../../platform/module.ts';

export const certificatesModule: ModuleManifest = {
  name: 'certificates',
  permissions: [],
  settings: [],
  tables: [],
  menu: { public: [], office: [] },
  routes: () => [],
  jobs: () => [],
  crons: [],
  mails: () => [],
};
