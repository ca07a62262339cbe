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
import { codeOf, countOf, dateOf, pointsOf, yesOf } from './list-words.ts';

export interface ListRow {
  line: number;
  /** By the stable names of the columns; empty cells are missing. */
  cells: ReadonlyMap<string, string>;
  /** By the header as printed: columns that are no column of the list, which may be aspects of a rubric. */
  others: ReadonlyMap<string, string>;
}

export type ListFault =
  | 'no_candidate'
  | 'unknown_candidate'
  | 'two_candidates'
  | 'bad_date'
  | 'bad_number'
  | 'bad_word'
  | 'no_round'
  | 'unknown_member'
  | 'no_aspect'
  | 'no_title'
  | 'no_address';

export interface ListOutcome {
  /** Rows that went in. */
  taken: number;
  refused: { line: number; column: string; fault: ListFault }[];
}

/** The row can't go in. */
class RowFault extends Error {
  readonly fault: ListFault;
  readonly column: string;
  constructor(fault: ListFault, column: string) {
    super(fault);
    this.fault = fault;
    this.column = column;
  }
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
    const name = this.#need(row, 'name', 'no_candidate');
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
    const state = this.#word(row, 'state', CANDIDACY_STATES, 'selections.candidacy_state');
    if (!state) return undefined;
    const on = this.#date(row, 'on');
    const key = `${candidacy}.${slugOf(state)}${on ? `.${on}` : ''}`;
    const ground = row.cells.get('ground');
    const decidedBy = this.#word(row, 'decided_by', DECIDERS, 'selections.decided_by');
    return {
      key,
      state,
      ...(on && { on }),
      ...(ground && { ground }),
      ...(decidedBy && { decided_by: decidedBy }),
      ...this.#counted(row, 'votes_for', 'votes_against'),
      cite,
    };
  }

  score(row: ListRow): void {
    const candidacy = this.#candidacy(row);
    const rubrics = this.#file.rubrics ?? [];
    const rubric = row.cells.get('rubric') ?? rubrics.findLast(({ adopted }) => adopted)?.key;
    const aspects = rubrics.find(({ key }) => key === rubric)?.aspects ?? [];
    const key = slugOf(row.cells.get('grading') ?? 'punteo');
    const gradings = (this.#file.gradings ??= []);
    let sheet: FileGrading | undefined = gradings.find((one) => one.key === key);
    if (!sheet) {
      sheet = {
        key,
        title: row.cells.get('grading') ?? this.#own.title,
        ...(rubric && { rubric }),
        scores: [],
        cite: this.#cite(row, { whole: true }),
      };
      gradings.push(sheet);
    }
    let graded = sheet.scores.find((one) => one.candidacy === candidacy.key);
    if (!graded) {
      graded = { candidacy: candidacy.key, points: {} };
      sheet.scores.push(graded);
    }
    const named = [...row.others, ...(row.cells.has('aspect') ? [this.#long(row)] : [])];
    let found = 0;
    for (const [header, cell] of named) {
      const wanted = slugOf(header);
      const aspect = aspects.find((one) => one.key === wanted || slugOf(one.label) === wanted);
      if (!aspect) continue;
      const points = pointsOf(cell);
      if (points === undefined) throw new RowFault('bad_number', header);
      graded.points[aspect.key] = points;
      found += 1;
    }
    const total = row.cells.get('total');
    const printed = total === undefined ? undefined : pointsOf(total);
    if (total !== undefined && printed === undefined) throw new RowFault('bad_number', 'total');
    if (printed !== undefined) graded.printed_total = printed;
    if (found === 0 && printed === undefined) throw new RowFault('no_aspect', 'aspect');
  }

  #long(row: ListRow): [string, string] {
    return [row.cells.get('aspect') ?? '', this.#need(row, 'points', 'bad_number')];
  }

  objection(row: ListRow): void {
    const { key: candidacy } = this.#candidacy(row);
    const list = (this.#file.objections ??= []);
    const key = row.cells.get('key') ?? `tacha-${candidacy}-${this.#count(`tacha ${candidacy}`)}`;
    const words = (name: 'filer' | 'ground' | 'evidence' | 'answer') => {
      const text = row.cells.get(name);
      return text ? { [name]: text } : {};
    };
    const filedOn = this.#date(row, 'filed_on');
    const decidedOn = this.#date(row, 'decided_on');
    const filerKind = this.#word(row, 'filer_kind', FILER_KINDS, 'selections.filer');
    const admissibility = this.#word(row, 'admissibility', ADMISSIBILITIES, 'selections.admissibility');
    const result = this.#word(row, 'outcome', OBJECTION_OUTCOMES, 'selections.objection_outcome');
    const one: NonNullable<ProcessFile['objections']>[number] = {
      key,
      candidacy,
      ...this.#counted(row, 'count'),
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
    const round = this.#round(row);
    const option = row.cells.get('option');
    const candidacy = option === undefined ? this.#candidacy(row).key : undefined;
    let result = round.results.find((one) => one.candidacy === candidacy && one.option === option);
    if (!result) {
      result = option === undefined ? { candidacy: candidacy ?? '' } : { option };
      round.results.push(result);
    }
    if (row.cells.has('member')) {
      const holder = this.#holder(row);
      const choice = this.#word(row, 'choice', CHOICES, 'selections.choice');
      if (!choice) throw new RowFault('bad_word', 'choice');
      const reason = row.cells.get('reason');
      const ballots = (result.ballots ??= []);
      const ballot = { holder, choice, ...(reason && { reason }) };
      const at = ballots.findIndex((one) => one.holder === holder);
      if (at < 0) ballots.push(ballot);
      else ballots[at] = ballot;
      return;
    }
    Object.assign(result, this.#counted(row, 'for', 'against', 'abstained', 'absent'));
    const entered = row.cells.get('entered');
    const isIn = entered === undefined ? undefined : yesOf(entered);
    if (entered !== undefined && isIn === undefined) throw new RowFault('bad_word', 'entered');
    if (isIn !== undefined) result.entered = isIn;
  }

  #round(row: ListRow): FileRound {
    const asked = this.#need(row, 'round', 'no_round');
    const number = countOf(asked);
    const rounds = (this.#file.rounds ??= []);
    const found =
      rounds.find((one) => one.key === asked) ??
      (number === undefined ? undefined : rounds.find((one) => one.number === number));
    if (found) return found;
    const on = this.#date(row, 'on');
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
    const title = this.#need(row, 'title', 'no_title');
    const url = this.#need(row, 'url', 'no_address');
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

  #need(row: ListRow, name: string, fault: ListFault): string {
    const cell = row.cells.get(name);
    if (cell === undefined) throw new RowFault(fault, name);
    return cell;
  }

  #date(row: ListRow, name: string): string | undefined {
    const cell = row.cells.get(name);
    if (cell === undefined) return undefined;
    const date = dateOf(cell);
    if (date === undefined) throw new RowFault('bad_date', name);
    return date;
  }

  #word<C extends string>(row: ListRow, name: string, codes: readonly C[], prefix: string): C | undefined {
    const cell = row.cells.get(name);
    if (cell === undefined) return undefined;
    const code = codeOf(cell, codes, prefix);
    if (code === undefined) throw new RowFault('bad_word', name);
    return code;
  }

  #counted<N extends string>(row: ListRow, ...names: readonly N[]): Partial<Record<N, number>> {
    const counts: Partial<Record<N, number>> = {};
    for (const name of names) {
      const cell = row.cells.get(name);
      if (cell === undefined) continue;
      const count = countOf(cell);
      if (count === undefined) throw new RowFault('bad_number', name);
      counts[name] = count;
    }
    return counts;
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
