/** What an import of people did, in lines for a terminal and for a page. Pure. */
import { shortDate } from '../../../platform/i18n/dates.ts';
import { isMessageKey, type Lang, type Translate } from '../../../platform/i18n/translate.ts';
import { MATCH_BANDS } from '../matching/pair.ts';
import { DROPPED_KINDS } from './fields.ts';
import type { Finding } from './file-findings.ts';
import type { InstitutionImport } from './institution-import.ts';
import { isAnything } from './institution-plan.ts';
import type { PersonEvent, PersonImport } from './person-import.ts';

/** `lista.csv:3:1: …`: editors jump to it. */
export function printFinding(
  file: string,
  { line, column, key, values }: Finding,
  t: Translate,
  what: 'refused' | 'warning',
): string {
  const place = line === 0 ? file : `${file}:${line}:${Math.max(column, 1)}`;
  return `${place}: ${t(`officials.import.print.${what}`)}: ${t(key, values)}`;
}

export function printEvent(file: string, event: PersonEvent, t: Translate): string {
  switch (event.what) {
    case 'refused':
    case 'warning':
      return printFinding(file, event.finding, t, event.what);
    case 'queued': {
      const [line, other] = event.lines.map(String);
      const band = t(`officials.import.band.${event.band as (typeof MATCH_BANDS)[number]}`);
      return `${file}:${line}:1: ${t('officials.import.print.queued', { other: other ?? '', band, score: String(event.score) })}`;
    }
    default: {
      const rows = t('officials.import.print.rows', { count: event.rows });
      return `${file}:${event.line}:1: ${t(`officials.import.print.${event.what}`)}: ${event.name} (${rows})`;
    }
  }
}

/** What the columns of a moved file seem to be, as a file for `--map`; undefined where nothing is offered. */
export function printOffered({
  offered,
}: Pick<PersonImport | InstitutionImport, 'offered'>): string | undefined {
  return offered && JSON.stringify({ columns: Object.fromEntries(offered) }, null, 2);
}

/** Whether what was asked for was done: everything is as the file says, or something was written. */
export function isImported({ fault, counts }: PersonImport): boolean {
  if (fault) return false;
  return counts.created + counts.changed + counts.left > 0;
}

/** @returns counts first; last whether anything was written */
export function printTotals(done: PersonImport, t: Translate, lang: Lang, zone: string): string[] {
  const { file, fault, counts, dropped, queued, unknown, dryRun } = done;
  if (fault) return [printFinding(file, fault, t, 'refused'), t('officials.import.print.nothing')];
  const lines = [`${file}: ${t('officials.import.print.counts', { ...counts })}`];
  for (const kind of DROPPED_KINDS) {
    const count = dropped.get(kind);
    if (count) lines.push(`  ${t('officials.import.print.dropped', { count, what: droppedWords(kind, t) })}`);
  }
  if (unknown.length > 0)
    lines.push(`  ${t('officials.import.print.unknown', { columns: unknown.join(', ') })}`);
  for (const band of MATCH_BANDS) {
    const count = queued[band];
    if (count)
      lines.push(
        `  ${t('officials.import.print.pairs', { count, band: t(`officials.import.band.${band}`) })}`,
      );
  }
  if (done.already)
    lines.push(`  ${t('officials.import.print.already', { date: shortDate(done.already, zone, lang) })}`);
  const written = counts.created + counts.changed > 0;
  lines.push(t(`officials.import.print.${written ? (dryRun ? 'could_be' : 'written') : 'nothing'}`));
  return lines;
}

export function droppedWords(kind: string, t: Translate): string {
  const key = `officials.import.dropped.${kind}`;
  return isMessageKey(key) ? t(key) : kind;
}

/** The same of a list of institutions. */
export function printInstitutions(done: InstitutionImport, t: Translate): { lines: string[]; done: boolean } {
  const { file, fault, counts, rows, findings, dryRun } = done;
  if (fault)
    return {
      lines: [printFinding(file, fault, t, 'refused'), t('officials.import.print.nothing')],
      done: false,
    };
  const written = isAnything(counts);
  const end = written ? (dryRun ? 'could_be' : 'written') : 'nothing';
  const words = { created: 'created', changed: 'changed', sourced: 'sourced', unchanged: 'left' } as const;
  return {
    lines: [
      ...findings.map((one) => printFinding(file, one, t, 'warning')),
      ...rows.map(
        ({ line, name, outcome }) =>
          `${file}:${line}:1: ${t(`officials.import.print.${words[outcome]}`)}: ${name}`,
      ),
      `${file}: ${t('officials.import.print.institutions', { ...counts })}`,
      t(`officials.import.print.${end}`),
    ],
    done: written || counts.unchanged > 0,
  };
}
