/** A row of a list of candidates: who they are, and with a state what became of them. Pure. */
import { freeSlug, slugOf } from '../../../platform/slug.ts';
import { isAfter } from '../rules/process-dates.ts';
import { CANDIDACY_STATES, DECIDERS } from '../rules/vocabulary.ts';
import type { FileCandidacy } from '../schemas/process-file.ts';
import { countsIn, dateIn, keyIn, LONGEST_KEY, type ListRow, neededIn, wordIn } from './list-cells.ts';
import type { Cite, Into } from './list-into.ts';
import { contradict, keyOfContent, mergeRow } from './list-merge.ts';
import { wordOf } from './list-words.ts';

type State = FileCandidacy['states'][number];

/** @throws {RowFault} */
export function addCandidate(into: Into, row: ListRow): void {
  const name = neededIn(row, 'name', 'no_candidate');
  const { who } = into;
  const there = candidateThere(into, row, name);
  if (there && !into.made.has(there)) who.agreed();
  else if (into.hadCandidates) who.cameNew();
  const fileNumber = row.cells.get('file_number');
  const key =
    there?.key ?? keyIn(row) ?? freeKey(fileNumber ? `exp-${fileNumber}` : name, who.candidates.taken);
  // Before anything is added: a row that is refused stays outside whole.
  const said = saidIn(row);
  const stated = statedIn(row, key, into.cite(row));
  const cites = into.citeNumbered(row, [keyIn(row), fileNumber]);
  if (!there) {
    const made: FileCandidacy = { key, name, ...said, states: stated ? [stated] : [], cite: cites };
    (into.file.candidacies ??= []).push(made);
    who.candidates.add(made);
    into.made.add(made);
    return;
  }
  const hadFile = there.file_number !== undefined;
  mergeRow<FileCandidacy>(into, row, there, { said, cites, words: wordsOf });
  // Whom somebody found under another spelling keeps the one that is there.
  const isSaid = [name, fileNumber ?? ''].some((printed) => who.said(printed) !== undefined);
  if (!isSaid && !isSameName(into, there, name))
    contradict(into, row, there, { field: 'name', words: name, cites });
  if (stated) putState(into, row, there.states, stated);
  // Last, since a row may be refused until here.
  if (!hadFile) who.candidates.addFile(there);
}

const freeKey = (words: string, taken: ReadonlySet<string>): string =>
  freeSlug(slugOf(words) || 'candidatura', taken);

const isSameName = ({ who }: Into, there: FileCandidacy, name: string): boolean =>
  who.candidates.named(name).some(({ key }) => key === there.key);

function wordsOf(field: string, value: string | number | boolean): string {
  return field === 'seat' ? wordOf('selections.seat', String(value)) : String(value);
}

function saidIn({ cells }: ListRow): Partial<FileCandidacy> {
  const fileNumber = cells.get('file_number');
  const through = cells.get('through');
  const seat = cells.get('seat');
  const note = cells.get('note');
  return {
    ...(fileNumber && { file_number: fileNumber }),
    ...(through && { through }),
    ...(seat && {
      seat: /^(suplente|alternate)$/i.test(seat) ? ('alternate' as const) : ('full' as const),
    }),
    ...(note && { note }),
  };
}

/** Whom the row is of, where they are there already. @throws {RowFault} where key and name are of two people */
function candidateThere({ who }: Into, row: ListRow, name: string): FileCandidacy | undefined {
  const fileNumber = row.cells.get('file_number');
  // A number says more than a name that two may have.
  const numbered = fileNumber === undefined ? undefined : who.said(fileNumber);
  const said = numbered ?? who.said(name);
  const keyed = said === undefined ? undefined : who.candidates.keyed(said);
  if (said !== undefined && !keyed) throw who.nobodySaid(fileNumber ?? name, 'unknown_candidate');
  const named = said === undefined ? who.candidates.named(name) : keyed ? [keyed] : [];
  const key = keyIn(row);
  const filed = who.candidates.withFile(fileNumber ?? '');
  const one =
    key === undefined
      ? (filed.find((other) => who.fits(other.name, name)) ?? filed[0])
      : who.candidates.keyed(key);
  if (one) {
    if (said === undefined ? !who.fits(one.name, name) : said !== one.key)
      throw who.differ(key === undefined ? 'file_number' : 'key');
    return one;
  }
  // The name is here under another key: the keys of the list are those of another file.
  if (key !== undefined && named.length > 0) throw who.differ('key');
  if (key !== undefined) return undefined;
  if (fileNumber === undefined) {
    if (named.length > 1) throw who.two(name, 'name');
    return named[0];
  }
  if (keyed && (numbered !== undefined || !who.isTwoHere(name))) return keyed;
  if (keyed) throw who.two(fileNumber, 'name');
  // Just this name, and no number yet: the same, unless there are two of the name here or in the list.
  const unnumbered = named.find((other) => other.file_number === undefined);
  if (!unnumbered) return undefined;
  if (named.length > 1 || who.isTwoHere(name)) throw who.two(fileNumber, 'name');
  return unnumbered;
}

function statedIn(row: ListRow, candidacy: string, cite: Cite): State | undefined {
  const state = wordIn(row, 'state', CANDIDACY_STATES, 'selections.candidacy_state');
  if (!state) return undefined;
  const on = dateIn(row, 'on');
  const ground = row.cells.get('ground');
  const decidedBy = wordIn(row, 'decided_by', DECIDERS, 'selections.decided_by');
  return {
    key: stateKey(candidacy, `${slugOf(state)}${on ? `.${on}` : ''}`),
    state,
    ...(on && { on }),
    ...(ground && { ground }),
    ...(decidedBy && { decided_by: decidedBy }),
    ...countsIn(row, 'votes_for', 'votes_against'),
    cite,
  };
}

function stateKey(candidacy: string, state: string): string {
  const key = `${candidacy}.${state}`;
  return key.length <= LONGEST_KEY ? key : keyOfContent('estado', candidacy, [key]);
}

/** What is there of the same day, or of no day, is the same from another source: it stays as it is. */
function putState(into: Into, row: ListRow, states: State[], stated: State): void {
  const same = sameState(states, stated);
  if (!same) {
    states.splice(placeIn(states, stated), 0, stated);
    return;
  }
  const { key: _, cite = [], ...said } = stated;
  const words = (field: string, value: string | number | boolean): string =>
    field === 'decided_by' ? wordOf('selections.decided_by', String(value)) : String(value);
  mergeRow<State>(into, row, same, { said, cites: cite, words });
}

/** Without a day it may be any of them, so it is the one that says it already; with one, only that day or none. */
function sameState(states: readonly State[], { key, state, on }: State): State | undefined {
  const own = states.filter((one) => one.state === state);
  if (on === undefined) return own[0];
  return (
    states.find((one) => one.key === key) ??
    own.find((one) => one.on === on) ??
    // Two of them would be a guess.
    (own.length === 1 && own[0]?.on === undefined ? own[0] : undefined)
  );
}

/** Where it is in the course of things, so that it is not the last one by being read last. */
function placeIn(states: readonly State[], { state, on }: State): number {
  const rank = CANDIDACY_STATES.indexOf(state);
  const later = states.findIndex((one) =>
    on !== undefined && one.on !== undefined
      ? isAfter(one.on, on)
      : on === undefined && CANDIDACY_STATES.indexOf(one.state) > rank,
  );
  return later < 0 ? states.length : later;
}
