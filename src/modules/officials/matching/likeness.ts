/**
 * How alike two names are: first word by word as sets, so that a name left out or put elsewhere does not count twice,
 * then the parts that are known on both sides. Spelling is forgiven where it sounds the same, where one letter of a
 * longer word differs, and for initials.
 */
import { soundOf } from '../../../platform/search/words.ts';

/** Share of letters in common, those in the same order at the beginning counting more. 0 to 1. */
export function jaroWinkler(one: string, other: string): number {
  if (one === other) return 1;
  const [a, b] = one.length <= other.length ? [one, other] : [other, one];
  const reach = Math.max(Math.floor(b.length / 2) - 1, 0);
  const taken = new Set<number>();
  let common = '';
  for (let at = 0; at < a.length; at++) {
    const from = Math.max(at - reach, 0);
    let found = b.indexOf(a[at] ?? '', from);
    while (found !== -1 && found <= at + reach && taken.has(found)) found = b.indexOf(a[at] ?? '', found + 1);
    if (found === -1 || found > at + reach) continue;
    taken.add(found);
    common += a[at] ?? '';
  }
  if (common === '') return 0;
  const matched = [...b].filter((_, at) => taken.has(at)).join('');
  const moved = [...common].filter((letter, at) => letter !== matched[at]).length / 2;
  const jaro =
    (common.length / a.length + common.length / b.length + (common.length - moved) / common.length) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}

/** Of shorter words an error leaves too little (people.md, section 6, practice 3). */
const LEAST_FOR_ERROR = 5;
/** Longer words may differ by more if they begin alike. */
const LEAST_FOR_LIKENESS = 7;
const LIKE = 0.93;

/** Between two words of names, folded. 0: two different words. */
export function wordLikeness(one: string, other: string): number {
  if (one === other) return 1;
  const shorter = Math.min(one.length, other.length);
  if (shorter === 0) return 0;
  if (shorter === 1) return one[0] === other[0] ? 0.8 : 0;
  if (Math.abs(one.length - other.length) > 3 || isPair(one, other)) return 0;
  if (heardAlike(one, other)) return 0.97;
  if (shorter >= LEAST_FOR_ERROR && oneErrorApart(one, other)) return 0.93;
  return shorter >= LEAST_FOR_LIKENESS && one[0] === other[0] && jaroWinkler(one, other) >= LIKE ? 0.9 : 0;
}

/** Julio and Julia, Mario and María: one letter, two people. */
const isPair = (one: string, other: string): boolean =>
  one.length === other.length &&
  one.slice(0, -1) === other.slice(0, -1) &&
  /[ao]$/.test(one) &&
  /[ao]$/.test(other);

interface Heard {
  sound: string;
  /** Without doubled letters: to the ear of the search “ll” is another sound than “l”, to a typist it is not. */
  single: string;
}

/** Names are made of few words: each is listened to once. */
const heard = new Map<string, Heard>();
const MOST_HEARD = 20_000;

function heardAlike(one: string, other: string): boolean {
  const [a, b] = [hear(one), hear(other)];
  return a.sound === b.sound || a.single === b.single;
}

function hear(word: string): Heard {
  const known = heard.get(word);
  if (known) return known;
  const fresh = { sound: soundOf(word), single: soundOf(word.replaceAll(/(.)\1+/gu, '$1')) };
  if (heard.size >= MOST_HEARD) heard.clear();
  heard.set(word, fresh);
  return fresh;
}

/** A letter more, less or other, or two neighbours that changed places. One walk: it is asked a million times. */
function oneErrorApart(one: string, other: string): boolean {
  const [a, b] = one.length <= other.length ? [one, other] : [other, one];
  if (b.length - a.length > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  if (a.length < b.length) return a.slice(at) === b.slice(at + 1);
  if (a.slice(at + 1) === b.slice(at + 1)) return true;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

export interface Alignment {
  /** Words that have their like on the other side, and how like they are on the whole. */
  matched: number;
  likeness: number;
  /** Some of them are spelled differently. */
  variants: boolean;
  /** Words cut or glued in another place. */
  glued: boolean;
  /** Those found on both sides come in another order. */
  moved: boolean;
  /** Words without their like. */
  leftOne: string[];
  leftOther: string[];
}

/** Each word finds at most one like on the other side: the equal ones first, then the nearest. */
export function align(one: readonly string[], other: readonly string[]): Alignment {
  const partner = one.map(() => -1);
  const taken = new Set<number>();
  const take = (at: number, found: number): void => {
    partner[at] = found;
    taken.add(found);
  };
  for (const [at, word] of one.entries()) {
    let found = other.indexOf(word);
    while (found !== -1 && taken.has(found)) found = other.indexOf(word, found + 1);
    if (found !== -1) take(at, found);
  }
  const equal = taken.size;
  let likeness = equal;
  for (let at = 0; at < one.length && taken.size < other.length; at++) {
    if (partner[at] !== -1) continue;
    const [found, like] = nearest(one[at] ?? '', other, taken);
    if (found === -1) continue;
    take(at, found);
    likeness += like;
  }
  const found = partner.filter((at) => at !== -1);
  return withoutCuts({
    matched: taken.size,
    likeness,
    variants: taken.size > equal,
    glued: false,
    moved: found.some((at, index) => index > 0 && at < (found[index - 1] ?? 0)),
    leftOne: one.filter((_, at) => partner[at] === -1),
    leftOther: other.filter((_, at) => !taken.has(at)),
  });
}

/** @returns where it is and how like; −1 where there is none */
function nearest(word: string, other: readonly string[], taken: ReadonlySet<number>): [number, number] {
  let best: [number, number] = [-1, 0];
  for (const [index, candidate] of other.entries()) {
    const like = taken.has(index) ? 0 : wordLikeness(word, candidate);
    if (like > best[1]) best = [index, like];
  }
  return best;
}

/** What is left on both sides may be the same letters, cut in another place: “Ficti Cio”, “Zutanabeta”. */
function withoutCuts(found: Alignment): Alignment {
  const { leftOne, leftOther } = found;
  if (leftOne.length === 0 || leftOther.length === 0 || leftOne.length === leftOther.length) return found;
  const [many, few] = leftOne.length > leftOther.length ? [leftOne, leftOther] : [leftOther, leftOne];
  for (let at = 0; at + 1 < many.length; at++) {
    const whole = `${many[at]}${many[at + 1]}`;
    const index = few.findIndex(
      (word) => Math.abs(word.length - whole.length) < 3 && heardAlike(word, whole),
    );
    if (index === -1) continue;
    const rest = { many: many.toSpliced(at, 2), few: few.toSpliced(index, 1) };
    const [one, other] = many === leftOne ? [rest.many, rest.few] : [rest.few, rest.many];
    return {
      ...found,
      matched: found.matched + 1,
      likeness: found.likeness + 0.97,
      glued: true,
      leftOne: one,
      leftOther: other,
    };
  }
  return found;
}
