/** Whether two spellings can be one name, as a correction leaves it. Pure. */

const PARTICLES = new Set(['de', 'del', 'la', 'las', 'los', 'y', 'e', 'da', 'do', 'dos', 'san', 'santa']);
/** Of a name with more words, so many at least stay as they were but for a slip. */
const MOST_ASKED = 2;

const wordsOf = (name: string): string[] =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !PARTICLES.has(word));

/** One letter more, less or other. */
function isSlip(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  return short.slice(at + (short.length === long.length ? 1 : 0)) === long.slice(at + 1);
}

/** A first name alone, or the particle that half a country has, makes nobody the same. */
export function isOneName(one: string, other: string): boolean {
  const [before, after] = [wordsOf(one), wordsOf(other)];
  const kept = before.filter((word) => after.some((now) => isSlip(word, now))).length;
  return kept >= Math.min(MOST_ASKED, before.length, after.length) && kept > 0;
}
