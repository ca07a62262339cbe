/** A row of a list of candidates: who they are, and with a state what became of them. Pure. */
import { slugOf } from '../../../platform/slug.ts';
import { keysOfName } from '../../officials/index.ts';
import { CANDIDACY_STATES, DECIDERS } from '../rules/vocabulary.ts';
import type { FileCandidacy } from '../schemas/process-file.ts';
import { countsIn, dateIn, keyIn, type ListRow, neededIn, RowFault, wordIn } from './list-cells.ts';
import { agree, type Cite, type Into } from './list-into.ts';

type State = FileCandidacy['states'][number];

/** @throws {RowFault} */
export function addCandidate(into: Into, row: ListRow): void {
  const name = neededIn(row, 'name', 'no_candidate');
  const fileNumber = row.cells.get('file_number');
  const list = (into.file.candidacies ??= []);
  const there = candidateThere(into, row, name);
  const key = there?.key ?? keyIn(row) ?? (fileNumber ? `exp-${slugOf(fileNumber)}` : slugOf(name));
  const cite = into.cite(row);
  // Before anything is added: a row that is refused stays outside whole.
  const stated = statedIn(row, key, cite);
  const one: FileCandidacy = there ?? { key, name, states: [], cite };
  if (!there) list.push(one);
  // Whom somebody found under another spelling keeps the one that is there.
  if (into.said(name) === undefined) one.name = name;
  if (fileNumber) one.file_number = fileNumber;
  const through = row.cells.get('through');
  if (through) one.through = through;
  const seat = row.cells.get('seat');
  if (seat) one.seat = /^(suplente|alternate)$/i.test(seat) ? 'alternate' : 'full';
  const note = row.cells.get('note');
  if (note) one.note = note;
  if (stated) putState(one.states, stated);
}

/** Whom the row is of, where they are there already. @throws {RowFault} where key and name are of two people */
function candidateThere(into: Into, row: ListRow, name: string): FileCandidacy | undefined {
  const list = into.file.candidacies ?? [];
  const wanted = keysOfName(name).name_key;
  const said = into.said(name);
  const named = list.filter((one) =>
    said === undefined ? keysOfName(one.name).name_key === wanted : one.key === said,
  );
  const key = keyIn(row);
  const fileNumber = row.cells.get('file_number');
  const numbered =
    key === undefined
      ? list.filter((one) => one.file_number !== undefined && one.file_number === fileNumber)
      : list.filter((one) => one.key === key);
  const [one] = numbered;
  if (one) {
    if (said === undefined ? !agree(one.name, name) : said !== one.key)
      throw into.differ(key === undefined ? 'file_number' : 'key');
    into.agreed += 1;
    return one;
  }
  // The name is here under another key: the keys of the list are those of another file.
  if (key !== undefined && named.length > 0) throw into.differ('key');
  if (key !== undefined || fileNumber !== undefined) return undefined;
  if (named.length > 1) throw new RowFault('two_candidates', 'name');
  return named[0];
}

function statedIn(row: ListRow, candidacy: string, cite: Cite): State | undefined {
  const state = wordIn(row, 'state', CANDIDACY_STATES, 'selections.candidacy_state');
  if (!state) return undefined;
  const on = dateIn(row, 'on');
  const ground = row.cells.get('ground');
  const decidedBy = wordIn(row, 'decided_by', DECIDERS, 'selections.decided_by');
  return {
    key: `${candidacy}.${slugOf(state)}${on ? `.${on}` : ''}`,
    state,
    ...(on && { on }),
    ...(ground && { ground }),
    ...(decidedBy && { decided_by: decidedBy }),
    ...countsIn(row, 'votes_for', 'votes_against'),
    cite,
  };
}

/** A state without a date stands where it is in the course of things, so that it is not the last one by being read last. */
function putState(states: State[], stated: State): void {
  const at = states.findIndex(({ key }) => key === stated.key);
  if (at >= 0) {
    states[at] = stated;
    return;
  }
  if (stated.on !== undefined) {
    states.push(stated);
    return;
  }
  // The same, with its date or without, from another source.
  const same = states.find(({ state }) => state === stated.state);
  if (same) {
    const cited = new Set((same.cite ?? []).map((one) => JSON.stringify(one)));
    same.cite = [
      ...(same.cite ?? []),
      ...(stated.cite ?? []).filter((one) => !cited.has(JSON.stringify(one))),
    ];
    if (stated.ground !== undefined) same.ground ??= stated.ground;
    return;
  }
  const rank = CANDIDACY_STATES.indexOf(stated.state);
  const later = states.findIndex(({ state }) => CANDIDACY_STATES.indexOf(state) > rank);
  states.splice(later < 0 ? states.length : later, 0, stated);
}
