/** Comma-separated values read sign by sign, in pieces: memory for one record, whatever the size of the file. Pure. */

export interface CsvRecord {
  /** Where it begins, the first line being 1. */
  line: number;
  cells: string[];
  /** Position of a cell that was cut, being too long; −1: none. */
  cut: number;
}

/** Of a cell. Nobody's experience takes more; beyond it only counted. */
export const MAX_CELL = 32_000;
/** A cell this long began with a quote that nobody closed. */
const RUNAWAY = 2_000_000;
/** Of a record: ten times what any list has. */
export const MAX_COLUMNS = 300;

/** A quote that opens and never closes: where it stands. */
export class UnclosedQuote extends Error {
  override readonly name = 'UnclosedQuote';
  readonly line: number;
  readonly column: number;
  constructor(line: number, column: number) {
    super('unclosed quote');
    this.line = line;
    this.column = column;
  }
}

type State = 'start' | 'plain' | 'quoted' | 'after_quote';

/** One separator, quotes doubled within quotes; line ends of every system, also within quotes. */
export class CsvReader {
  readonly #separator: string;
  #state: State = 'start';
  #cell = '';
  #length = 0;
  #cells: string[] = [];
  #cut = -1;
  #line = 1;
  #begins = 1;
  #quoteAt = 1;
  #returned = false;

  constructor(separator: string) {
    this.#separator = separator;
  }

  /** @throws {UnclosedQuote} */
  push(text: string): CsvRecord[] {
    const done: CsvRecord[] = [];
    for (let at = 0; at < text.length;) at = this.#step(text, at, done);
    return done;
  }

  /** What is left when the file ends, with or without a line end. @throws {UnclosedQuote} */
  end(): CsvRecord[] {
    if (this.#state === 'quoted') throw new UnclosedQuote(this.#quoteAt, this.#cells.length + 1);
    const blank = this.#state === 'start' && this.#cells.length === 0;
    return blank ? [] : [this.#record()];
  }

  /** Reads as much as belongs together. @returns where to go on */
  #step(text: string, at: number, done: CsvRecord[]): number {
    const sign = text.charAt(at);
    if (sign === '\n' || sign === '\r') return this.#lineEnd(sign, at, done);
    this.#returned = false;
    if (this.#state === 'quoted') return this.#quoted(text, at);
    if (sign === this.#separator) this.#endCell();
    else if (sign === '"' && this.#state === 'start') {
      this.#state = 'quoted';
      this.#quoteAt = this.#line;
    } else if (sign === '"' && this.#state === 'after_quote') {
      this.#add('"');
      this.#state = 'quoted';
    } else return this.#plain(text, at);
    return at + 1;
  }

  #plain(text: string, from: number): number {
    let to = from + 1;
    for (; to < text.length; to++) {
      const sign = text.charAt(to);
      if (sign === this.#separator || sign === '\n' || sign === '\r') break;
    }
    this.#state = 'plain';
    this.#add(text.slice(from, to));
    return to;
  }

  #quoted(text: string, from: number): number {
    let to = from;
    for (; to < text.length; to++) {
      const sign = text.charAt(to);
      if (sign === '"' || sign === '\n' || sign === '\r') break;
    }
    this.#add(text.slice(from, to));
    if (text.charAt(to) !== '"') return to;
    this.#state = 'after_quote';
    return to + 1;
  }

  #lineEnd(sign: string, at: number, done: CsvRecord[]): number {
    const second = sign === '\n' && this.#returned;
    this.#returned = sign === '\r';
    if (second) return at + 1;
    this.#line += 1;
    if (this.#state === 'quoted') this.#add('\n');
    else {
      if (this.#state !== 'start' || this.#cells.length > 0) done.push(this.#record());
      this.#begins = this.#line;
    }
    return at + 1;
  }

  #add(text: string): void {
    this.#length += text.length;
    if (this.#length > RUNAWAY) throw new UnclosedQuote(this.#quoteAt, this.#cells.length + 1);
    if (this.#length <= MAX_CELL) this.#cell += text;
    else this.#cut = this.#cut === -1 ? this.#cells.length : this.#cut;
  }

  #endCell(): void {
    // Counted, not kept: a line of nothing but separators is no table.
    if (this.#cells.length <= MAX_COLUMNS) this.#cells.push(this.#cell);
    this.#cell = '';
    this.#length = 0;
    this.#state = 'start';
  }

  #record(): CsvRecord {
    this.#endCell();
    const record = { line: this.#begins, cells: this.#cells, cut: this.#cut };
    this.#cells = [];
    this.#cut = -1;
    return record;
  }
}

const SEPARATORS = [',', ';', '\t', '|'] as const;

/** The one that stands most often in the first record, outside of quotes; a comma where there is none. */
export function separatorOf(beginning: string): string {
  const counts = SEPARATORS.map((separator) => {
    const reader = new CsvReader(separator);
    return { separator, columns: firstRecord(reader, beginning)?.cells.length ?? 1 };
  });
  return counts.toSorted((a, b) => b.columns - a.columns)[0]?.separator ?? ',';
}

function firstRecord(reader: CsvReader, text: string): CsvRecord | undefined {
  try {
    return reader.push(text)[0] ?? reader.end()[0];
  } catch {
    return undefined;
  }
}
