/** Staff: sign-in, roles, organisation. */
import type { ModuleManifest } from '../../platform/module.ts';

export { loadActor } from './actor.ts';

export const accountsModule: ModuleManifest = {
  name: 'accounts',
  permissions: [],
  settings: [],
  tables: [],
  menu: { public: [], office: [] },
  routes: (_deps) => [],
  jobs: (_deps) => [],
  crons: [],
  mails: (_deps) => [],
};
