/** The file of a process while the rows of a list are put into it: who a row is of, and what it cites. Pure. */
import type { FileCandidacy, ProcessFile } from '../schemas/process-file.ts';
import type { ListRow } from './list-cells.ts';
import type { Doubt } from './list-corrected.ts';
import type { Rest } from './list-rows.ts';
import { BETWEEN, Who, type WhoOptions } from './list-who.ts';

export type Cite = NonNullable<FileCandidacy['cite']>;

export interface IntoOptions extends Omit<WhoOptions, 'publisher'> {
  /** What is cited where a row names no source. */
  source: { title: string; publisher: string };
  /** Where a row stands in it, by its line. */
  placeOf: (line: number) => string;
  /** Columns that the list has. */
  columns: ReadonlySet<string>;
  /** Rows that may correct one that is there → its key, or that they are others, as somebody said. */
  answers?: ReadonlyMap<string, string> | undefined;
}

/** What a list says otherwise than the process: kept beside it. */
export interface Differing {
  line: number;
  column: string;
  /** What the list says. */
  words: string;
}

export class Into {
  readonly file: ProcessFile;
  readonly who: Who;
  readonly columns: ReadonlySet<string>;
  readonly own: IntoOptions['source'];
  readonly differs: Differing[] = [];
  /** Rows of which somebody is asked whether they correct one that is there, or was. */
  readonly doubts: Doubt[] = [];
  readonly answers: ReadonlyMap<string, string>;
  readonly #answered = new Set<string>();
  /** What was not there before this list. */
  readonly made = new WeakSet<object>();
  readonly hadCandidates: boolean;
  /** What a row of this list is or was found to be. */
  readonly #claimed = new WeakSet<object>();
  readonly #placeOf: IntoOptions['placeOf'];
  readonly #sources = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  readonly #told = new Map<object, Set<string>>();
  /** What takes back what the row at hand wrote, the last first. */
  readonly #back: (() => unknown)[] = [];

  constructor(file: ProcessFile, { source, placeOf, columns, answers, ...said }: IntoOptions) {
    this.file = file;
    this.answers = answers ?? new Map();

    this.hadCandidates = (file.candidacies ?? []).length > 0;
    this.own = source;
    this.columns = columns;
    this.#placeOf = placeOf;
    this.who = new Who(file, { ...said, publisher: source.publisher });
  }

  /** Told once of the same thing, however many rows say it. */
  differing(of: object, one: Differing): void {
    const told = this.#told.get(of) ?? new Set<string>();
    this.#told.set(of, told);
    const key = `${one.column}\n${one.words}`;
    if (told.has(key)) return;
    this.push(this.differs, one);
    told.add(key);
    this.#back.push(() => told.delete(key));
  }

  claim(one: object): void {
    this.#claimed.add(one);
    this.#back.push(() => this.#claimed.delete(one));
  }

  isClaimed(one: object): boolean {
    return this.#claimed.has(one);
  }

  /** A row looked for what it is of: whatever somebody said that it is, is of no other row. */
  looked(row: string): void {
    const answer = this.answers.get(row);
    if (answer !== undefined) this.#answered.add(answer);
  }

  /** Somebody said that a row of this list is this one. */
  isAnswered(key: string): boolean {
    return this.#answered.has(key);
  }

  /** Another row comes: what was written until now stays. */
  next(): void {
    this.#back.length = 0;
  }

  /** The row is refused: it leaves nothing that it wrote before that was known. */
  takeBack(): void {
    for (const back of this.#back.toReversed()) back();
    this.#back.length = 0;
  }

  set<T extends object, F extends keyof T>(there: T, field: F, value: T[F]): void {
    const had = Object.hasOwn(there, field);
    const before = there[field];
    there[field] = value;
    this.#back.push(() => {
      if (had) there[field] = before;
      else delete there[field];
    });
  }

  push<T>(list: T[], one: T): void {
    list.push(one);
    this.#back.push(() => list.pop());
  }

  /**
   * What a row without a key is of, under another key: the same list has another name, or another list has it too.
   * Each is one row's, so that two that say the same stay two.
   */
  twin<T extends object>(list: readonly T[], isSame: (one: T) => boolean): T | undefined {
    return list.find((one) => !this.#claimed.has(one) && isSame(one));
  }

  /**
   * Every row of the list looks for what it is of: each of the looks by all rows before the next one, so that none takes
   * what another is more surely. Only then is anything written.
   */
  look<T extends { key: string }>(
    { list, name, found }: { list: readonly T[]; name: string; found: T | undefined },
    looks: readonly ((one: T) => boolean)[],
    write: (found: T | undefined) => void,
  ): () => Rest {
    if (found) this.claim(found);
    const [look, ...others] = looks;
    if (!look)
      return () => {
        if (!found) this.looked(name);
        return () => write(found);
      };
    return () => this.look({ list, name, found: found ?? this.twin(list, look) }, others, write);
  }

  /** How many rows of this list said so until now, this one too. */
  count(of: string): number {
    const next = (this.#counts.get(of) ?? 0) + 1;
    this.#counts.set(of, next);
    return next;
  }

  /** What the row names, else the file with the row as its page; of a whole sheet without the row. */
  cite(row: ListRow, { whole = false } = {}): Cite {
    return this.#stated(row, this.own.publisher) ?? [this.#ownPlace(row, whole)];
  }

  /** What the row names, and the file that says what is in it: a register is asked, and somebody writes down its answer. */
  citeBoth(row: ListRow): Cite {
    // A register is not published by whoever asked it.
    const register = row.cells.get('source_title') ?? row.cells.get('register') ?? '—';
    return [...(this.#stated(row, register) ?? []), this.#ownPlace(row, false)];
  }

  /** With the numbers that this file prints beside the name: they say whose rows with nothing but a number are. */
  citeNumbered(row: ListRow, numbers: readonly (string | undefined)[]): Cite {
    const passage = numbers.filter((number) => number !== undefined).join(BETWEEN);
    if (passage === '') return this.cite(row);
    const stated = this.#stated(row, this.own.publisher) ?? [];
    return [...stated, { ...this.#ownPlace(row, false), passage }];
  }

  #ownPlace(row: ListRow, whole: boolean): Exclude<Cite[number], string> {
    const source = this.source(this.own);
    return whole ? { source } : { source, page: this.#placeOf(row.line) };
  }

  #stated(row: ListRow, publisher: string): Cite | undefined {
    const stated = this.#statedSource(row, publisher);
    if (!stated) return undefined;
    const source = this.source(stated);
    const page = row.cells.get('page');
    return [page ? { source, page } : source];
  }

  #statedSource(row: ListRow, publisher: string): ProcessFile['sources'][string] | undefined {
    const title = row.cells.get('source_title');
    const url = row.cells.get('source_url');
    if (!title && !url) return undefined;
    const date = row.cells.get('source_date');
    return {
      title: title ?? url ?? '',
      publisher: row.cells.get('source_publisher') ?? publisher,
      ...(url && { url }),
      ...(date && { date }),
    };
  }

  /** The same for rows that say where they stand in the same words; of others the list itself. */
  sourceKey(row: ListRow): string {
    return keyOf(this.#statedSource(row, this.own.publisher) ?? this.own);
  }

  /** Whether something is of where this row stands: of the same source. */
  isOwn(row: ListRow, cites: Cite = []): boolean {
    const key = this.sourceKey(row);
    return cites.some((one) => {
      const source = this.file.sources[typeof one === 'string' ? one : one.source];
      return source !== undefined && keyOf(source) === key;
    });
  }

  /** Whether another source is cited for it. */
  isOthers(row: ListRow, cites: Cite = []): boolean {
    return cites.some((one) => !this.isOwn(row, [one]));
  }

  /** @returns the name of the source in the file */
  source(stated: ProcessFile['sources'][string]): string {
    const key = keyOf(stated);
    const known =
      this.#sources.get(key) ?? Object.entries(this.file.sources).find(([, one]) => keyOf(one) === key)?.[0];
    if (known !== undefined) {
      this.#sources.set(key, known);
      return known;
    }
    let name = `l${this.#sources.size + 1}`;
    while (name in this.file.sources) name = `${name}x`;
    this.set(this.file.sources, name, stated);
    this.#sources.set(key, name);
    this.#back.push(() => this.#sources.delete(key));
    return name;
  }
}

const keyOf = ({ url, title, publisher }: ProcessFile['sources'][string]): string =>
  url ?? `${title}\n${publisher}`;
