/** Paths of the module, without host. */
const part = encodeURIComponent;

export const HISTORY = '/historial';
export const OFFICE_HISTORY = '/admin/historial';
/** Sheet of the pages that compare versions. */
export const HISTORY_STYLES = 'history.css';

/** @param root `HISTORY` or `OFFICE_HISTORY` */
export function versionPath(root: string, word: string, id: string): string {
  return `${root}/${part(word)}/${part(id)}`;
}

export function sourcePath(id: string): string {
  return `/fuentes/${part(id)}`;
}
