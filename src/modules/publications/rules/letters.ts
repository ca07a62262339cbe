/** Titles under their letters, as a dictionary has them. Pure. */

export interface LetterGroup<T> {
  letter: string;
  /** For an anchor. */
  id: string;
  items: T[];
}

/** The letter under which a Spanish dictionary has it: Á under A, Ñ by itself; figures and signs under `#`. */
export function letterOf(title: string): string {
  const first = [...title.normalize('NFC').replace(/^[^\p{L}\p{N}]+/u, '')][0]?.toLocaleUpperCase('es') ?? '';
  if (first === 'Ñ') return 'Ñ';
  const plain = first.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  return /^\p{L}$/u.test(plain) ? plain : '#';
}

const collator = new Intl.Collator('es');

/** @param items in the order in which they stand within a letter */
export function byLetter<T>(items: readonly T[], titleOf: (item: T) => string): LetterGroup<T>[] {
  const groups = Map.groupBy(items, (item) => letterOf(titleOf(item)));
  return [...groups]
    .toSorted(([a], [b]) => collator.compare(a, b))
    .map(([letter, own]) => ({ letter, id: idOf(letter), items: own }));
}

// Signs of an address: a letter of another script goes by its number.
function idOf(letter: string): string {
  if (letter === 'Ñ') return 'letra-enie';
  if (/^[A-Z]$/.test(letter)) return `letra-${letter.toLowerCase()}`;
  return letter === '#' ? 'letra-signos' : `letra-${letter.codePointAt(0) ?? 0}`;
}
