/** The report of an import as lines of text, in the reader's language. */
import type { Translate } from '../../../platform/i18n/translate.ts';
import { countsOf } from './events.ts';
import { type FileReport, type Finding, ITEM_KINDS, type ImportReport, type PlanItem } from './report.ts';

/** So many names per line of the plan; the rest is counted. */
const NAMES = 12;

export function printReport(report: ImportReport, t: Translate): string[] {
  const end = report.written ? 'written' : report.ok ? 'could_be_written' : 'nothing_written';
  return [...report.files.flatMap((file) => printFile(file, t)), t(`events.import.print.${end}`)];
}

function printFile(file: FileReport, t: Translate): string[] {
  const refused = file.faults.length > 0;
  const counts = refused ? { created: 0, changed: 0, left: 0 } : countsOf(file.items);
  const refusals = new Set(file.faults.map((fault) => fault.path)).size;
  return [
    file.slug === undefined ? file.name : `${file.name}: ${file.slug}`,
    ...file.faults.map((finding) => printFinding(file, finding, t('events.import.print.fault'), t)),
    ...file.warnings.map((finding) => printFinding(file, finding, t('events.import.print.warning'), t)),
    ...(refused ? [] : printItems(file.items, t)),
    `  ${t('events.import.print.counts', { ...counts, refused: refusals })}`,
  ];
}

/** `encuentro.json:12:7: fault: sessions[3].starts: …`: editors jump to it. */
function printFinding(
  file: FileReport,
  { line, column, path, key, values }: Finding,
  what: string,
  t: Translate,
): string {
  return `  ${file.name}:${line}:${column}: ${what}: ${path === '' ? '' : `${path}: `}${t(key, values)}`;
}

function printItems(items: readonly PlanItem[], t: Translate): string[] {
  return (['created', 'changed', 'left'] as const).flatMap((action) =>
    ITEM_KINDS.flatMap((kind) => {
      const found = items.filter((item) => item.action === action && item.kind === kind);
      if (found.length === 0) return [];
      const names = found
        .slice(0, NAMES)
        .map(({ name, fields }) => (fields.length > 0 ? `${name} (${fields.join(', ')})` : name));
      const more = found.length > NAMES ? ` … +${found.length - NAMES}` : '';
      return [
        `  ${t(`events.import.print.${action}`)} ${t(`events.import.kind.${kind}`, { count: found.length })}: ${names.join(', ')}${more}`,
      ];
    }),
  );
}
