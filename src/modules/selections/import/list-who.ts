/**
 * Who a row of a list is of. Where a row names somebody twice (a name and a number), both must be the same person; a
 * number alone says nothing until a list of the same publisher, a row of this one, or somebody, has said whose it is.
 */
import { foldedValue } from '../../../platform/sources/words.ts';
import type { FileCandidacy, FileHolder, ProcessFile } from '../schemas/process-file.ts';
import { type ListRow, RowFault } from './list-cells.ts';
import { NameKeys, People, push, type Somebody } from './list-people.ts';

export interface WhoOptions {
  /** Who gives the list out. */
  publisher: string;
  /** Printed name or number → key of a candidacy or of who holds a seat, as somebody said. */
  people: ReadonlyMap<string, string>;
  /** Publisher whose keys and file numbers the list has, as somebody said. */
  numbersOf?: string | undefined;
}

interface Printed {
  name: string | undefined;
  id: string | undefined;
  file: string | undefined;
}

/** Signs between the numbers that are cited of a row. */
export const BETWEEN = ' · ';

export class Who {
  readonly candidates: People<FileCandidacy>;
  readonly holders: People<FileHolder>;
  /** Names and numbers that nobody has, or of which nobody has said whose they are. */
  readonly unknown = new Set<string>();
  /** Rows whose name is of somebody here, and rows whose name is of nobody or of somebody else. */
  #agreed = 0;
  #disagreed = 0;
  /** Rows of people who were not here before this list, where there were people. */
  #new = 0;
  /** Rows with nothing but a number: of somebody here, and of nobody. */
  #numbered = 0;
  #strange = 0;
  readonly #nameKeys = new NameKeys();
  /** File numbers of this list by the names beside them. */
  readonly #files = new Map<string, string[]>();
  readonly #sources: ProcessFile['sources'];
  readonly #options: WhoOptions;
  readonly #people: ReadonlyMap<string, string>;
  /** Key and number, where a row of this list has the name beside it. */
  readonly #confirmed = new Set<string>();

  constructor({ candidacies = [], bodies = [], sources }: ProcessFile, options: WhoOptions) {
    this.#sources = sources;
    this.#options = options;
    this.#people = new Map([...options.people].map(([printed, key]) => [this.#printedKey(printed), key]));
    this.candidates = new People(candidacies, this.#nameKeys);
    this.holders = new People(
      bodies.flatMap(({ seats }) => (seats ?? []).flatMap((seat) => seat.holders)),
      this.#nameKeys,
    );
  }

  /** Of whom somebody said what is printed is. */
  said(printed: string): string | undefined {
    return this.#people.get(this.#printedKey(printed));
  }

  /** Names are blind to case and accents; of what has figures in it each is another. */
  #printedKey(printed: string): string {
    return /\d/.test(printed) ? printed.trim() : this.#nameKeys.of(printed) || printed.trim();
  }

  /** Nothing may go in: more rows are of nobody here, or of two people, than of one. */
  get isStale(): boolean {
    return this.#disagreed > this.#agreed || this.#strange > this.#numbered;
  }

  /** By number, by key, by what somebody said, or by just the printed name where one person has it. @throws {RowFault} */
  candidacy(row: ListRow): FileCandidacy {
    const printed = candidateIn(row);
    if (!printed.name && !printed.id && !printed.file) throw new RowFault('no_candidate', 'candidate');
    return this.#one(this.candidates, printed, 'candidate');
  }

  /** Who holds or held a seat. @throws {RowFault} */
  holder(row: ListRow): FileHolder {
    return this.#one(this.holders, memberIn(row), 'member');
  }

  /** Whether two names, beside a number that is the same, can be one person's. */
  fits(one: string, other: string): boolean {
    return this.#nameKeys.agree(one, other);
  }

  /** Rows with a number and the name of who has it speak for those that have only the number. */
  lookAhead(rows: readonly ListRow[]): void {
    for (const row of rows) {
      this.#confirm(this.candidates, candidateIn(row));
      this.#confirm(this.holders, memberIn(row));
      const [name, file] = [row.cells.get('name'), row.cells.get('file_number')];
      if (name !== undefined && file !== undefined) push(this.#files, this.#nameKeys.of(name), file);
    }
  }

  /** Whether this list has people of one name with different file numbers. */
  isTwoHere(name: string): boolean {
    return new Set(this.#files.get(this.#nameKeys.of(name))).size > 1;
  }

  #confirm<T extends Somebody>(people: People<T>, { name, id, file }: Printed): void {
    if (name === undefined) return;
    for (const number of [id, file]) {
      const found = number === undefined ? [] : this.#numberedBy(people, number);
      const [one] = found;
      if (one && found.length === 1 && this.fits(one.name, name))
        this.#confirmed.add(`${one.key}\n${number}`);
    }
  }

  #numberedBy<T extends Somebody>(people: People<T>, number: string): readonly T[] {
    const keyed = people.keyed(this.said(number) ?? number);
    return keyed ? [keyed] : people.withFile(number);
  }

  #one<T extends Somebody>(people: People<T>, printed: Printed, column: 'candidate' | 'member'): T {
    const { name, id, file } = this.#withKeyInName(people, printed);
    const byId = id === undefined ? undefined : people.keyed(this.said(id) ?? id);
    const idColumn = printed.id === undefined ? column : `${column}_id`;
    if (id !== undefined && !byId) throw this.#nobody(people, { id, name }, idColumn, column);
    const byFile = file === undefined ? [] : this.#byFile(people, file);
    if (byFile.length > 1 && !byId) throw this.two(file ?? '', column);
    const one = byId ?? byFile[0];
    if (!one) return this.#byName(people, { name, file }, column);
    this.#agreeOn(one, { name, id, file }, column);
    // A number that others have, or that this one has not.
    const other = file !== undefined && one.file_number !== undefined && one.file_number !== file;
    if (this.said(file ?? '') !== one.key && (other || byFile.some(({ key }) => key !== one.key)))
      throw this.differ('file_number');
    return one;
  }

  #byFile<T extends Somebody>(people: People<T>, file: string): readonly T[] {
    const said = people.keyed(this.said(file) ?? '');
    return said ? [said] : people.withFile(file);
  }

  /** Lists put keys into the column of names. */
  #withKeyInName<T extends Somebody>(people: People<T>, printed: Printed): Printed {
    const { name, id } = printed;
    if (name === undefined || this.said(name) !== undefined || people.named(name).length > 0) return printed;
    if (people.keyed(name) === undefined) return printed;
    if (id !== undefined && id !== name) throw this.differ('candidate');
    return { ...printed, name: undefined, id: name };
  }

  /** @throws {RowFault} where the name is of another, or the number is all there is and nobody has said whose it is */
  #agreeOn(one: Somebody, { name, id, file }: Printed, column: 'candidate' | 'member'): void {
    if (name !== undefined) {
      const said = this.said(name);
      if (said === undefined ? !this.fits(one.name, name) : said !== one.key) throw this.differ(column);
      this.#agreed += 1;
      return;
    }
    const numbers = [id, file].filter((number) => number !== undefined);
    if (!numbers.some((number) => this.#isConfirmed(one, number))) {
      this.unknown.add(numbers[0] ?? '');
      throw new RowFault('unconfirmed', id === undefined ? 'file_number' : column);
    }
    this.#numbered += 1;
  }

  #isConfirmed(one: Somebody, number: string): boolean {
    if (this.said(number) === one.key || this.#confirmed.has(`${one.key}\n${number}`)) return true;
    const { numbersOf, publisher: own } = this.#options;
    const publisher = foldedValue(numbersOf ?? own);
    return (one.cite ?? []).some((cite) => {
      const { source, passage = '' } = typeof cite === 'string' ? { source: cite } : cite;
      const by = foldedValue(this.#sources[source]?.publisher ?? '');
      // Whoever said whose numbers they are answers for it; otherwise the list has to have printed this one.
      return by === publisher && (numbersOf !== undefined || passage.split(BETWEEN).includes(number));
    });
  }

  #byName<T extends Somebody>(
    people: People<T>,
    { name, file }: { name: string | undefined; file: string | undefined },
    column: 'candidate' | 'member',
  ): T {
    if (name === undefined) throw this.#nobody(people, { id: file, name }, 'file_number', column);
    const said = this.said(name);
    const keyed = said === undefined ? undefined : people.keyed(said);
    const found = said === undefined ? people.named(name) : keyed ? [keyed] : [];
    const [one] = found;
    if (!one) throw this.#nobody(people, { id: undefined, name }, column, column);
    if (found.length > 1) throw this.two(file ?? name, column);
    if (file !== undefined && one.file_number !== undefined && one.file_number !== file)
      throw this.differ('file_number');
    this.#agreed += 1;
    return one;
  }

  #nobody<T extends Somebody>(
    people: People<T>,
    { id, name }: { id: string | undefined; name: string | undefined },
    at: string,
    column: 'candidate' | 'member',
  ): RowFault {
    const printed = id ?? name;
    if (printed) this.unknown.add(printed);
    // Of nobody at all it can't be told whose election it is.
    if (people.size > 0) {
      if (name === undefined) this.#strange += 1;
      else this.#disagreed += 1;
    }
    return new RowFault(column === 'member' ? 'unknown_member' : 'unknown_candidate', at);
  }

  /** Two have what is printed: of which of them it is, somebody has to say. */
  two(printed: string, column: string): RowFault {
    this.unknown.add(printed);
    return new RowFault('two_candidates', column);
  }

  /** Whom somebody said that it is, is nobody here. */
  nobodySaid(printed: string, fault: 'unknown_candidate' | 'unknown_member'): RowFault {
    this.unknown.add(printed);
    return new RowFault(fault, 'name');
  }

  /** A row whose name is of who is meant by its number, or who is found by the name. */
  agreed(): void {
    this.#agreed += 1;
  }

  /** A row of somebody new beside the people who were here. */
  cameNew(): void {
    this.#new += 1;
  }

  /** More rows are of new people than of those who were here: whose election it is, somebody has to say. */
  get areNew(): boolean {
    return this.#new > this.#agreed;
  }

  /** What a row says of somebody would land on somebody else. */
  differ(column: string): RowFault {
    this.#disagreed += 1;
    return new RowFault('other_person', column);
  }
}

const candidateIn = ({ cells }: ListRow): Printed => ({
  name: cells.get('candidate'),
  id: cells.get('candidate_id'),
  file: cells.get('file_number'),
});

const memberIn = ({ cells }: ListRow): Printed => ({
  name: cells.get('member'),
  id: cells.get('member_id'),
  file: undefined,
});
