/**
 * The rows of a list put into the file of a process, where each belongs: what they say of somebody who is there already
 * is changed, what is new is added, everything else stays. A row that is refused stays outside whole. Pure.
 */
import type { ProcessFile } from '../schemas/process-file.ts';
import { addCandidate } from './list-candidates.ts';
import { type ListFault, type ListRow, RowFault } from './list-cells.ts';
import { addCheck } from './list-checks.ts';
import type { ListKind } from './list-columns.ts';
import { addDocument } from './list-documents.ts';
import { Into, type IntoOptions } from './list-into.ts';
import { addMember } from './list-members.ts';
import { addObjection } from './list-objections.ts';
import { addScore } from './list-scores.ts';
import { addVote } from './list-votes.ts';

export interface ListOutcome {
  /** Rows that went in. */
  taken: number;
  refused: { line: number; column: string; fault: ListFault; cell: string }[];
  /** Names and numbers that nobody in the process has. */
  unknown: string[];
  /** More rows name two people than one: ids and names are of another election. Nothing may go in. */
  isStale: boolean;
}

const ADD: Readonly<Record<ListKind, (into: Into, row: ListRow) => void>> = {
  candidate: addCandidate,
  score: addScore,
  objection: addObjection,
  vote: addVote,
  document: addDocument,
  member: addMember,
  check: addCheck,
};

/** @param file is changed */
export function addRows(
  list: ListKind,
  file: ProcessFile,
  rows: Iterable<ListRow>,
  options: IntoOptions,
): ListOutcome {
  const into = new Into(file, options);
  const refused: ListOutcome['refused'] = [];
  let taken = 0;
  for (const row of rows) {
    try {
      ADD[list](into, row);
      taken += 1;
    } catch (error) {
      if (!(error instanceof RowFault)) throw error;
      const { column, fault } = error;
      refused.push({ line: row.line, column, fault, cell: row.cells.get(column) ?? '' });
    }
  }
  const isStale = into.disagreed > into.agreed;
  return { taken, refused, unknown: [...into.unknown], isStale };
}
