/**
 * The rows of a list put into the file of a process, where each belongs: what is new is added, blanks of what is there
 * are filled, and what differs is kept beside it with its source. A row that is refused stays outside whole. Pure.
 */
import type { ProcessFile } from '../schemas/process-file.ts';
import { addCandidate } from './list-candidates.ts';
import { type ListFault, type ListRow, RowFault } from './list-cells.ts';
import { addCheck } from './list-checks.ts';
import type { ListKind } from './list-columns.ts';
import type { Doubt } from './list-corrected.ts';
import { addDocument } from './list-documents.ts';
import { type Differing, Into, type IntoOptions } from './list-into.ts';
import { addMember } from './list-members.ts';
import { addObjection } from './list-objections.ts';
import { addScore } from './list-scores.ts';
import { addVote } from './list-votes.ts';

export interface ListOutcome {
  /** Rows that went in. */
  taken: number;
  refused: { line: number; column: string; fault: ListFault; cell: string }[];
  /** What the rows say otherwise than the process. */
  differs: Differing[];
  /** Rows of which somebody is asked whether they correct one that is there. */
  doubts: Doubt[];
  /** Names and numbers that nobody in the process has, or of which nobody has said whose they are. */
  unknown: string[];
  /** More rows are of nobody here, or of two people, than of one: the list is of another election. Nothing may go in. */
  isStale: boolean;
  /** More rows are of people who are new here than of those who were: nothing goes in until somebody says so. */
  areNew: boolean;
}

/** What is left to do once every other row of the list has come as far. */
export type Rest = void | (() => Rest);
type Add = (into: Into, row: ListRow) => Rest;

const ADD: Readonly<Record<ListKind, Add>> = {
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
  rows: readonly ListRow[],
  options: IntoOptions,
): ListOutcome {
  const into = new Into(file, options);
  const refused: ListOutcome['refused'] = [];
  let later: [row: ListRow, write: () => Rest][] = [];
  let taken = 0;
  const attempt = (row: ListRow, write: () => Rest): void => {
    into.next();
    try {
      const rest = write();
      if (rest) later.push([row, rest]);
      else taken += 1;
    } catch (error) {
      if (!(error instanceof RowFault)) throw error;
      into.takeBack();
      const { column, fault } = error;
      refused.push({ line: row.line, column, fault, cell: row.cells.get(column) ?? '' });
    }
  };
  into.who.lookAhead(rows);
  for (const row of rows) attempt(row, () => ADD[list](into, row));
  while (later.length > 0) {
    const round = later;
    later = [];
    for (const [row, write] of round) attempt(row, write);
  }
  refused.sort((one, other) => one.line - other.line);
  const { unknown, isStale, areNew } = into.who;
  return {
    taken,
    refused,
    differs: into.differs,
    doubts: into.doubts,
    unknown: [...unknown],
    isStale,
    areNew,
  };
}
