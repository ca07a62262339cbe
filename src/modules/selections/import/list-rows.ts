/**
 * The rows of a list put into the file of a process, where each belongs: what they say of somebody who is there already
 * is changed, what is new is added, everything else stays. Nothing is joined by a likeness of names. Pure.
 */
import { slugOf } from '../../../platform/slug.ts';
import { keysOfName } from '../../officials/index.ts';
import {
  ADMISSIBILITIES,
  CANDIDACY_STATES,
  CHOICES,
  DECIDERS,
  FILER_KINDS,
  OBJECTION_OUTCOMES,
} from '../rules/vocabulary.ts';
import type { FileCandidacy, FileGrading, FileRound, ProcessFile } from '../schemas/process-file.ts';
import type { ListKind } from './list-columns.ts';
import {
  countsIn,
  dateIn,
  type ListFault,
  type ListRow,
  neededIn,
  RowFault,
  wordIn,
  yesIn,
} from './list-cells.ts';
import { countOf, pointsOf } from './list-words.ts';

export interface ListOutcome {
  /** Rows that went in. */
  taken: number;
  refused: { line: number; column: string; fault: ListFault }[];
}

/** @param file is changed */
export function addRows(
  list: ListKind,
  file: ProcessFile,
  rows: Iterable<ListRow>,
  source: { title: string; publisher: string },
): ListOutcome {
  const outcome: ListOutcome = { taken: 0, refused: [] };
  const adding = new Adding(file, source);
  for (const row of rows) {
    try {
      adding[list](row);
      outcome.taken += 1;
    } catch (error) {
      if (!(error instanceof RowFault)) throw error;
      outcome.refused.push({ line: row.line, column: error.column, fault: error.fault });
    }
  }
  return outcome;
}

type Cite = NonNullable<FileCandidacy['cite']>;

class Adding {
  readonly #file: ProcessFile;
  readonly #own: { title: string; publisher: string };
  readonly #sources = new Map<string, string>();
  /** How many rows there were of each, for keys that stay the same when the file is read again. */
  readonly #counts = new Map<string, number>();

  constructor(file: ProcessFile, own: { title: string; publisher: string }) {
    this.#file = file;
    this.#own = own;
  }

  candidate(row: ListRow): void {
    const name = neededIn(row, 'name', 'no_candidate');
    const fileNumber = row.cells.get('file_number');
    const list = (this.#file.candidacies ??= []);
    const key = row.cells.get('key') ?? (fileNumber ? `exp-${slugOf(fileNumber)}` : slugOf(name));
    const cite = this.#cite(row);
    // Before anything is added: a row that is refused stays outside whole.
    const stated = this.#stated(row, key, cite);
    let one = list.find((other) => other.key === key);
    if (!one) {
      one = { key, name, states: [], cite };
      list.push(one);
    }
    one.name = name;
    if (fileNumber) one.file_number = fileNumber;
    const through = row.cells.get('through');
    if (through) one.through = through;
    const seat = row.cells.get('seat');
    if (seat) one.seat = /^(suplente|alternate)$/i.test(seat) ? 'alternate' : 'full';
    const note = row.cells.get('note');
    if (note) one.note = note;
    if (!stated) return;
    const at = one.states.findIndex((other) => other.key === stated.key);
    if (at < 0) one.states.push(stated);
    else one.states[at] = stated;
  }

  #stated(row: ListRow, candidacy: string, cite: Cite): FileCandidacy['states'][number] | undefined {
    const state = wordIn(row, 'state', CANDIDACY_STATES, 'selections.candidacy_state');
    if (!state) return undefined;
    const on = dateIn(row, 'on');
    const key = `${candidacy}.${slugOf(state)}${on ? `.${on}` : ''}`;
    const ground = row.cells.get('ground');
    const decidedBy = wordIn(row, 'decided_by', DECIDERS, 'selections.decided_by');
    return {
      key,
      state,
      ...(on && { on }),
      ...(ground && { ground }),
      ...(decidedBy && { decided_by: decidedBy }),
      ...countsIn(row, 'votes_for', 'votes_against'),
      cite,
    };
  }

  score(row: ListRow): void {
    const candidacy = this.#candidacy(row);
    const rubrics = this.#file.rubrics ?? [];
    const rubric = row.cells.get('rubric') ?? rubrics.findLast(({ adopted }) => adopted)?.key;
    const points = this.#points(row, rubrics.find(({ key }) => key === rubric)?.aspects ?? []);
    const total = row.cells.get('total');
    const printed = total === undefined ? undefined : pointsOf(total);
    if (total !== undefined && printed === undefined) throw new RowFault('bad_number', 'total');
    if (Object.keys(points).length === 0 && printed === undefined) throw new RowFault('no_aspect', 'aspect');
    const graded = this.#graded(this.#sheet(row, rubric), candidacy.key);
    Object.assign(graded.points, points);
    if (printed !== undefined) graded.printed_total = printed;
  }

  /** By the keys of the aspects. */
  #points(row: ListRow, aspects: readonly { key: string; label: string }[]): Record<string, number> {
    const points: Record<string, number> = {};
    const named = [...row.others, ...(row.cells.has('aspect') ? [this.#long(row)] : [])];
    for (const [header, cell] of named) {
      const wanted = slugOf(header);
      const aspect = aspects.find((one) => one.key === wanted || slugOf(one.label) === wanted);
      if (!aspect) continue;
      const value = pointsOf(cell);
      if (value === undefined) throw new RowFault('bad_number', header);
      points[aspect.key] = value;
    }
    return points;
  }

  #sheet(row: ListRow, rubric: string | undefined): FileGrading {
    const key = slugOf(row.cells.get('grading') ?? 'punteo');
    const gradings = (this.#file.gradings ??= []);
    const there = gradings.find((one) => one.key === key);
    if (there) return there;
    const made: FileGrading = {
      key,
      title: row.cells.get('grading') ?? this.#own.title,
      ...(rubric && { rubric }),
      scores: [],
      cite: this.#cite(row, { whole: true }),
    };
    gradings.push(made);
    return made;
  }

  #graded(sheet: FileGrading, candidacy: string): FileGrading['scores'][number] {
    const there = sheet.scores.find((one) => one.candidacy === candidacy);
    if (there) return there;
    const made = { candidacy, points: {} };
    sheet.scores.push(made);
    return made;
  }

  #long(row: ListRow): [string, string] {
    return [row.cells.get('aspect') ?? '', neededIn(row, 'points', 'bad_number')];
  }

  objection(row: ListRow): void {
    const { key: candidacy } = this.#candidacy(row);
    const list = (this.#file.objections ??= []);
    const key = row.cells.get('key') ?? `tacha-${candidacy}-${this.#count(`tacha ${candidacy}`)}`;
    const words = (name: 'filer' | 'ground' | 'evidence' | 'answer') => {
      const text = row.cells.get(name);
      return text ? { [name]: text } : {};
    };
    const filedOn = dateIn(row, 'filed_on');
    const decidedOn = dateIn(row, 'decided_on');
    const filerKind = wordIn(row, 'filer_kind', FILER_KINDS, 'selections.filer');
    const admissibility = wordIn(row, 'admissibility', ADMISSIBILITIES, 'selections.admissibility');
    const result = wordIn(row, 'outcome', OBJECTION_OUTCOMES, 'selections.objection_outcome');
    const one: NonNullable<ProcessFile['objections']>[number] = {
      key,
      candidacy,
      ...countsIn(row, 'count'),
      ...(filedOn && { filed_on: filedOn }),
      ...(filerKind && { filer_kind: filerKind }),
      ...words('filer'),
      ...words('ground'),
      ...words('evidence'),
      ...(admissibility && { admissibility }),
      ...(result && { outcome: result }),
      ...(decidedOn && { decided_on: decidedOn }),
      ...words('answer'),
      cite: this.#cite(row),
    };
    const at = list.findIndex((other) => other.key === key);
    if (at < 0) list.push(one);
    else list[at] = one;
  }

  vote(row: ListRow): void {
    const option = row.cells.get('option');
    const candidacy = option === undefined ? this.#candidacy(row).key : undefined;
    const ballot = row.cells.has('member') ? this.#ballot(row) : undefined;
    const counts = ballot ? {} : countsIn(row, 'for', 'against', 'abstained', 'absent');
    const entered = ballot ? undefined : yesIn(row, 'entered');
    const { results } = this.#round(row);
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

  #ballot(row: ListRow) {
    const holder = this.#holder(row);
    const choice = wordIn(row, 'choice', CHOICES, 'selections.choice');
    if (!choice) throw new RowFault('bad_word', 'choice');
    const reason = row.cells.get('reason');
    return { holder, choice, ...(reason && { reason }) };
  }

  #round(row: ListRow): FileRound {
    const asked = neededIn(row, 'round', 'no_round');
    const number = countOf(asked);
    const rounds = (this.#file.rounds ??= []);
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
      cite: this.#cite(row, { whole: true }),
    };
    rounds.push(made);
    return made;
  }

  document(row: ListRow): void {
    const title = neededIn(row, 'title', 'no_title');
    const url = neededIn(row, 'url', 'no_address');
    if (!/^https?:\/\//.test(url)) throw new RowFault('no_address', 'url');
    const hasCandidate = row.cells.has('candidate') || row.cells.has('file_number');
    const candidacy = hasCandidate ? this.#candidacy(row).key : undefined;
    const list = (this.#file.documents ??= []);
    const key = row.cells.get('key') ?? slugOf(`${candidacy ?? ''} ${title}`).slice(0, 80);
    const stage = row.cells.get('stage');
    const event = row.cells.get('event');
    const publisher = row.cells.get('publisher') ?? this.#own.publisher;
    const date = row.cells.get('date');
    const one = {
      key,
      title,
      ...(stage && { stage }),
      ...(event && { event }),
      ...(candidacy && { candidacy }),
      // The document itself is what is cited.
      cite: [this.#source({ title, publisher, url, ...(date && { date }) })],
    };
    const at = list.findIndex((other) => other.key === key);
    if (at < 0) list.push(one);
    else list[at] = one;
  }

  /** By key, by file number, or by just the printed name where one person has it: never by likeness. */
  #candidacy(row: ListRow): FileCandidacy {
    const list = this.#file.candidacies ?? [];
    const name = row.cells.get('candidate');
    const fileNumber = row.cells.get('file_number');
    if (!name && !fileNumber) throw new RowFault('no_candidate', 'candidate');
    const byFile = fileNumber ? list.filter((one) => one.file_number === fileNumber) : [];
    const byKey = list.filter((one) => one.key === name);
    const wanted = name ? keysOfName(name).name_key : '';
    const byName = name ? list.filter((one) => keysOfName(one.name).name_key === wanted) : [];
    const found = [byFile, byKey, byName].find((some) => some.length > 0) ?? [];
    if (found.length > 1) throw new RowFault('two_candidates', 'candidate');
    const [one] = found;
    if (!one) throw new RowFault('unknown_candidate', name ? 'candidate' : 'file_number');
    return one;
  }

  #holder(row: ListRow): string {
    const asked = row.cells.get('member') ?? '';
    const wanted = keysOfName(asked).name_key;
    const holders = (this.#file.bodies ?? []).flatMap(({ seats }) => (seats ?? []).flatMap((s) => s.holders));
    const found =
      holders.filter(({ key }) => key === asked).length === 1
        ? holders.filter(({ key }) => key === asked)
        : holders.filter(({ name }) => keysOfName(name).name_key === wanted);
    const [one] = found;
    if (!one || found.length > 1) throw new RowFault('unknown_member', 'member');
    return one.key;
  }

  #count(of: string): number {
    const next = (this.#counts.get(of) ?? 0) + 1;
    this.#counts.set(of, next);
    return next;
  }

  /** What the row names, else the file with the row as its page; of a whole sheet without the row. */
  #cite(row: ListRow, { whole = false } = {}): Cite {
    const title = row.cells.get('source_title');
    const url = row.cells.get('source_url');
    const page = row.cells.get('page');
    if (title || url) {
      const date = row.cells.get('source_date');
      const publisher = row.cells.get('source_publisher') ?? '';
      const name = this.#source({
        title: title ?? url ?? '',
        publisher: publisher || this.#own.publisher,
        ...(url && { url }),
        ...(date && { date }),
      });
      return [page ? { source: name, page } : name];
    }
    const own = this.#source(this.#own);
    return [whole ? own : { source: own, page: `fila ${row.line}` }];
  }

  #source(stated: ProcessFile['sources'][string]): string {
    const key = stated.url ?? `${stated.title}\n${stated.publisher}`;
    const known =
      this.#sources.get(key) ??
      Object.entries(this.#file.sources).find(
        ([, one]) => (one.url ?? `${one.title}\n${one.publisher}`) === key,
      )?.[0];
    if (known !== undefined) return known;
    let name = `l${this.#sources.size + 1}`;
    while (name in this.#file.sources) name = `${name}x`;
    this.#file.sources[name] = stated;
    this.#sources.set(key, name);
    return name;
  }
}
