/** Hides in a text the names by which its author could be known. Pure. */

const MASK = '▇▇▇';
/** Shorter words are too common to be somebody's name. */
const LEAST = 4;

/**
 * Each whole name, and each longer word of a person's name, blind to case and accents. What an author gives away
 * in other words stays: the form asks not to.
 * @param people names of people; their single words are hidden too
 * @param others organisations and addresses; hidden only as a whole
 */
export function masked(text: string, people: readonly string[], others: readonly string[]): string {
  const wanted = [
    ...people,
    ...others,
    ...people.flatMap((name) => name.split(/\s+/).filter((word) => word.length >= LEAST)),
  ]
    .map((word) => folded(word).text.trim())
    .filter((word) => word.length >= LEAST)
    .toSorted((a, b) => b.length - a.length);
  if (wanted.length === 0) return text;
  const { text: plain, at } = folded(text);
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${[...new Set(wanted)].map(escaped).join('|')})(?![\\p{L}\\p{N}])`,
    'gu',
  );
  let shown = '';
  let from = 0;
  for (const match of plain.matchAll(pattern)) {
    shown += text.slice(from, at[match.index] ?? 0) + MASK;
    from = at[match.index + match[0].length] ?? text.length;
  }
  return shown + text.slice(from);
}

/** Small letters without accents, and where each of them stood. */
function folded(text: string): { text: string; at: number[] } {
  const at: number[] = [];
  let plain = '';
  let index = 0;
  for (const letter of text) {
    const bare = letter.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
    for (let unit = 0; unit < bare.length; unit++) at.push(index);
    plain += bare;
    index += letter.length;
  }
  at.push(index);
  return { text: plain, at };
}

function escaped(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`).replaceAll(/\s+/g, String.raw`\s+`);
}
