/** Justiciapedia: institutions, posts and people of the justice sector, every fact with its source. */
import type { ModuleManifest } from '../../platform/module.ts';
import { OFFICIALS_ADDITIONS } from './additions.ts';
import { INSTITUTION_LINKS } from './additions-institutions.tsx';
import { PERSON_LINKS } from './additions-people.ts';
import { JUSTICIAPEDIA } from './addresses.ts';
import { OFFICIALS_PERMISSIONS } from './policy.ts';
import { institutionApiRoutes } from './routes/api-institutions.ts';
import { peopleApiRoutes } from './routes/api-people.ts';
import { homeRoutes } from './routes/home.ts';
import { institutionRoutes } from './routes/institutions.ts';
import { pairRoutes } from './routes/office-pairs.ts';
import { peopleRoutes } from './routes/people.ts';
import { peopleDataRoutes } from './routes/people-data.ts';
import { personRoutes } from './routes/person.ts';
import { mapRoutes } from './routes/territory-map.ts';
import { samplesSetting } from './settings.ts';
import './tables.ts';

// What the command line calls.
export { fileInput, type ImportInput } from './import/file-bytes.ts';
export { importInstitutions } from './import/institution-import.ts';
export { importPeople } from './import/person-import.ts';
export { isImported, printEvent, printInstitutions, printTotals } from './import/person-report.ts';

export { loadOfficialSamples } from './samples.ts';

export const officialsModule: ModuleManifest = {
  name: 'officials',
  permissions: OFFICIALS_PERMISSIONS,
  settings: [samplesSetting],
  tables: [
    'official_imports',
    'institutions',
    'posts',
    'people',
    'tenures',
    'statements',
    'person_listings',
    'person_pairs',
    'person_merges',
  ],
  menu: {
    public: [{ href: JUSTICIAPEDIA, label: 'officials.menu', policy: 'public', order: 25 }],
    office: [],
  },
  routes: (deps) => [
    ...homeRoutes(deps),
    ...institutionRoutes(deps),
    ...institutionApiRoutes(deps),
    ...peopleRoutes(deps),
    ...personRoutes(deps),
    ...peopleDataRoutes(deps),
    ...pairRoutes(deps),
    ...peopleApiRoutes(deps),
    ...mapRoutes(deps),
  ],
  jobs: () => [],
  crons: [],
  mails: () => [],
  links: [INSTITUTION_LINKS, PERSON_LINKS],
  adds: OFFICIALS_ADDITIONS,
};
