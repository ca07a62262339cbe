/** Justiciapedia: institutions, posts and people of the justice sector, every fact with its source. */
import type { ModuleManifest } from '../../platform/module.ts';
import { OFFICIALS_ADDITIONS } from './additions.ts';
import { INSTITUTION_LINKS } from './additions-institutions.tsx';
import { PERSON_LINKS } from './additions-people.ts';
import { JUSTICIAPEDIA, OFFICE_IMPORTS, OFFICE_INSTITUTIONS } from './addresses.ts';
import { OFFICIALS_CRONS, officialsJobs } from './jobs.ts';
import { OFFICIALS_PERMISSIONS } from './policy.ts';
import { institutionApiRoutes } from './routes/api-institutions.ts';
import { homeRoutes } from './routes/home.ts';
import { institutionRoutes } from './routes/institutions.ts';
import { peopleApiRoutes } from './routes/api-people.ts';
import { atOnceRoutes } from './routes/office-at-once.ts';
import { importRoutes } from './routes/office-imports.ts';
import { institutionFactRoutes } from './routes/office-institution-facts.ts';
import { officeInstitutionRoutes } from './routes/office-institutions.ts';
import { pairRoutes } from './routes/office-pairs.ts';
import { uploadRoutes } from './routes/office-uploads.ts';
import { officePeopleRoutes } from './routes/office-people.ts';
import { peopleRoutes } from './routes/people.ts';
import { peopleDataRoutes } from './routes/people-data.ts';
import { personRoutes } from './routes/person.ts';
import { mapRoutes } from './routes/territory-map.ts';
import { settingsRoutes } from './routes/office-settings.ts';
import { delistYears, samplesSetting } from './settings.ts';
import './tables.ts';

// What the command line calls.
export { bytesInput, fileInput, type ImportInput } from './import/file-bytes.ts';
export { FileFault, openTable, type TableFile } from './import/csv-file.ts';
export { type Finding, shownFileName } from './import/file-findings.ts';
export { importInstitutions } from './import/institution-import.ts';
export { readInstitutionMap } from './import/institution-reading.ts';
export { isPrivateColumn, MAX_MAP_BYTES, readColumnMap } from './import/column-map.ts';
export { importPeople } from './import/person-import.ts';
export {
  isImported,
  printEvent,
  printFinding,
  printInstitutions,
  printOffered,
  printTotals,
} from './import/person-report.ts';

export { loadOfficialSamples } from './samples.ts';

// What processes of selection know of people and institutions.
export { institutionPath, officePersonPath, personPath } from './addresses.ts';
export {
  addNamedTenures,
  keysOfName,
  type NamedTenure,
  peopleBySlug,
  publishNamed,
  registerNamed,
  withdrawNamedTenures,
} from './commands/register.ts';
export { withoutNumbers } from './import/identity-numbers.ts';
export { institutionsById, institutionsBySlug } from './queries/institution-additions.ts';
export { heldWords, whenWords } from './pages/person-words.ts';
export { recordsUnder } from './queries/people.ts';
export { type Tenure, tenuresOf } from './queries/tenures.ts';
export { institutionKey } from './rules/spanish-order.ts';

export const officialsModule: ModuleManifest = {
  name: 'officials',
  permissions: OFFICIALS_PERMISSIONS,
  settings: [samplesSetting, delistYears],
  tables: [
    'official_imports',
    'official_uploads',
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
    office: [
      { href: OFFICE_INSTITUTIONS, label: 'officials.menu', policy: 'officials.write', order: 27 },
      { href: OFFICE_IMPORTS, label: 'officials.imports.menu', policy: 'officials.import', order: 29 },
    ],
  },
  routes: (deps) => [
    ...homeRoutes(deps),
    ...institutionRoutes(deps),
    ...institutionApiRoutes(deps),
    ...officeInstitutionRoutes(deps),
    ...institutionFactRoutes(deps),
    ...peopleRoutes(deps),
    ...personRoutes(deps),
    ...peopleApiRoutes(deps),
    ...peopleDataRoutes(deps),
    ...pairRoutes(deps),
    ...officePeopleRoutes(deps),
    ...atOnceRoutes(deps),
    ...importRoutes(deps),
    ...uploadRoutes(deps),
    ...mapRoutes(deps),
    ...settingsRoutes(deps),
  ],
  jobs: officialsJobs,
  crons: OFFICIALS_CRONS,
  mails: () => [],
  links: [INSTITUTION_LINKS, PERSON_LINKS],
  adds: OFFICIALS_ADDITIONS,
};
