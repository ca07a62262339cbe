/** Votes of a file: sums, thresholds, who sat on that day, seats. What is printed is kept; somebody should look. Pure. */
import type { Findings } from '../import/findings.ts';
import type { FileHolder, FileRound, ProcessFile } from '../schemas/process-file.ts';
import { isAfter } from './process-dates.ts';
import type { FileIndex } from './process-faults.ts';
import { computeThreshold, isOutOfReach } from './thresholds.ts';

export function checkVotes(file: ProcessFile, index: FileIndex, findings: Findings): void {
  checkRoster(file, findings);
  for (const [n, round] of (file.rounds ?? []).entries()) checkRound(round, index, `/rounds/${n}`, findings);
  checkOutcome(file, index, findings);
}

/** Two at once in one seat, and more members than the body has. */
function checkRoster(file: ProcessFile, findings: Findings): void {
  for (const [b, { seats = [], entitled }] of (file.bodies ?? []).entries()) {
    if (entitled !== undefined && seats.length > entitled)
      findings.warn(`/bodies/${b}/seats`, 'more_seats_than_entitled', { seats: seats.length, entitled });
    for (const [s, { holders, label }] of seats.entries()) {
      const full = holders.filter(({ alternate }) => alternate !== true);
      for (const [at, one] of full.entries())
        if (full.slice(at + 1).some((other) => overlap(one, other)))
          findings.warn(`/bodies/${b}/seats/${s}/holders`, 'two_in_one_seat', { label });
    }
  }
}

/** Where nothing is said of when, one after the other is possible. */
function overlap(one: FileHolder, other: FileHolder): boolean {
  const [first, second] = [one, other].toSorted((a, b) => ((a.starts ?? '') < (b.starts ?? '') ? -1 : 1));
  if (!first?.ends || !second?.starts) return !one.ends && !other.ends && !one.starts && !other.starts;
  return isAfter(first.ends, second.starts);
}

function checkRound(round: FileRound, index: FileIndex, path: string, findings: Findings): void {
  const body = round.body === undefined ? undefined : index.bodies.get(round.body);
  const entitled = round.entitled ?? body?.entitled;
  const { present } = round;
  if (entitled !== undefined && present !== undefined && present > entitled)
    findings.warn(`${path}/present`, 'more_present_than_entitled', { present, entitled });
  const threshold = round.threshold === undefined ? undefined : index.thresholds.get(round.threshold);
  const computed = threshold && computeThreshold(threshold, { entitled, present });
  if (computed && isOutOfReach(computed, present) && computed.known)
    findings.warn(`${path}/present`, 'threshold_out_of_reach', {
      present: present ?? 0,
      needed: computed.needed,
    });
  const members = present ?? entitled;
  const seen = new Set<string>();
  let entered = 0;
  for (const [n, result] of round.results.entries()) {
    const at = `${path}/results/${n}`;
    const own = result.candidacy ?? result.option;
    if (own === undefined || (result.candidacy !== undefined && result.option !== undefined))
      findings.fault(at, 'result_of_what');
    else if (seen.has(own)) findings.fault(at, 'result_twice', { key: own });
    else seen.add(own);
    if (result.entered === true) entered += 1;
    const name = index.candidacies.get(result.candidacy ?? '')?.name ?? result.option ?? '';
    checkSum(result, { at, name, entitled, present, members }, findings);
    if (computed?.known && result.for !== undefined && result.entered !== undefined) {
      if (result.for >= computed.needed !== result.entered && !(result.for >= computed.needed))
        findings.warn(at, 'entered_below_threshold', { name, votes: result.for, needed: computed.needed });
    }
    checkBallots(result, round, index, at, findings);
  }
  if (round.to_fill !== undefined && entered > round.to_fill)
    findings.warn(path, 'more_entered_than_seats', { entered, seats: round.to_fill });
}

type Result = FileRound['results'][number];

function checkSum(
  result: Result,
  {
    at,
    name,
    entitled,
    present,
    members,
  }: {
    at: string;
    name: string;
    entitled: number | undefined;
    present: number | undefined;
    members: number | undefined;
  },
  findings: Findings,
): void {
  const { for: inFavour, against, abstained, absent } = result;
  const cast = (inFavour ?? 0) + (against ?? 0) + (abstained ?? 0);
  if (members !== undefined && cast > members) {
    findings.warn(at, 'more_votes_than_members', { votes: cast, members });
    return;
  }
  if (inFavour === undefined || against === undefined) return;
  if (absent !== undefined && entitled !== undefined && cast + absent !== entitled)
    findings.warn(at, 'sum_differs', { name, sum: cast + absent, members: entitled });
  else if (abstained !== undefined && absent === undefined && present !== undefined && cast !== present)
    findings.warn(at, 'sum_differs', { name, sum: cast, members: present });
}

function checkBallots(
  { ballots, ...result }: Result,
  round: FileRound,
  index: FileIndex,
  path: string,
  findings: Findings,
): void {
  if (!ballots) return;
  const seen = new Set<string>();
  let inFavour = 0;
  for (const [n, { holder: key, choice }] of ballots.entries()) {
    const at = `${path}/ballots/${n}`;
    const seated = index.holders.get(key);
    if (!seated) findings.fault(`${at}/holder`, 'unknown_holder', { key });
    if (seen.has(key)) findings.fault(`${at}/holder`, 'voted_twice', { key });
    seen.add(key);
    if (choice === 'for') inFavour += 1;
    if (!seated) continue;
    const { holder, body } = seated;
    if (round.body !== undefined && body.key !== round.body)
      findings.warn(at, 'votes_in_other_body', { name: holder.name });
    if (round.on !== undefined && choice !== 'absent' && !isSeatedOn(holder, round.on))
      findings.warn(at, 'not_seated', { name: holder.name, date: round.on });
  }
  if (round.complete !== true) return;
  if (round.entitled !== undefined && ballots.length < round.entitled)
    findings.warn(path, 'not_complete', { ballots: ballots.length, members: round.entitled });
  if (result.for !== undefined && inFavour !== result.for)
    findings.warn(path, 'ballots_differ', { counted: inFavour, printed: result.for });
}

/** As far as their days in the seat are known. */
export function isSeatedOn(
  { starts, ends }: { starts?: string | null | undefined; ends?: string | null | undefined },
  day: string,
): boolean {
  if (starts && isAfter(starts, day)) return false;
  return !ends || !isAfter(day, ends);
}

/** More elected than seats; a list of another size than the rule asks. */
function checkOutcome(file: ProcessFile, { kind }: FileIndex, findings: Findings): void {
  const reached = (...states: readonly string[]) =>
    (file.candidacies ?? []).filter((one) => one.states.some(({ state }) => states.includes(state))).length;
  const seats = file.seats ?? kind.seats.full;
  const alternates = file.alternates ?? kind.seats.alternates ?? 0;
  const elected = reached('elected');
  if (seats !== undefined && elected > seats + alternates)
    findings.warn('/candidacies', 'more_elected_than_seats', { elected, seats: seats + alternates });
  const { size, times_seats: times } = kind.shortlist ?? {};
  const wanted =
    file.shortlist ?? size ?? (times !== undefined && seats !== undefined ? times * seats : undefined);
  const listed = reached('shortlisted');
  if (wanted !== undefined && listed > 0 && listed !== wanted)
    findings.warn('/candidacies', 'shortlist_size', { listed, wanted });
}
