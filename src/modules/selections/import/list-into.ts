/**
 * The file of a process while the rows of a list are put into it: who a row is of, and what it cites. Nobody is found
 * by a likeness of names, and where a row names somebody twice (a name and a number), both must be the same person.
 */
import { keysOfName } from '../../officials/index.ts';
import type { FileCandidacy, FileHolder, ProcessFile } from '../schemas/process-file.ts';
import { type ListRow, RowFault } from './list-cells.ts';

export type Cite = NonNullable<FileCandidacy['cite']>;

export interface IntoOptions {
  /** What is cited where a row names no source. */
  source: { title: string; publisher: string };
  /** Where a row stands in it, by its line. */
  placeOf: (line: number) => string;
  /** Columns that the list has. */
  columns: ReadonlySet<string>;
  /** Printed name or number → key of a candidacy or of who holds a seat, as somebody said. */
  people: ReadonlyMap<string, string>;
}

interface Somebody {
  key: string;
  name: string;
}

const wordsOf = (name: string): string[] => keysOfName(name).name_key.split(' ').filter(Boolean);

/** Beside a number that is the same: one may have words that the other leaves out, and none of its own. */
export function agree(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const [few, many] = a.length <= b.length ? [a, b] : [b, a];
  return few.length > 0 && few.every((word) => many.includes(word));
}

export class Into {
  readonly file: ProcessFile;
  readonly columns: ReadonlySet<string>;
  /** Rows in which a name and a number are of the same person, and of two. */
  agreed = 0;
  disagreed = 0;
  /** Names and numbers that nobody has, or that are of two people. */
  readonly unknown = new Set<string>();
  readonly own: IntoOptions['source'];
  readonly #placeOf: IntoOptions['placeOf'];
  readonly #people: ReadonlyMap<string, string>;
  readonly #sources = new Map<string, string>();
  /** How many rows there were of each, for keys that stay the same when the file is read again. */
  readonly #counts = new Map<string, number>();

  constructor(file: ProcessFile, { source, placeOf, columns, people }: IntoOptions) {
    this.file = file;
    this.columns = columns;
    this.own = source;
    this.#placeOf = placeOf;
    this.#people = new Map([...people].map(([name, key]) => [keysOfName(name).name_key || name, key]));
  }

  /** Of whom somebody said what is printed is. */
  said(printed: string): string | undefined {
    return this.#people.get(keysOfName(printed).name_key) ?? this.#people.get(printed);
  }

  /** By number, by key, by what somebody said, or by just the printed name where one person has it. @throws {RowFault} */
  candidacy(row: ListRow): FileCandidacy {
    const list = this.file.candidacies ?? [];
    const name = row.cells.get('candidate');
    const id = row.cells.get('candidate_id');
    const fileNumber = row.cells.get('file_number');
    if (!name && !id && !fileNumber) throw new RowFault('no_candidate', 'candidate');
    const byFile = fileNumber === undefined ? [] : list.filter((one) => one.file_number === fileNumber);
    const numbered = id === undefined ? byFile : list.filter((one) => one.key === (this.said(id) ?? id));
    if (id !== undefined && numbered.length === 0) throw this.#nobody(id, 'candidate_id');
    const one = this.#somebody(list, name, numbered, 'candidate', fileNumber);
    // A number that others have, or that this one has not.
    const other = fileNumber !== undefined && one.file_number !== undefined && one.file_number !== fileNumber;
    if (other || byFile.some(({ key }) => key !== one.key)) throw this.differ('file_number');
    return one;
  }

  /** Who holds or held a seat. @throws {RowFault} */
  holder(row: ListRow): FileHolder {
    const list = (this.file.bodies ?? []).flatMap(({ seats }) => (seats ?? []).flatMap((s) => s.holders));
    const id = row.cells.get('member_id');
    const numbered = id === undefined ? [] : list.filter((one) => one.key === (this.said(id) ?? id));
    if (id !== undefined && numbered.length === 0) throw this.#nobody(id, 'member_id');
    return this.#somebody(list, row.cells.get('member'), numbered, 'member', undefined);
  }

  #somebody<T extends Somebody>(
    list: readonly T[],
    name: string | undefined,
    numbered: readonly T[],
    column: 'candidate' | 'member',
    fileNumber: string | undefined,
  ): T {
    const [one] = numbered;
    if (numbered.length > 1) throw new RowFault('two_candidates', column);
    const said = name === undefined ? undefined : this.said(name);
    if (one) {
      if (name === undefined) return one;
      if (said === undefined ? one.key !== name && !agree(one.name, name) : said !== one.key)
        throw this.differ(column);
      this.agreed += 1;
      return one;
    }
    if (name === undefined)
      throw this.#nobody(fileNumber ?? '', column === 'member' ? column : 'file_number');
    const wanted = keysOfName(name).name_key;
    const found = [
      list.filter(({ key }) => key === (said ?? name)),
      said === undefined ? list.filter((other) => keysOfName(other.name).name_key === wanted) : [],
    ].find((some) => some.length > 0);
    if (!found) throw this.#nobody(name, column);
    const [first] = found;
    if (!first || found.length > 1) throw new RowFault('two_candidates', column);
    return first;
  }

  #nobody(printed: string, column: string): RowFault {
    if (printed !== '') this.unknown.add(printed);
    return new RowFault(column.startsWith('member') ? 'unknown_member' : 'unknown_candidate', column);
  }

  /** What a row says of somebody would land on somebody else. */
  differ(column: string): RowFault {
    this.disagreed += 1;
    return new RowFault('other_person', column);
  }

  count(of: string): number {
    const next = (this.#counts.get(of) ?? 0) + 1;
    this.#counts.set(of, next);
    return next;
  }

  /** What the row names, else the file with the row as its page; of a whole sheet without the row. */
  cite(row: ListRow, { whole = false } = {}): Cite {
    return this.#stated(row, this.own.publisher) ?? this.#ownPlace(row, whole);
  }

  /** What the row names, and the file that says what is in it: a register is asked, and somebody writes down its answer. */
  citeBoth(row: ListRow): Cite {
    // A register is not published by whoever asked it.
    const register = row.cells.get('source_title') ?? row.cells.get('register') ?? '—';
    return [...(this.#stated(row, register) ?? []), ...this.#ownPlace(row, false)];
  }

  #ownPlace(row: ListRow, whole: boolean): Cite {
    const own = this.source(this.own);
    return [whole ? own : { source: own, page: this.#placeOf(row.line) }];
  }

  #stated(row: ListRow, publisher: string): Cite | undefined {
    const title = row.cells.get('source_title');
    const url = row.cells.get('source_url');
    const page = row.cells.get('page');
    if (!title && !url) return undefined;
    const date = row.cells.get('source_date');
    const name = this.source({
      title: title ?? url ?? '',
      publisher: row.cells.get('source_publisher') ?? publisher,
      ...(url && { url }),
      ...(date && { date }),
    });
    return [page ? { source: name, page } : name];
  }

  /** @returns the name of the source in the file */
  source(stated: ProcessFile['sources'][string]): string {
    const key = keyOf(stated);
    const known =
      this.#sources.get(key) ?? Object.entries(this.file.sources).find(([, one]) => keyOf(one) === key)?.[0];
    if (known !== undefined) return known;
    let name = `l${this.#sources.size + 1}`;
    while (name in this.file.sources) name = `${name}x`;
    this.file.sources[name] = stated;
    this.#sources.set(key, name);
    return name;
  }
}

const keyOf = ({ url, title, publisher }: ProcessFile['sources'][string]): string =>
  url ?? `${title}\n${publisher}`;
