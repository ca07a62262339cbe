/** Paths of the module, without host. */
import { editionPath } from '../events/index.ts';

/** The page among those of an edition in the back office. */
export const TAB = 'informe';

export function reportPath(slug: string, format?: 'json' | 'csv'): string {
  return `${editionPath(slug)}/informe${format ? `.${format}` : ''}`;
}
