/** What names are compared and sorted by. Derived from the parts; never shown. */
import { PARTICLES } from './name-words.ts';
import { lettersOf, type NameParts } from './names.ts';

export interface NameKeys {
  /** Letters of the name with its particles: equal means printed alike but for case, accents, blanks and signs. */
  printed: string;
  /** Without particles, given names first. */
  full: string;
  /** `full` without the husband's surname; the same where there is none. */
  unmarried: string;
  /** `unmarried` in one piece: meets names cut or glued in the wrong place. */
  glued: string;
  /** Surname first, with its accents, to be sorted by `NAME_ORDER` or a Spanish collation of the database. */
  sort: string;
  /** Of every word but particles, in capitals: “ZBFE”. */
  initials: string;
  /** First given name and first surname where they are known, else first and last word: stands in for a portrait. */
  monogram: string;
}

/** Sorts before every letter and blank, so that “Pérez” stands before “Pérez Alba”. */
const BETWEEN = '\t';

/** Made once: making one takes longer than sorting a page. “Ñ” is a letter of its own, accents come second. */
export const NAME_ORDER = new Intl.Collator('es');

export function keysOf(parts: NameParts): NameKeys {
  const own = [...parts.units, ...(parts.generation === undefined ? [] : [parts.generation])];
  const all = parts.married === undefined ? own : [...own, parts.married];
  const full = withoutParticles(all);
  const unmarried = withoutParticles(own);
  return {
    // The “de” that joins the husband's surname stands in the printed name.
    printed: lettersOf((parts.married === undefined ? own : [...own, `de ${parts.married}`]).join(' ')),
    full: full.join(' '),
    unmarried: unmarried.join(' '),
    glued: unmarried.join(''),
    sort: sortText(parts),
    initials: full.map(initialOf).join(''),
    monogram: initialOf(bareWord(parts.given[0] ?? own[0])) + initialOf(bareWord(parts.surname1 ?? own[1])),
  };
}

function withoutParticles(units: readonly string[]): string[] {
  const words = units.flatMap((unit) => lettersOf(unit).split(' '));
  const bare = words.filter((word) => word !== '' && !PARTICLES.has(word));
  // A name of nothing but particles keeps them: an empty key would equal all other empty ones.
  return bare.length > 0 ? bare : words.filter(Boolean);
}

const initialOf = (word: string): string => ([...word][0] ?? '').toUpperCase();

const bareWord = (unit: string | undefined): string =>
  withoutParticles(unit === undefined ? [] : [unit])[0] ?? '';

/**
 * Where it could not be told which words are surnames, the last two of three words and the last of two come first:
 * a place in a list, not a statement.
 */
function sortText(parts: NameParts): string {
  const { units, given, surname1, surname2, married, generation } = parts;
  const known = surname1 !== undefined;
  const surnames = known
    ? [surname1, ...(surname2 === undefined ? [] : [surname2])]
    : units.length > 2
      ? units.slice(-2)
      : units.slice(-1);
  const first = known ? given : units.slice(0, -surnames.length);
  const rest = [...first, generation ?? '', married === undefined ? '' : `de ${married}`].filter(Boolean);
  return `${surnames.join(' ')}${BETWEEN}${rest.join(' ')}`;
}
