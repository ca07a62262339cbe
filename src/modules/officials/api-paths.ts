/** Addresses of the API and of the data files of the module, without host. */
export const API_PEOPLE = '/api/v1/people';

export function apiPersonPath(slug: string): string {
  return `${API_PEOPLE}/${encodeURIComponent(slug)}`;
}
