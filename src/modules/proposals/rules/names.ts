/** The names of authors, as people write them into one field or one cell. Pure. */
import type { Visibility } from '../tables.ts';

const MOST_NAMES = 30;

/** One a line, or with commas or semicolons between them; each once. */
export function splitNames(text: string): string[] {
  const names = text
    .split(/[\n;,]/)
    .map((name) => name.replaceAll(/\s+/g, ' ').trim())
    .filter(Boolean);
  return [...new Set(names)].slice(0, MOST_NAMES);
}

/**
 * A cell of an older list: `A- B-C`, `A e B`, `Equipo 3`, a stray `|` at the end. A hyphen only parts people where a
 * blank stands beside it or more than one stands in the cell: else it is part of a surname.
 */
export function splitPrinted(cell: string): string[] {
  const clean = cell.replaceAll('|', ' ').replaceAll(/\s+/g, ' ').trim();
  const byWords = clean.split(/\s+(?:e|y)\s+(?=\p{Lu})/u);
  return byWords
    .flatMap((part) =>
      /-\s|\s-/.test(part) || (part.match(/-/g) ?? []).length > 1 ? part.split('-') : [part],
    )
    .map((name) => name.trim())
    .filter(Boolean);
}

const TEAM = /^(?:equipo|grupo|mesa|team|group|table)\s+\S+$/i;

/** Whether it is from one person, from several, or from a group that gave itself no names. */
export function authorKind(names: readonly string[]): 'person' | 'several' | 'group' {
  if (names.some((name) => TEAM.test(name))) return 'group';
  return names.length > 1 ? 'several' : 'person';
}

/** Whether there is a name to withdraw: shown, or known to the organisation alone. */
export function isNamed(
  visibility: Visibility,
  authors: { names: readonly string[]; organization?: string } | undefined,
): boolean {
  return visibility !== 'reserved' || (authors?.names.length ?? 0) > 0 || Boolean(authors?.organization);
}
