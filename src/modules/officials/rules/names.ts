/**
 * A name as printed, read into its parts. The printed text itself is never changed: parts are derived from it and
 * can be derived again. Rules measured on real lists: what looks like a middle name is mostly a first surname, and
 * what cannot be told from the text alone is said to be so (`doubts`), not guessed.
 */
import {
  COMPOUND_SURNAMES,
  DEVOTIONS,
  FIRST_HALVES,
  GENERATIONS,
  PARTICLES,
  SECOND_GIVEN_NAMES,
  TITLE_AFTER,
  TITLE_BEFORE,
} from './name-words.ts';

export type NameDoubt =
  /** Nothing to read at all. */
  | 'empty'
  /** One word: given name or surname. */
  | 'one_word'
  /** One surname was found: it may be the only one, or the other was left out. */
  | 'one_surname'
  /** Three words that can be one given name and two surnames, or two and one: given and surnames stay empty. */
  | 'where_surnames_begin'
  /** A last “de …” behind few words, the husband's surname or one's own: given and surnames stay empty. */
  | 'married_or_surname'
  /** A surname born with its “de” behind many: read as one's own, and may be the husband's. */
  | 'compound_or_married'
  /** Commas inside. One: read as surnames first. More are a slip: given and surnames stay empty. */
  | 'commas'
  /** Figures stuck to letters. */
  | 'figures'
  /** Longer than any name: only its beginning was read. */
  | 'too_long';

export interface NameParts {
  /** Names with their particles, as printed but for blanks and stray signs: “María del Carmen” is one or two words. */
  given: string[];
  surname1?: string;
  surname2?: string;
  /** The husband's surname without the “de” that joins it: “Ríos”, “de la Cruz”. */
  married?: string;
  /** “Hijo”, “Jr.” */
  generation?: string;
  /** Those that stand in the name, small, in their order. */
  particles: string[];
  honorifics: string[];
  /** What stood in brackets, or was written by whoever typed the list. */
  notes: string[];
  /** Everything that is name, in reading order (given names first), each with its particles; without `married`. */
  units: string[];
  doubts: NameDoubt[];
}

/** Small letters without accents and signs, single blanks. Apostrophes join: “D'ejemplo” is one word. */
export function lettersOf(text: string): string {
  const small = text.toLowerCase();
  // Most words need no more; this is asked for every word of every name.
  if (/^[a-z]+$/.test(small)) return small;
  return small
    .normalize('NFD')
    .replaceAll(/[\p{M}\d'’‘ʼ]/gu, '')
    .replaceAll(/[^\p{L}]+/gu, ' ')
    .trim();
}

/** Remarks of whoever typed a list, found within names. */
const REMARK = /\b(?:dpi|cui|nit)\s+err\p{L}*\.?/giu;
const BRACKETS = /[([{]([^()[\]{}]*)[)\]}]?/gu;
/** “(único apellido)”: then it is known that there is no other. */
const ONLY_SURNAME = /unico apellido/;

/** A cell may hold a whole column by mistake, and reading takes more than its length. */
const LONGEST = 300;

export function readName(printed: string): NameParts {
  const parts: NameParts = { given: [], particles: [], honorifics: [], notes: [], units: [], doubts: [] };
  if (printed.length > LONGEST) parts.doubts.push('too_long');
  const noted = withoutNotes(printed.slice(0, LONGEST).normalize('NFC'), parts.notes);
  const text = withoutTitles(noted, parts.honorifics);
  if (/\d/.test(text)) parts.doubts.push('figures');
  const pieces = text.split(',').map(wordsOf);
  const filled = pieces.filter((piece) => piece.length > 0);
  if (filled.length > 1) parts.doubts.push('commas');
  const [surnames, given] = filled;
  if (surnames && given && filled.length === 2 && surnamesFirst(surnames))
    readSurnamesFirst(surnames, given, parts);
  else readInOrder(filled.flat(), parts);
  parts.particles = filled
    .flat()
    .map(lettersOf)
    .filter((word) => PARTICLES.has(word));
  return parts;
}

function withoutNotes(text: string, notes: string[]): string {
  const keep = (note: string): string => {
    if (note.trim() !== '') notes.push(note.trim());
    return ' ';
  };
  return text
    .replaceAll(BRACKETS, (_all, inner: string) =>
      // The married name is part of the name, bracketed or not.
      /^\s*de\s+\p{L}/iu.test(inner) ? ` ${inner} ` : keep(inner),
    )
    .replaceAll(REMARK, keep);
}

function withoutTitles(text: string, honorifics: string[]): string {
  let rest = text;
  for (const pattern of [TITLE_BEFORE, TITLE_AFTER]) {
    for (let found = pattern.exec(rest); found; found = pattern.exec(rest)) {
      const without = rest.replace(found[0], ' ');
      if (lettersOf(without) === '') break;
      honorifics.push((found[1] ?? '').trim());
      rest = without;
    }
  }
  return rest;
}

/** Words of letters, with the hyphens and apostrophes inside them; stray accents, figures and full stops fall away. */
function wordsOf(text: string): string[] {
  return text
    .split(/\s+/)
    .map((word) => word.replaceAll(/[^\p{L}\p{M}'’‘ʼ-]/gu, '').replaceAll(/^[-'’‘ʼ]+|[-'’‘ʼ]+$/gu, ''))
    .filter((word) => word !== '');
}

/** One or two surnames before the comma: more is no list that puts surnames first, but a slip. */
const surnamesFirst = (words: readonly string[]): boolean => unitsOf(words).length <= 2;

function readSurnamesFirst(surnames: readonly string[], given: readonly string[], parts: NameParts): void {
  parts.given = withDevotions(unitsOf(given));
  const [surname1, surname2] = unitsOf(surnames);
  setSurnames(parts, surname1, surname2);
  parts.units = [...unitsOf(given), ...unitsOf(surnames)];
}

function readInOrder(words: readonly string[], parts: NameParts): void {
  const all = unitsOf(words);
  const last = all.at(-1);
  if (last !== undefined && all.length > 2 && GENERATIONS.has(lettersOf(last)))
    parts.generation = all.pop() ?? '';
  const married = marriedOf(all, parts);
  parts.units = married === undefined ? all : all.slice(0, -1);
  if (married !== undefined) parts.married = married;
  // Either way to read these would be a guess.
  const told = !parts.doubts.some((doubt) => doubt === 'married_or_surname' || doubt === 'commas');
  if (told) assign(withDevotions(parts.units), parts);
}

/** Words with the particles before them: “de la Cruz”, “San José”, “y Paz”. */
function unitsOf(words: readonly string[]): string[] {
  const units: string[] = [];
  let waiting: string[] = [];
  for (const word of words) {
    waiting.push(word);
    const bare = lettersOf(word);
    if (PARTICLES.has(bare) || FIRST_HALVES.has(bare)) continue;
    units.push(waiting.join(' '));
    waiting = [];
  }
  if (waiting.length > 0) units.push(waiting.join(' '));
  return units;
}

/** Words that are no particles: what the rule for married names counts. */
const LEAST_BEFORE_MARRIED = 4;

/**
 * The last “de …” when at least four words precede it (people.md, section 6, practice 2), but of a surname that is
 * born with its “de” only when there is one “de” more: “de León de de la Cruz” is a wife's, “de León” is not.
 */
function marriedOf(units: readonly string[], parts: NameParts): string | undefined {
  const last = units.at(-1) ?? '';
  const [first, ...rest] = last.split(' ');
  if (units.length < 3 || lettersOf(first ?? '') !== 'de' || rest.length === 0) return undefined;
  const before = units.slice(0, -1).flatMap((unit) => lettersOf(unit).split(' '));
  const enough = before.filter((word) => !PARTICLES.has(word)).length >= LEAST_BEFORE_MARRIED;
  const next = lettersOf(rest[0] ?? '');
  const doubled = next === 'de' || next === 'del';
  const own =
    !doubled && (COMPOUND_SURNAMES.has(lettersOf(last)) || next === 'la' || next === 'los' || next === 'las');
  if (enough && !own) return rest.join(' ');
  if (enough) parts.doubts.push('compound_or_married');
  else if (!own) parts.doubts.push('married_or_surname');
  return undefined;
}

/** “María” and “del Carmen” as one, where a surname still follows. */
function withDevotions(units: readonly string[]): string[] {
  const joined: string[] = [];
  units.forEach((unit, at) => {
    const before = joined.length - 1;
    if (at > 0 && at < units.length - 1 && DEVOTIONS.has(lettersOf(unit))) joined[before] += ` ${unit}`;
    else joined.push(unit);
  });
  return joined;
}

function assign(units: readonly string[], parts: NameParts): void {
  const [first, second, third] = units;
  if (first === undefined) {
    parts.doubts.push('empty');
  } else if (second === undefined) {
    parts.doubts.push('one_word');
  } else if (units.some((unit, at) => at > 0 && startsWithY(unit)) && units.length > 2) {
    // “Paz y Paz”: what stands before the “y” is a surname too.
    const at = units.findIndex(startsWithY);
    parts.given = units.slice(0, at - 1);
    setSurnames(parts, units[at - 1], units[at]?.replace(/^y\s+/iu, ''));
  } else if (third === undefined || ONLY_SURNAME.test(lettersOf(parts.notes.join(' ')))) {
    parts.given = units.slice(0, -1);
    setSurnames(parts, units.at(-1));
  } else if (units.length === 3) {
    assignThree(first, second, third, parts);
  } else {
    parts.given = units.slice(0, -2);
    setSurnames(parts, units.at(-2), units.at(-1));
  }
}

const startsWithY = (unit: string): boolean => /^y\s/iu.test(unit);

function assignThree(first: string, second: string, third: string, parts: NameParts): void {
  if (SECOND_GIVEN_NAMES.has(lettersOf(second))) {
    parts.given = [first, second];
    setSurnames(parts, third);
  } else if (first.includes(' ') || second.includes(' ')) {
    // A devotion closes the given names, and “de León” in the middle is a surname.
    parts.given = [first];
    setSurnames(parts, second, third);
  } else {
    parts.doubts.push('where_surnames_begin');
  }
}

function setSurnames(parts: NameParts, surname1: string | undefined, surname2?: string): void {
  if (surname1 !== undefined) parts.surname1 = surname1;
  if (surname2 !== undefined) parts.surname2 = surname2;
  else if (!ONLY_SURNAME.test(lettersOf(parts.notes.join(' ')))) parts.doubts.push('one_surname');
}
