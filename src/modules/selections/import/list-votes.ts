/** A row of a list of votes: the counts of a candidate in a round, or one ballot. Pure. */
import { slugOf } from '../../../platform/slug.ts';
import { CHOICES } from '../rules/vocabulary.ts';
import type { FileRound } from '../schemas/process-file.ts';
import { countsIn, dateIn, type ListRow, neededIn, RowFault, wordIn, yesIn } from './list-cells.ts';
import type { Into } from './list-into.ts';
import { countOf } from './list-words.ts';

/** @throws {RowFault} */
export function addVote(into: Into, row: ListRow): void {
  const option = row.cells.get('option');
  const candidacy = option === undefined ? into.candidacy(row).key : undefined;
  const ballot = row.cells.has('member') || row.cells.has('member_id') ? ballotIn(into, row) : undefined;
  const counts = ballot ? {} : countsIn(row, 'for', 'against', 'abstained', 'absent');
  const entered = ballot ? undefined : yesIn(row, 'entered');
  const { results } = roundIn(into, row);
  let result = results.find((one) => one.candidacy === candidacy && one.option === option);
  if (!result) {
    result = option === undefined ? { candidacy: candidacy ?? '' } : { option };
    results.push(result);
  }
  Object.assign(result, counts);
  if (entered !== undefined) result.entered = entered;
  if (!ballot) return;
  const ballots = (result.ballots ??= []);
  const at = ballots.findIndex((one) => one.holder === ballot.holder);
  if (at < 0) ballots.push(ballot);
  else ballots[at] = ballot;
}

function ballotIn(into: Into, row: ListRow) {
  const { key: holder } = into.holder(row);
  const choice = wordIn(row, 'choice', CHOICES, 'selections.choice');
  if (!choice) throw new RowFault('bad_word', 'choice');
  const reason = row.cells.get('reason');
  return { holder, choice, ...(reason && { reason }) };
}

function roundIn(into: Into, row: ListRow): FileRound {
  const asked = neededIn(row, 'round', 'no_round');
  const number = countOf(asked);
  const rounds = (into.file.rounds ??= []);
  const found =
    rounds.find((one) => one.key === asked) ??
    (number === undefined ? undefined : rounds.find((one) => one.number === number));
  if (found) return found;
  const on = dateIn(row, 'on');
  const body = row.cells.get('body');
  const made: FileRound = {
    key: number === undefined ? slugOf(asked) : `ronda-${number}`,
    ...(number !== undefined && { number }),
    matter: row.cells.get('matter') ?? asked,
    ...(body && { body }),
    ...(on && { on }),
    results: [],
    cite: into.cite(row, { whole: true }),
  };
  rounds.push(made);
  return made;
}
