/** What an import did with each file, and the words for it. */
import type { Translate } from '../../../platform/i18n/translate.ts';
import type { Finding } from './findings.ts';
import type { FileKind } from './names.ts';

export interface Outcome {
  /** As `changed_here`: left alone, since somebody changed it in the back office after the last import. */
  action: 'created' | 'changed' | 'left' | 'changed_here' | 'refused';
  /** The file. */
  shown: string;
  kind?: FileKind;
  /** Path of its page; of a category its slug. */
  href?: string;
  draft?: boolean;
  /** Which fields change. */
  fields?: readonly string[];
  fault?: Finding;
  warnings: readonly Finding[];
}

export type Totals = Record<Outcome['action'], number>;

export interface ImportResult {
  totals: Totals;
  dryRun: boolean;
}

export function noTotals(): Totals {
  return { created: 0, changed: 0, left: 0, changed_here: 0, refused: 0 };
}

/** Whether the command did what was asked: everything is as the files say, or at least something was written. */
export function isDone({ totals }: ImportResult): boolean {
  const written = totals.created + totals.changed;
  const files = written + totals.left + totals.changed_here + totals.refused;
  return files > 0 && (written > 0 || totals.refused === 0);
}

/** `glosario/código.md:3:1: …`: editors jump to it. */
export function printOutcome(outcome: Outcome, t: Translate): string[] {
  const { action, shown, kind, href = '', fields = [], fault, warnings } = outcome;
  const line = (finding: Finding, what: string): string =>
    `${shown}:${finding.line}:${finding.column}: ${what}: ${t(finding.key, finding.values)}`;
  const warned = warnings.map((finding) => line(finding, t('publications.import.print.warning')));
  if (fault) return [line(fault, t('publications.import.print.refused')), ...warned];
  const what = kind ? t(`publications.import.kind.${kind}`) : '';
  const state = outcome.draft ? ` (${t('publications.import.print.draft')})` : '';
  const which = fields.length > 0 ? ` (${fields.join(', ')})` : '';
  return [
    `${t(`publications.import.print.${action}`)} ${what}: ${shown} → ${href}${state}${which}`,
    ...warned,
  ];
}

export function printTotals({ totals, dryRun }: ImportResult, t: Translate): string[] {
  const counts = t('publications.import.print.counts', { ...totals });
  const written = totals.created + totals.changed > 0;
  const end = written ? (dryRun ? 'could_be' : 'written') : 'nothing';
  return [counts, t(`publications.import.print.${end}`)];
}
