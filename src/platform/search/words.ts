/** Words as the search compares them. Pure. */
import { normalForm } from '../unicode.ts';
import { STOP_WORDS } from './stop-words.ts';

/** Longer ones are cut, in records and in what is asked for alike. */
const LONGEST_WORD = 40;
/** Of a text; what comes after is not found. About fifty printed pages. */
const LONGEST_TEXT = 200_000;

const bases = new Map<string, string>();

/** A letter without its accent, where that is one letter too. */
function base(sign: string): string {
  let plain = bases.get(sign);
  if (plain === undefined) {
    const stripped = sign.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
    plain = stripped.length === sign.length ? stripped : sign;
    if (bases.size < 5000) bases.set(sign, plain);
  }
  return plain;
}

/** Small letters without accents, sign for sign as long as what is given: places in one are places in the other. */
export function foldInPlace(text: string): string {
  const small = text.toLowerCase();
  return (small.length === text.length ? small : text).replaceAll(/[^\0-\x7F]/g, base);
}

/** The words of a text, in their order: letters and figures only, small, without accents. */
export function wordsOf(text: string, most = Infinity): string[] {
  const whole = text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text;
  const words: string[] = [];
  for (const [word] of foldInPlace(normalForm(whole, 'NFC')).matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu)) {
    words.push(word.length > LONGEST_WORD ? [...word].slice(0, LONGEST_WORD).join('') : word);
    if (words.length >= most) break;
  }
  return words;
}

/**
 * The word as it is given to the stemmer, undefined for one that says nothing. It knows endings by their accent,
 * which many leave out (`institucion`), and not the plural of words in z (`juez`, `jueces`).
 */
export function stemmable(word: string): string | undefined {
  if (STOP_WORDS.has(word)) return undefined;
  if (word.endsWith('cion')) return `${word.slice(0, -4)}ción`;
  return /[aeiou]ces$/.test(word) ? `${word.slice(0, -3)}z` : word;
}

/** Spanish letters that are heard alike, as one; double ones as one. `gutieres` and `gutierrez` are the same. */
export function soundOf(word: string): string {
  return word
    .replaceAll(/c(?=[ei])|z/g, 's')
    .replaceAll('qu', 'k')
    .replaceAll('c', 'k')
    .replaceAll('ph', 'f')
    .replaceAll('ll', 'y')
    .replaceAll(/g(?=[ei])/g, 'j')
    .replaceAll(/[vw]/g, 'b')
    .replaceAll(/(?<!s)h/g, '')
    .replaceAll(/(.)\1+/gu, '$1');
}

/** Of shorter ones an error leaves too little. */
const SHORTEST_WRONG = 4;

/** A word as written and as it sounds, and both with each one sign left out: two words that share one differ by about one error. */
export function variantsOf(word: string): string[] {
  if (word.length < SHORTEST_WRONG || /\p{N}/u.test(word)) return [];
  return [...new Set([word, soundOf(word)].flatMap((one) => [one, ...shorterByOne(one)]))];
}

function shorterByOne(word: string): string[] {
  const signs = [...word];
  return signs.map((_, left) => signs.toSpliced(left, 1).join('')).filter((one) => one.length > 1);
}

/** Errors between two words: signs left out, added, changed, or two that changed places. */
export function errorsBetween(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
