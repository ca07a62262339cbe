/** A row of a list of votes: the counts of a candidate in a round, or one ballot. Pure. */
import { freeSlug, slugOf } from '../../../platform/slug.ts';
import { sameValue } from '../../../platform/sources/words.ts';
import { CHOICES } from '../rules/vocabulary.ts';
import type { FileHolder, FileRound } from '../schemas/process-file.ts';
import { countsIn, dateIn, type ListRow, neededIn, RowFault, wordIn, yesIn } from './list-cells.ts';
import type { Into } from './list-into.ts';
import { addCites, contradict, mergeRow } from './list-merge.ts';
import { countOf, wordOf } from './list-words.ts';

type Result = FileRound['results'][number];
type Ballot = NonNullable<Result['ballots']>[number];

/** @throws {RowFault} */
export function addVote(into: Into, row: ListRow): void {
  const option = row.cells.get('option');
  const candidacy = option === undefined ? into.who.candidacy(row) : undefined;
  const holder = row.cells.has('member') || row.cells.has('member_id') ? into.who.holder(row) : undefined;
  const ballot = holder && ballotIn(row, holder);
  const counts = ballot ? {} : countsIn(row, 'for', 'against', 'abstained', 'absent');
  const entered = ballot ? undefined : yesIn(row, 'entered');
  const round = roundIn(into, row);
  addCites(into, round, into.cite(row, { whole: true }));
  const of = candidacy?.name ?? option ?? '';
  const result = resultIn(into, round, candidacy?.key, option);
  for (const [field, value] of Object.entries({ ...counts, ...(entered !== undefined && { entered }) }))
    tell(into, row, round, { of, result, field: field as keyof typeof counts, value });
  if (!ballot || !holder) return;
  const ballots = (result.ballots ??= []);
  const there = ballots.find((one) => one.holder === ballot.holder);
  if (!there) into.push(ballots, ballot);
  else sameBallot(into, row, round, { of: `${holder.name} · ${of}`, there, ballot });
}

function resultIn(
  into: Into,
  { results }: FileRound,
  candidacy: string | undefined,
  option: string | undefined,
): Result {
  const there = results.find((one) => one.candidacy === candidacy && one.option === option);
  if (there) return there;
  const made: Result = option === undefined ? { candidacy: candidacy ?? '' } : { option };
  into.push(results, made);
  return made;
}

type Counted = 'for' | 'against' | 'abstained' | 'absent' | 'entered';

/** What differs stands beside the round, since a round is cited as a whole. */
function tell(
  into: Into,
  row: ListRow,
  round: FileRound,
  { of, result, field, value }: { of: string; result: Result; field: Counted; value: number | boolean },
): void {
  const has = result[field];
  if (has === undefined) into.set<Partial<Record<Counted, number | boolean>>, Counted>(result, field, value);
  else if (has !== value) {
    const words = typeof value === 'boolean' ? (row.cells.get(field) ?? '') : String(value);
    contradict(into, row, round, { field, words: `${of} · ${words}`, cites: into.cite(row) });
  }
}

function sameBallot(
  into: Into,
  row: ListRow,
  round: FileRound,
  { of, there, ballot }: { of: string; there: Ballot; ballot: Ballot },
): void {
  const cites = into.cite(row);
  if (there.choice !== ballot.choice) {
    const words = `${of} · ${wordOf('selections.choice', ballot.choice)}`;
    contradict(into, row, round, { field: 'choice', words, cites });
  } else if (ballot.reason !== undefined && there.reason === undefined)
    into.set(there, 'reason', ballot.reason);
  if (ballot.reason !== undefined && there.reason !== ballot.reason)
    contradict(into, row, round, { field: 'reason', words: `${of} · ${ballot.reason}`, cites });
}

function ballotIn(row: ListRow, { key: holder }: FileHolder): Ballot {
  const choice = wordIn(row, 'choice', CHOICES, 'selections.choice');
  if (!choice) throw new RowFault('bad_word', 'choice');
  const reason = row.cells.get('reason');
  return { holder, choice, ...(reason && { reason }) };
}

/** @throws {RowFault} where two bodies have a round of that number and the row does not say of which it is */
function roundIn(into: Into, row: ListRow): FileRound {
  const asked = neededIn(row, 'round', 'no_round');
  const number = countOf(asked);
  const body = row.cells.get('body');
  const on = dateIn(row, 'on');
  const matter = row.cells.get('matter');
  const rounds = (into.file.rounds ??= []);
  const isOf = (one: FileRound): boolean => body === undefined || one.body === undefined || one.body === body;
  const numbered = rounds.filter((one) => number !== undefined && one.number === number && isOf(one));
  const same = numbered.filter((one) => matter !== undefined && sameValue(one.matter, matter));
  const found = same.length === 1 ? same : numbered;
  const keyed = rounds.find((one) => one.key === asked && isOf(one));
  if (!keyed && found.length > 1) throw new RowFault('two_rounds', 'round');
  const there = keyed ?? found[0];
  if (there) {
    const said = { ...(body && { body }), ...(on && { on }), ...(matter && { matter }) };
    mergeRow<FileRound>(into, row, there, { said, cites: into.cite(row, { whole: true }) });
    return there;
  }
  const key = number === undefined ? slugOf(asked) || 'ronda' : `ronda-${number}`;
  const made: FileRound = {
    key: freeSlug(key, new Set(rounds.map((one) => one.key))),
    ...(number !== undefined && { number }),
    matter: matter ?? asked,
    ...(body && { body }),
    ...(on && { on }),
    results: [],
    cite: into.cite(row, { whole: true }),
  };
  into.push(rounds, made);
  return made;
}
