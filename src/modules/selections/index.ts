/** Processes by which authorities of justice are chosen, from the call to the oath. */
import type { ModuleManifest } from '../../platform/module.ts';
import { SELECTION_LINKS, SELECTIONS_ADDITIONS } from './additions.tsx';
import { ELECTIONS, OFFICE_SELECTIONS } from './addresses.ts';
import { SELECTIONS_CRONS, selectionsJobs } from './jobs.ts';
import { SELECTIONS_PERMISSIONS } from './policy.ts';
import { PROPOSED_ADDRESSES, PROPOSED_FIGURES } from './proposed-people.ts';
import { processesApiRoutes } from './routes/api-processes.ts';
import { holidayRoutes } from './routes/holidays.ts';
import { listRoutes } from './routes/list.ts';
import { officeSelectionRoutes } from './routes/office.ts';
import { processRoutes } from './routes/process.ts';
import { recordRoutes } from './routes/records.ts';
import { samplesSetting } from './settings.ts';
import { ROW_LINKS } from './row-links.ts';
import './tables.ts';

// What the command line calls.
export { importFolder } from './folders/folder-import.ts';
export { importHolidays } from './import/holidays-import.ts';
export { importKind } from './import/kind-import.ts';
export { LISTS, type ListKind } from './import/list-columns.ts';
export { importList } from './import/list-import.ts';
export { type ListMap, MOST_LIST_MAP_BYTES, readListMap } from './import/list-map.ts';
export { importProcess } from './import/process-import.ts';
export { MOST_BYTES } from './import/read-file.ts';
export {
  printFolder,
  printHolidays,
  printKind,
  printList,
  printOfferedMap,
  printProcess,
} from './import/report.ts';
export { processFileOf } from './queries/whole-process.ts';
export { loadSelectionSamples } from './samples.ts';

// What modules that stand on processes need.
export { ELECTIONS, selectionPath } from './addresses.ts';
export { SELECTION } from './kinds.ts';
export { findProcess } from './queries/process.ts';
export { type StampedProcess, stampedProcess, stampedProcesses } from './queries/stamped-processes.ts';
export { CRITERIA, type KindFile } from './schemas/kind-file.ts';

export const selectionsModule: ModuleManifest = {
  name: 'selections',
  permissions: SELECTIONS_PERMISSIONS,
  settings: [samplesSetting],
  tables: [
    'selection_kinds',
    'selections',
    'selection_events',
    'selection_event_links',
    'selection_court_actions',
    'selection_documents',
    'selection_bodies',
    'body_seats',
    'seat_holders',
    'candidacies',
    'candidacy_states',
    'rubrics',
    'rubric_aspects',
    'gradings',
    'scores',
    'score_totals',
    'candidacy_objections',
    'selection_checks',
    'vote_rounds',
    'round_results',
    'ballots',
    'selection_uploads',
  ],
  menu: {
    public: [{ href: ELECTIONS, label: 'selections.menu', policy: 'public', order: 26 }],
    office: [
      { href: OFFICE_SELECTIONS, label: 'selections.office.menu', policy: 'selections.write', order: 31 },
    ],
  },
  routes: (deps) => [
    ...listRoutes(deps),
    ...holidayRoutes(deps),
    ...processRoutes(deps),
    ...processesApiRoutes(deps),
    ...recordRoutes(deps),
    ...officeSelectionRoutes(deps),
  ],
  jobs: selectionsJobs,
  crons: SELECTIONS_CRONS,
  mails: () => [],
  links: [SELECTION_LINKS, ...ROW_LINKS],
  adds: {
    ...SELECTIONS_ADDITIONS,
    figures: [PROPOSED_FIGURES],
    addresses: [...(SELECTIONS_ADDITIONS.addresses ?? []), PROPOSED_ADDRESSES],
  },
};
