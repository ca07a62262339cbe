/**
 * A project says in its own words what will be done. Those of a proposal are its authors': they may take them back, and a
 * moderator may hide them, so that they must stand nowhere else. Pure.
 */

/** From so many letters on nobody comes upon the same words by chance. */
const MANY = 40;
/** Where one ends. */
const SENTENCE = /[.!?…;]+(?=\s|$)|\n+/u;

/** Whether somebody copied what a proposal says, whatever they did with capitals, accents and signs. */
export function repeats(own: string, theirs: string): boolean {
  const said = plain(own);
  if (said !== '' && said === plain(theirs)) return true;
  const pieces = [theirs, ...theirs.split(SENTENCE)].map(plain);
  return pieces.some((piece) => piece.length >= MANY && ` ${said} `.includes(` ${piece} `));
}

/** Nothing was put right but capitals, accents and signs. */
export const isSameText = (one: string, other: string): boolean => plain(one) === plain(other);

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
