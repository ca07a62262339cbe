/** The fonts of certificates, read once per thread: parsing one anew for each document takes longer than drawing it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import type { Face } from './layout.ts';

interface Position {
  xAdvance: number;
  yAdvance: number;
  xOffset: number;
  yOffset: number;
}

interface Run {
  glyphs: unknown[];
  positions: Position[];
  readonly advanceWidth: number;
}

/** What the library hands on from document to document; its types do not name it. */
export interface Font {
  layout: (text: string, features?: unknown) => Run;
  unitsPerEm: number;
  hasGlyphForCodePoint: (codePoint: number) => boolean;
}

const FILES: Record<Face, string> = {
  regular: import.meta.resolve('@expo-google-fonts/noto-serif/400Regular/NotoSerif_400Regular.ttf'),
  italic: import.meta
    .resolve('@expo-google-fonts/noto-serif/400Regular_Italic/NotoSerif_400Regular_Italic.ttf'),
  semibold: import.meta.resolve('@expo-google-fonts/noto-serif/600SemiBold/NotoSerif_600SemiBold.ttf'),
};

let loaded: Record<Face, Font> | undefined;

export function fonts(): Record<Face, Font> {
  loaded ??= { regular: load('regular'), italic: load('italic'), semibold: load('semibold') };
  return loaded;
}

function load(face: Face): Font {
  const document = new PDFDocument({ font: null as unknown as string, autoFirstPage: false });
  document.font(readFileSync(fileURLToPath(FILES[face])));
  return remembering((document as unknown as { _font: { font: Font } })._font.font);
}

/** Words of a template stand on every certificate; placing their letters (kerning, marks) takes most of the time. */
const MOST_WORDS = 2000;

function remembering(font: Font): Font {
  const known = new Map<string, Pick<Run, 'glyphs' | 'positions'>>();
  const layout = (text: string, features?: unknown): Run => {
    if (features !== undefined) return font.layout(text, features);
    let run = known.get(text);
    if (!run) {
      if (known.size >= MOST_WORDS) known.clear();
      const { glyphs, positions } = font.layout(text);
      run = { glyphs, positions };
      known.set(text, run);
    }
    // The library scales the positions it gets in place.
    return new CopiedRun(
      run.glyphs,
      run.positions.map((position) => ({ ...position })),
    );
  };
  return Object.create(font, { layout: { value: layout } }) as Font;
}

class CopiedRun implements Run {
  readonly glyphs: unknown[];
  readonly positions: Position[];

  constructor(glyphs: unknown[], positions: Position[]) {
    this.glyphs = glyphs;
    this.positions = positions;
  }

  get advanceWidth(): number {
    return this.positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
  }
}

/** @returns true when all three faces have it: a name may stand in any of them */
export function hasLetter(codePoint: number): boolean {
  return Object.values(fonts()).every((font) => font.hasGlyphForCodePoint(codePoint));
}
