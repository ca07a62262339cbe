/** What is found in a file: where, in which words, and what to do about it. */
import type { MessageKey } from '../../../platform/i18n/translate.ts';

/** Its words stand under `selections.finding.{code}`, what to do under `selections.remedy.{code}`. */
export type FindingCode =
  Extract<MessageKey, `selections.finding.${string}`> extends `selections.finding.${infer C}` ? C : never;

export interface Finding {
  /** fault: nothing is read in; warning: kept as it is, and somebody should look. */
  level: 'fault' | 'warning';
  /** JSON pointer: `/rounds/9/results/0`. */
  path: string;
  code: FindingCode;
  values: Record<string, string | number>;
}

/** Enough to mend a file; the rest are counted. */
const MOST = 500;

export class Findings {
  readonly list: Finding[] = [];
  faults = 0;
  warnings = 0;

  fault(path: string, code: FindingCode, values: Record<string, string | number> = {}): void {
    this.faults += 1;
    if (this.list.length < MOST) this.list.push({ level: 'fault', path, code, values });
  }

  warn(path: string, code: FindingCode, values: Record<string, string | number> = {}): void {
    this.warnings += 1;
    if (this.list.length < MOST) this.list.push({ level: 'warning', path, code, values });
  }
}
