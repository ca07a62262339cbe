/** How a title fills its place: broken into lines, smaller when it is long, cut only when nothing else helps. */

export interface Lines {
  lines: string[];
  /** Pixels. */
  size: number;
}

/** From the largest down: size in pixels, and how many lines of it there is room for. */
const STEPS = [
  { size: 74, lines: 3 },
  { size: 60, lines: 4 },
  { size: 50, lines: 5 },
  { size: 42, lines: 6 },
] as const;

/**
 * @param widthOf width of a text in pixels at a size of 1
 * @param width of the place, pixels
 */
export function wrapTitle(text: string, widthOf: (text: string) => number, width: number): Lines {
  const plain = text.replaceAll(/\s+/g, ' ').trim();
  for (const { size, lines: room } of STEPS) {
    const lines = breakText(plain, (line) => widthOf(line) * size, width);
    if (lines.length <= room) return { lines, size };
  }
  const { size, lines: room } = STEPS[3];
  const lines = breakText(plain, (line) => widthOf(line) * size, width).slice(0, room);
  const last = lines.at(-1) ?? '';
  return { lines: [...lines.slice(0, -1), cut(last, (line) => widthOf(line) * size, width)], size };
}

/** One line, cut to the width. */
export function cutLine(text: string, widthOf: (text: string) => number, width: number): string {
  const plain = text.replaceAll(/\s+/g, ' ').trim();
  return widthOf(plain) <= width ? plain : cut(plain, widthOf, width);
}

function cut(text: string, widthOf: (text: string) => number, width: number): string {
  const letters = [...text];
  while (letters.length > 0 && widthOf(`${letters.join('')}…`) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

function breakText(text: string, widthOf: (text: string) => number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line ? `${line} ${word}` : word;
    if (widthOf(longer) <= width) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    const pieces = breakWord(word, widthOf, width);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  return line ? [...lines, line] : lines;
}

/** A word wider than the place (an address, a joke) goes on in the next line. */
function breakWord(word: string, widthOf: (text: string) => number, width: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (piece && widthOf(piece + letter) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece];
}
