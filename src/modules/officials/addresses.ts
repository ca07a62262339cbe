/** Paths of the module, without host. */
import { officePastPath, pastPath } from '../../platform/history/paths.ts';

const part = encodeURIComponent;

export const JUSTICIAPEDIA = '/justiciapedia';
export const INSTITUTIONS = `${JUSTICIAPEDIA}/instituciones`;
export const PEOPLE = `${JUSTICIAPEDIA}/personas`;
/** What changed last, as Atom. */
export const FEED = `${JUSTICIAPEDIA}/feed.xml`;
/** Of the departments. */
export const MAP = `${JUSTICIAPEDIA}/mapa`;

export const API_INSTITUTIONS = '/api/v1/institutions';
/** The search over everything. */
export const SEARCH = '/buscar';

export const OFFICE = '/admin/justiciapedia';
export const OFFICE_INSTITUTIONS = `${OFFICE}/instituciones`;
export const OFFICE_PEOPLE = `${OFFICE}/personas`;
/** Records that may be one person. */
export const OFFICE_PAIRS = `${OFFICE}/parecidos`;
/** Two people at one time in a post of one seat. */
export const OFFICE_AT_ONCE = `${OFFICE}/dos-a-la-vez`;
export const OFFICE_SETTINGS = `${OFFICE}/ajustes`;
export const OFFICE_IMPORTS = `${OFFICE}/importaciones`;
/** Lists that were sent and are not read in yet. */
export const OFFICE_UPLOADS = `${OFFICE}/listas`;

/** Their words in the addresses of the pages that show a record's past. */
export const INSTITUTION_WORD = 'institucion';
export const PERSON_WORD = 'persona';

export function institutionPath(slug: string): string {
  return `${INSTITUTIONS}/${part(slug)}`;
}

export function personPath(slug: string): string {
  return `${PEOPLE}/${part(slug)}`;
}

export function officeInstitutionPath(id: string, below?: string): string {
  return below === undefined ? `${OFFICE_INSTITUTIONS}/${id}` : `${OFFICE_INSTITUTIONS}/${id}/${below}`;
}

export function officePersonPath(id: string, below?: string): string {
  return below === undefined ? `${OFFICE_PEOPLE}/${id}` : `${OFFICE_PEOPLE}/${id}/${below}`;
}

export function institutionHistoryPath(id: string): string {
  return pastPath(INSTITUTION_WORD, id);
}

export function personHistoryPath(id: string): string {
  return pastPath(PERSON_WORD, id);
}

export function officeInstitutionHistoryPath(id: string): string {
  return officePastPath(INSTITUTION_WORD, id);
}

export function officePersonHistoryPath(id: string): string {
  return officePastPath(PERSON_WORD, id);
}

export function officeImportPath(id: string, below?: string): string {
  return below === undefined ? `${OFFICE_IMPORTS}/${id}` : `${OFFICE_IMPORTS}/${id}/${below}`;
}

export function officeUploadPath(id: string, below?: string): string {
  return below === undefined ? `${OFFICE_UPLOADS}/${id}` : `${OFFICE_UPLOADS}/${id}/${below}`;
}
