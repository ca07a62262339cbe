/** The checklist of those who watch a process: what they saw, on what it rests, and what it comes to. */
import type { ModuleManifest } from '../../platform/module.ts';
import { OFFICE } from './addresses.ts';
import { OBSERVATION_FILES, OBSERVATION_HISTORY, OBSERVATION_SOURCES } from './history.ts';
import { OBSERVATION_NOTES } from './notes.ts';
import { OBSERVATION_PERMISSIONS } from './policy.ts';
import { officeObservationRoutes } from './routes/office.ts';
import { publicRoutes } from './routes/public.ts';
import './tables.ts';

export const observationsModule: ModuleManifest = {
  name: 'observations',
  permissions: OBSERVATION_PERMISSIONS,
  settings: [],
  tables: ['observations'],
  menu: {
    public: [],
    office: [{ href: OFFICE, label: 'observations.office.title', policy: 'observations.write', order: 32 }],
  },
  routes: (deps) => [...publicRoutes(deps), ...officeObservationRoutes(deps)],
  jobs: () => [],
  crons: [],
  mails: () => [],
  adds: {
    notes: OBSERVATION_NOTES,
    histories: [OBSERVATION_HISTORY],
    cited: [OBSERVATION_SOURCES],
    fileUses: [OBSERVATION_FILES],
  },
};
