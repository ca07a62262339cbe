/** Paths of the module, without host. */
/** Sheet of the pages that compare versions. */
export const HISTORY_STYLES = 'history.css';

export const OFFICE_FILES = '/admin/archivos';
/** Sheet of the library of files. */
export const FILES_STYLES = 'files.css';

/** Everything that was published lately. */
export const FEED = '/feed.xml';
export const SEARCH = '/buscar';
export const OFFICE_LICENCES = '/admin/licencias';
/** What the field of the search asks while somebody types. */
export const SUGGESTIONS = `${SEARCH}/sugerencias`;

export function searchPath(asked: { text: string; kind?: string | undefined; after?: string }): string {
  const { text, kind, after } = asked;
  const query = new URLSearchParams({ q: text, ...(kind && { tipo: kind }), ...(after && { after }) });
  return `${SEARCH}?${query.toString()}`;
}
