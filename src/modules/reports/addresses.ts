/** Paths of the module, without host. */
import { pastPath } from '../../platform/history/paths.ts';
import { editionPath } from '../events/index.ts';

/** The page among those of an edition in the back office. */
export const TAB = 'informe';

/** Its word in the addresses of the pages that show a record's past. */
export const HISTORY_WORD = 'informe';

/** The versions of a report. @param edition id */
export function historyPath(edition: string): string {
  return pastPath(HISTORY_WORD, edition);
}

export function reportPath(slug: string, format?: 'json' | 'csv'): string {
  return `${editionPath(slug)}/informe${format ? `.${format}` : ''}`;
}
