/** What an import of proposals did, in lines for a terminal. */
import type { Translate } from '../../../platform/i18n/translate.ts';
import { printFinding } from '../../officials/index.ts';
import type { ProposalImport } from './proposal-import.ts';

/** @returns lines, the last of which says how it ended; `done`: written, or could be */
export function printProposals(
  file: string,
  done: ProposalImport,
  t: Translate,
  dryRun: boolean,
): { lines: string[]; done: boolean } {
  if (done.fault !== undefined) {
    const why =
      done.fault === 'no_columns'
        ? t('proposals.import.no_columns', { file })
        : printFinding(file, done.fault, t, 'refused');
    return { lines: [`${why} ${t('proposals.import.nothing')}`], done: false };
  }
  const { created, left, taken, refused, broken, mappings, alike, byKind, columnsLeft } = done;
  const lines = [
    ...broken.map((finding) => printFinding(file, finding, t, 'refused')),
    ...refused.map(({ line, fault, value }) =>
      t('proposals.import.refused', { file, line, why: t(`proposals.import.fault.${fault}`, { value }) }),
    ),
    ...taken.map(({ line, number }) => t('proposals.import.taken', { file, line, number })),
    ...mappings.map(({ column, from, to, rows }) =>
      t(`proposals.import.mapped.${column}`, { from, to, rows }),
    ),
    ...alike.map(({ number, as }) => t('proposals.import.alike', { number, as })),
    ...columnsLeft.map((column) => t('proposals.import.column_left', { column })),
    t('proposals.import.authors', byKind),
  ];
  const isDone = created + left > 0 || (refused.length === 0 && broken.length === 0 && taken.length === 0);
  const counts = { file, created, left, refused: refused.length + broken.length + taken.length };
  const end = isDone
    ? t(dryRun ? 'proposals.import.could' : 'proposals.import.done', counts)
    : t('proposals.import.nothing');
  return { lines: [...lines, end], done: isDone };
}
