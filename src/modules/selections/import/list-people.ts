/** Who of a process a printed name or a number is of: just that name, that key, that file number. Pure. */
import { keysOfName } from '../../officials/index.ts';
import type { FileCandidacy } from '../schemas/process-file.ts';

export interface Somebody {
  key: string;
  name: string;
  file_number?: string | undefined;
  cite?: FileCandidacy['cite'];
}

/** Names as they are compared, each looked at once: a list of votes has the same few on sixty thousand rows. */
export class NameKeys {
  readonly #known = new Map<string, string>();
  readonly #words = new Map<string, readonly string[]>();

  of(name: string): string {
    let key = this.#known.get(name);
    if (key === undefined) {
      key = keysOfName(name).name_key;
      this.#known.set(name, key);
    }
    return key;
  }

  /** Beside a number that is the same: one may have words that the other leaves out, and none of its own. */
  agree(one: string, other: string): boolean {
    const [a, b] = [this.#wordsOf(one), this.#wordsOf(other)];
    const [few, many] = a.length <= b.length ? [a, b] : [b, a];
    return few.length > 0 && few.every((word) => many.includes(word));
  }

  #wordsOf(name: string): readonly string[] {
    let words = this.#words.get(name);
    if (words === undefined) {
      words = this.of(name).split(' ').filter(Boolean);
      this.#words.set(name, words);
    }
    return words;
  }
}

/** Found without looking through all of them for each of sixty thousand ballots. */
export class People<T extends Somebody> {
  readonly #keys = new Map<string, T>();
  readonly #names = new Map<string, T[]>();
  readonly #files = new Map<string, T[]>();

  readonly #nameKeys: NameKeys;

  constructor(list: Iterable<T>, nameKeys: NameKeys) {
    this.#nameKeys = nameKeys;
    for (const one of list) this.add(one);
  }

  get size(): number {
    return this.#keys.size;
  }

  add(one: T): void {
    this.#keys.set(one.key, one);
    push(this.#names, this.#nameKeys.of(one.name), one);
    this.addFile(one);
  }

  /** A file number that was not known before. */
  addFile(one: T): void {
    if (one.file_number !== undefined) push(this.#files, one.file_number, one);
  }

  keyed(key: string): T | undefined {
    return this.#keys.get(key);
  }

  named(name: string): readonly T[] {
    return this.#names.get(this.#nameKeys.of(name)) ?? [];
  }

  withFile(number: string): readonly T[] {
    return this.#files.get(number) ?? [];
  }

  get taken(): ReadonlySet<string> {
    return new Set(this.#keys.keys());
  }
}

export function push<T>(map: Map<string, T[]>, key: string, one: T): void {
  const list = map.get(key);
  if (list) list.push(one);
  else map.set(key, [one]);
}
