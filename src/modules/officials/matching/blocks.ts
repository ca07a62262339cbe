/**
 * Which names are worth comparing: those that share two words, wherever they stand in the name. That takes in two
 * equal surnames, surname and given name (people.md, section 6, practice 3) and names of which one word is spelled
 * differently, left out or not understood, without relying on a reading of the parts. Words are compared by sound, and
 * neighbours also as one word, so that “Ficti Cio” meets “Ficticio”.
 */
import { soundOf } from '../../../platform/search/words.ts';
import type { Comparable } from './pair.ts';

/** Lists of positions, ascending; whoever stands in one together is compared. */
export type Blocks = number[][];

/** Two common words are shared by hundreds: beyond this a third thing must be shared too. */
const LARGEST = 100;
/** Sharing three things, and still as many: compared with their neighbours in the order of names only. */
const LARGEST_SPLIT = 300;
/** So many neighbours: a list in which thousands have one name asks thousands of questions, not millions. */
const NEIGHBOURS = 12;
/** Nobody has more words; what is longer is no name. */
const MOST_WORDS = 9;

interface Keyed {
  /** Numbers of the words by sound, in the order of the full key. */
  words: number[];
  /** Keys of two words, and others that are met as a whole. */
  keys: (number | string)[];
}

/**
 * Memory: some twenty numbers a name. Two passes, so that the many keys that nobody shares are only counted.
 */
export function blocksOf(people: readonly Comparable[]): Blocks {
  const sounds = new Sounds();
  const keyed = people.map((person) => keysOfPerson(person, sounds));
  const counts = new Map<number | string, number>();
  for (const { keys } of keyed) for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  const shared = new Map<number | string, number[]>();
  keyed.forEach(({ keys }, at) => {
    for (const key of keys) {
      if ((counts.get(key) ?? 0) < 2) continue;
      const block = shared.get(key);
      if (block) block.push(at);
      else shared.set(key, [at]);
    }
  });
  counts.clear();
  return [...shared].flatMap(([key, block]) =>
    block.length <= LARGEST ? [block] : split(key, block, people, keyed),
  );
}

/** Fits two of them into one exact number. */
const BASE = 2 ** 26;

/** Numbers for words by their sound. Each word is listened to once; those of two joined are too many to keep. */
class Sounds {
  readonly #numbers = new Map<string, number>();
  readonly #known = new Map<string, number>();

  ofWord(word: string): number {
    const known = this.#known.get(word);
    if (known !== undefined) return known;
    const number = this.ofJoined(word);
    this.#known.set(word, number);
    return number;
  }

  ofJoined(words: string): number {
    const sound = soundOf(words);
    const known = this.#numbers.get(sound);
    if (known !== undefined) return known;
    this.#numbers.set(sound, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}

function keysOfPerson({ keys, words: all, barNumbers, fileNumbers }: Comparable, sounds: Sounds): Keyed {
  const words = all.slice(0, MOST_WORDS);
  const single = words.map((word) => sounds.ofWord(word));
  const joined = words.slice(1).map((word, at) => sounds.ofJoined(`${words[at]}${word}`));
  const found = new Set<number | string>();
  single.forEach((one, i) => {
    for (let j = i + 1; j < single.length; j++) found.add(pairKey(one, single[j] ?? 0));
    // With every word that is not part of the joined one.
    joined.forEach((whole, at) => {
      if (i !== at && i !== at + 1) found.add(pairKey(one, whole));
    });
  });
  if (keys.glued !== '') found.add(`=${soundOf(keys.glued)}`);
  for (const number of barNumbers) found.add(`bar ${number}`);
  for (const number of fileNumbers) found.add(`file ${number}`);
  return { words: single, keys: [...found] };
}

const pairKey = (one: number, other: number): number =>
  one < other ? one * BASE + other : other * BASE + one;

/**
 * A block of very common words, by a third thing: another word, the initials of all the others, a process or an
 * institution. Not met any more: two whose other words are all missing or begin differently, with nothing around the
 * names in common either. “Juan López” is nobody's short form where a hundred could be meant.
 */
function split(
  key: number | string,
  block: readonly number[],
  people: readonly Comparable[],
  keyed: readonly Keyed[],
): Blocks {
  if (typeof key === 'string') return inOrder(block, people);
  const within = new Set([Math.floor(key / BASE), key % BASE]);
  const parts = new Map<number | string, number[]>();
  for (const at of block) {
    const [person, words] = [people[at], keyed[at]?.words ?? []];
    if (!person) continue;
    const others = words.filter((word) => !within.has(word));
    const around = [...person.processes, ...person.tenures.map(({ institution }) => institution)];
    const thirds = [
      ...others,
      `i ${initialsBeside(person, words, within)}`,
      ...around.map((one) => `a ${one}`),
    ];
    for (const third of new Set(thirds)) {
      const part = parts.get(third);
      if (part) part.push(at);
      else parts.set(third, [at]);
    }
  }
  return [...parts.values()]
    .filter((part) => part.length > 1)
    .flatMap((part) => (part.length <= LARGEST_SPLIT ? [part] : inOrder(part, people)));
}

function initialsBeside(person: Comparable, words: readonly number[], within: ReadonlySet<number>): string {
  const rest = person.words.slice(0, MOST_WORDS).filter((_, at) => !within.has(words[at] ?? -1));
  return rest
    .map((word) => word[0] ?? '')
    .toSorted()
    .join('');
}

/** By the order of their names, in overlapping pieces: equal names lie side by side. */
function inOrder(block: readonly number[], people: readonly Comparable[]): Blocks {
  const nameOf = (at: number): string => people[at]?.keys.full ?? '';
  const sorted = block.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : a - b));
  const pieces: Blocks = [];
  for (let from = 0; from < sorted.length; from += NEIGHBOURS / 2) {
    pieces.push(sorted.slice(from, from + NEIGHBOURS).toSorted((a, b) => a - b));
    if (from + NEIGHBOURS >= sorted.length) break;
  }
  return pieces;
}
