/** What an import of processes and kinds found and did, in lines for a terminal. Pure. */
import type { Translate } from '../../../platform/i18n/translate.ts';
import type { Finding, Findings } from './findings.ts';
import type { KindImport } from './kind-import.ts';
import type { ProcessImport } from './process-import.ts';

/** `proceso.json#/rounds/9: …` with what to do about it on a line of its own. */
function printFinding(file: string, { level, path, code, values }: Finding, t: Translate): string[] {
  return [
    `${file}#${path}: ${t(`selections.import.${level}`)}: ${t(`selections.finding.${code}`, values)}`,
    `  → ${t(`selections.remedy.${code}`, values)}`,
  ];
}

function printFindings(file: string, { list, faults, warnings }: Findings, t: Translate): string[] {
  const more = faults + warnings - list.length;
  return [
    ...list.flatMap((finding) => printFinding(file, finding, t)),
    ...(more > 0 ? [`${file}: ${t('selections.import.more', { count: more })}`] : []),
  ];
}

/** @returns lines; the last says whether it was written */
export function printProcess(file: string, done: ProcessImport, t: Translate, dryRun: boolean): string[] {
  const lines = printFindings(file, done.findings, t);
  if (!done.ok) return [...lines, `${file}: ${t('selections.import.refused')}`];
  for (const [table, { created, changed, left, removed }] of done.changes)
    if (created + changed + left + removed > 0)
      lines.push(
        `${file}: ${t('selections.import.rows', {
          what: t(`selections.table.${table as 'scores'}`),
          created,
          changed,
          left,
          removed,
        })}`,
      );
  const { added, removed } = done.citations;
  lines.push(`${file}: ${t('selections.import.people', { people: done.people, added, removed })}`);
  const outcome = done.outcome ?? 'left';
  const words = t(`selections.import.outcome.${outcome}`, { slug: done.slug });
  return [...lines, `${file}: ${dryRun ? t('selections.import.dry', { words }) : words}`];
}

/** @returns lines; the last says whether it was written */
export function printKind(file: string, done: KindImport, t: Translate, dryRun: boolean): string[] {
  const lines = printFindings(file, done.findings, t);
  if (done.outcome === undefined) return [...lines, `${file}: ${t('selections.import.refused')}`];
  const slug = `${done.slug} ${done.version}`;
  const words = t(`selections.import.outcome.${done.outcome}`, { slug });
  return [...lines, `${file}: ${dryRun ? t('selections.import.dry', { words }) : words}`];
}
