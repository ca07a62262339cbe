/** What is wrong with a file or a row of it, or only odd: where it stands, and words that say how to mend it. */
import type { MessageKey } from '../../../platform/i18n/translate.ts';
import { withoutNumbers } from './identity-numbers.ts';

export interface Finding {
  /** Of the file, the first being 1; 0: it is about the file as a whole. */
  line: number;
  /** Number of the column, the first being 1; 0: about the row as a whole. */
  column: number;
  key: MessageKey;
  /** Never a cell as it is: only what came through the door, or `shownHeader`. */
  values: Record<string, string>;
}

export function finding(
  key: MessageKey,
  line = 0,
  column = 0,
  values: Readonly<Record<string, string>> = {},
): Finding {
  return { line, column, key, values: { ...values } };
}

const LONGEST_SHOWN = 60;
const LONGEST_NAME = 120;

/** A file's name as it may be kept; dates in it stay. */
export function shownFileName(name: string): string {
  const { text } = withoutNumbers(name.normalize('NFC').replaceAll(/\s+/gu, ' ').trim());
  return text.replaceAll(/\d{9,}/gu, '▇▇▇').slice(0, LONGEST_NAME);
}

/** A header as it may be told: a file without a header has somebody's data in its place. */
export function shownHeader(header: string): string {
  const { text } = withoutNumbers(header.replaceAll(/\s+/gu, ' ').trim());
  const masked = text.replaceAll(/\d{6,}/gu, '▇▇▇');
  return masked.length > LONGEST_SHOWN ? `${masked.slice(0, LONGEST_SHOWN)}…` : masked;
}
