/** Paths of the module, without host. */
import { selectionPath } from '../selections/index.ts';

const part = encodeURIComponent;

export const OFFICE = '/admin/observacion';
/** Below the address of a process. */
const BELOW = 'observacion';

/** What observers saw of a process, for everybody. */
export const observationPath = (slug: string): string => selectionPath(slug, BELOW);

export const officeListPath = (selectionId: string): string => `${OFFICE}/${part(selectionId)}`;

export function officeCheckPath(selectionId: string, stage: string, check: string): string {
  return `${officeListPath(selectionId)}/${part(stage)}/${part(check)}`;
}

/** Its word in the addresses of the pages that show a record's past. */
export const OBSERVATION_WORD = 'observacion';
