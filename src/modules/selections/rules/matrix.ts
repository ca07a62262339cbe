/** One round as a table of who voted how on whom. What nobody recorded stays empty: it is no vote. Pure. */
import type { Choice } from './vocabulary.ts';

export interface Member {
  id: string;
  starts: string | null;
  ends: string | null;
  alternate: boolean;
}

export interface BallotCell {
  result_id: string;
  holder_id: string;
  choice: Choice;
  has_reason: boolean;
}

export interface MatrixRow<M> {
  member: M;
  /** In the order of the results; undefined: not recorded. */
  cells: (BallotCell | undefined)[];
}

/** So many cells of a table fit on one page of at most 60 kB. */
const MOST_CELLS = 240;
const MOST_COLUMNS = 8;

/** How many candidates stand on one page of the table. */
export function columnsFor(members: number): number {
  return Math.min(Math.max(Math.floor(MOST_CELLS / Math.max(members, 1)), 1), MOST_COLUMNS);
}

/**
 * Those who held a seat on that day, and whoever has a vote recorded.
 * @param on day of the round, as far as it is known
 */
export function matrixOf<M extends Member>(
  members: readonly M[],
  results: readonly { id: string }[],
  ballots: readonly BallotCell[],
  on: string | null,
): MatrixRow<M>[] {
  const byPlace = new Map(ballots.map((one) => [`${one.result_id} ${one.holder_id}`, one]));
  return members.flatMap((member) => {
    const cells = results.map(({ id }) => byPlace.get(`${id} ${member.id}`));
    const seated = !member.alternate && wasSeated(member, on);
    return seated || cells.some((cell) => cell !== undefined) ? [{ member, cells }] : [];
  });
}

/** Dates of less than a day may include it: then somebody is taken for seated. */
export function wasSeated({ starts, ends }: Pick<Member, 'starts' | 'ends'>, on: string | null): boolean {
  if (on === null) return true;
  const begun = starts === null || starts.slice(0, on.length) <= on.slice(0, starts.length);
  const over = ends !== null && ends.slice(0, on.length) < on.slice(0, ends.length);
  return begun && !over;
}
