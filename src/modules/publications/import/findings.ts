/** What is wrong with a file, or only odd, and where. */
import type { Place } from '../../../platform/front-matter/parse.ts';
import type { MessageKey } from '../../../platform/i18n/translate.ts';

export interface Finding extends Place {
  key: MessageKey;
  values: Record<string, string>;
}

/** Why a file is not taken: thrown, and caught where the next file's turn comes. */
export class FileFault extends Error {
  override readonly name = 'FileFault';
  readonly finding: Finding;
  constructor(key: MessageKey, place: Place, values: Record<string, string> = {}) {
    super(key);
    this.finding = { ...place, key, values };
  }
}
