/**
 * Letters as outlines, so that a card looks the same on every machine, whatever fonts it has. Outlines are numbers:
 * nothing of a title reaches the drawing as text.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Font } from 'fontkit';

const FILES = {
  regular: import.meta.resolve('@expo-google-fonts/noto-serif/400Regular/NotoSerif_400Regular.ttf'),
  bold: import.meta.resolve('@expo-google-fonts/noto-serif/600SemiBold/NotoSerif_600SemiBold.ttf'),
};

export interface Letters {
  /** Width in pixels at a size of 1. */
  widthOf: (text: string) => number;
  /** One outline for the whole line, its left end at `x`, its letters standing on `y`. */
  outline: (text: string, place: { x: number; y: number; size: number }) => string;
}

export type Face = keyof typeof FILES;

let loaded: Promise<Record<Face, Letters>> | undefined;

/** Read once in each process. */
export async function letters(): Promise<Record<Face, Letters>> {
  loaded ??= Promise.all([load('regular'), load('bold')]).then(([regular, bold]) => ({ regular, bold }));
  return await loaded;
}

async function load(face: Face): Promise<Letters> {
  const { create } = await import('fontkit');
  const font = create(await readFile(fileURLToPath(FILES[face])));
  if (!('layout' in font)) throw new TypeError('the font file holds several fonts');
  return {
    widthOf: (text) => font.layout(known(font, text)).advanceWidth / font.unitsPerEm,
    outline: (text, place) => outlineOf(font, known(font, text), place),
  };
}

/** Without what the font can't draw: it would stand there as empty boxes. */
function known(font: Font, text: string): string {
  return [...text.normalize('NFC')]
    .filter((letter) => font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0))
    .join('');
}

function outlineOf(font: Font, text: string, { x, y, size }: { x: number; y: number; size: number }): string {
  const scale = size / font.unitsPerEm;
  const run = font.layout(text);
  const paths: string[] = [];
  let at = x;
  for (const [index, glyph] of run.glyphs.entries()) {
    const position = run.positions[index];
    if (!position) continue;
    const [left, base] = [at + position.xOffset * scale, y - position.yOffset * scale];
    // Fonts count upwards, pictures downwards.
    paths.push(glyph.path.transform(scale, 0, 0, -scale, left, base).toSVG());
    at += position.xAdvance * scale;
  }
  return paths.join('');
}
