/** What an import of processes, kinds and lists found and did, in lines for a terminal. Pure. */
import type { Translate } from '../../../platform/i18n/translate.ts';
import type { Finding, Findings } from './findings.ts';
import { printFinding as printTableFinding } from '../../officials/index.ts';
import { fieldWords } from '../pages/words.ts';
import type { FolderImport, ToldFile } from '../folders/folder-import.ts';
import type { HolidaysImport } from './holidays-import.ts';
import type { KindImport } from './kind-import.ts';
import type { ListImport } from './list-import.ts';
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

/** @returns lines; the last says whether it was written */
export function printHolidays(file: string, done: HolidaysImport, t: Translate, dryRun: boolean): string[] {
  const lines = printFindings(file, done.findings, t);
  if (!done.kept) return [...lines, `${file}: ${t('selections.import.refused')}`];
  const words = t('selections.holidays.kept', { country: done.country, ...done.kept });
  return [...lines, `${file}: ${dryRun ? t('selections.import.dry', { words }) : words}`];
}

/** @returns lines; the last says whether it was written */
export function printList(
  file: string,
  { list, fault, broken, left, done }: ListImport,
  t: Translate,
  { process, dryRun }: { process: string; dryRun: boolean },
): string[] {
  if (fault && !('code' in fault)) return [printTableFinding(file, fault, t, 'refused')];
  const lines = broken.map((one) => printTableFinding(file, one, t, 'refused'));
  for (const { line, column, fault: code } of list.refused)
    lines.push(
      `${file}:${line}: ${t('selections.list.refused', { column })} ${t(`selections.list.fault.${code}`)}`,
    );
  if (fault) return [...lines, `${file}: ${t(`selections.list.${fault.code}`, fault.values)}`];
  for (const { line, row, words, of } of list.doubts)
    lines.push(
      `${file}:${line}: ${t('selections.list.doubt', { row, words })}`,
      ...of.map((one) => `  ${one.key}: ${one.words}`),
    );
  for (const { line, column, words } of list.differs)
    lines.push(`${file}:${line}: ${t('selections.list.differs', { field: fieldWords(column, t), words })}`);
  if (left.length > 0) lines.push(`${file}: ${t('selections.list.left', { columns: left.join(', ') })}`);
  lines.push(
    `${file}: ${t('selections.list.taken', { taken: list.taken, refused: list.refused.length + broken.length })}`,
  );
  if (!done) return [...lines, `${file}: ${t('selections.import.refused')}`];
  return [...lines, ...printProcess(process, done, t, dryRun)];
}

/** @returns lines; the last says whether it was written */
export function printFolder(
  { files, noProcess, isStale, done }: FolderImport,
  t: Translate,
  { process, dryRun }: { process: string; dryRun: boolean },
): string[] {
  if (noProcess) return [t('selections.list.no_process', { process })];
  const lines = files.flatMap((file) => printFolderFile(file, t));
  if (isStale) return [...lines, t('selections.folder.other_election')];
  const taken = files.filter(({ added }) => added !== undefined);
  const count = (what: 'event' | 'recording') => taken.filter(({ added }) => added?.what === what).length;
  lines.push(
    t('selections.folder.taken', {
      files: taken.length,
      events: count('event'),
      recordings: count('recording'),
      left: files.length - taken.length,
    }),
  );
  if (!done) return [...lines, `${process}: ${t('selections.import.refused')}`];
  return [...lines, ...printProcess(process, done, t, dryRun)];
}

function printFolderFile({ shown, added, refused, nameSays }: ToldFile, t: Translate): string[] {
  return [
    ...refused.map(
      ({ line, fault }) =>
        `${line === undefined ? shown : `${shown}:${line}`}: ${t(`selections.folder.fault.${fault}`)}`,
    ),
    ...(nameSays === undefined
      ? []
      : [`${shown}: ${t('selections.folder.name_differs', { number: nameSays })}`]),
    ...(added === undefined
      ? []
      : [
          `${shown}: ${t(`selections.folder.${added.what}`, { documents: added.documents, known: added.known })}`,
        ]),
  ];
}

/** What somebody could say so that more of a list is read, as the beginning of a file for `--map`. */
export const printOfferedMap = ({ offered }: ListImport): string | undefined =>
  offered && JSON.stringify(offered, null, 2);
