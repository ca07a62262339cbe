/** Addresses of the API and of the data files of the module, without host. */
export const API_PEOPLE = '/api/v1/people';

export function apiPersonPath(slug: string): string {
  return `${API_PEOPLE}/${encodeURIComponent(slug)}`;
}

const DATA = '/justiciapedia/datos';

/** Everything that is public of people, as files. */
export const PEOPLE_FILES = {
  personas: `${DATA}/personas.csv`,
  cargos: `${DATA}/cargos.csv`,
  hechos: `${DATA}/hechos.csv`,
  json: `${DATA}/personas.json`,
  popolo: `${DATA}/popolo.json`,
  ftm: `${DATA}/followthemoney.ndjson`,
} as const;
