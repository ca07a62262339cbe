/**
 * How much two proposals are alike, from 0 to 1: half by the three-letter pieces of their titles, as people mistype and
 * shorten them, half by the stems of all their words. Pure.
 */

/** What is compared of a proposal. */
export interface Compared {
  title: string;
  /** Of all its words, each once. */
  stems: readonly string[];
}

/**
 * From here on two are shown as alike. Tuned on the 142 of Red Ciudadana (JusticiaAbierta, `_data/propuestas.json`): 37
 * of them have a neighbour above it, about two each; trigrams of titles alone flag 128 at the 0.25 that others begin with.
 */
export const ALIKE = 0.38;

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** As PostgreSQL cuts them: two blanks before a word, one behind. */
function trigrams(text: string): Set<string> {
  const pieces = new Set<string>();
  for (const word of folded(text).split(' ')) {
    if (word === '') continue;
    const padded = `  ${word} `;
    for (let at = 0; at + 3 <= padded.length; at++) pieces.add(padded.slice(at, at + 3));
  }
  return pieces;
}

/** Of what either has, how much both have. */
function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size === 0 || other.size === 0) return 0;
  let both = 0;
  for (const piece of one) if (other.has(piece)) both += 1;
  return both / (one.size + other.size - both);
}

export function likeness(one: Compared, other: Compared): number {
  const titles = overlap(trigrams(one.title), trigrams(other.title));
  const words = overlap(new Set(one.stems), new Set(other.stems));
  return (titles + words) / 2;
}
