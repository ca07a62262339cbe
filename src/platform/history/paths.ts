/** Addresses of the pages that show a record's past, without host. */
const part = encodeURIComponent;

export const HISTORY = '/historial';
export const OFFICE_HISTORY = '/admin/historial';

/** @param word of its kind (`HistorySource.word`) @param version id of one version; left out: all of them */
export function pastPath(word: string, id: string, version?: number): string {
  return below(HISTORY, word, id, version);
}

/** The same in the back office, with a way to restore. */
export function officePastPath(word: string, id: string, version?: number): string {
  return below(OFFICE_HISTORY, word, id, version);
}

function below(root: string, word: string, id: string, version: number | undefined): string {
  return `${root}/${part(word)}/${part(id)}${version === undefined ? '' : `/${version}`}`;
}
