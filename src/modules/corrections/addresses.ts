/** Paths of the module, without host. */
import type { RecordRef } from '../../platform/links.ts';

const part = encodeURIComponent;

/** What was asked and answered, for everybody. */
export const LOG = '/correcciones';
export const OFFICE = '/admin/correcciones';

/** The form about one record. */
export function askPath({ kind, id }: RecordRef): string {
  return `${LOG}/sobre/${part(kind)}/${part(id)}`;
}

/** One's own request, behind its secret link. */
export function ownPath(token: string): string {
  return `${LOG}/seguir/${token}`;
}

export function officePath(id: string): string {
  return `${OFFICE}/${id}`;
}
