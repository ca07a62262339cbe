/**
 * Where everything on a certificate stands: pure, so that the PDF and the preview on the screen are one drawing.
 * Points of 1/72 inch from the upper left corner; a text's `y` is its baseline.
 */
import type { Paper, Picture, Sheet, SheetSignature } from '../rules/sheet.ts';

export type Face = 'regular' | 'italic' | 'semibold';

export interface TextMark {
  type: 'text';
  text: string;
  x: number;
  y: number;
  width: number;
  face: Face;
  size: number;
  color: string;
}
export interface ImageMark {
  type: 'image';
  picture: Picture;
  x: number;
  y: number;
  width: number;
  height: number;
}
export interface BoxMark {
  type: 'box';
  x: number;
  y: number;
  width: number;
  height: number;
  color: string;
}
export interface QrMark {
  type: 'qr';
  text: string;
  x: number;
  y: number;
  size: number;
}
export type Mark = TextMark | ImageMark | BoxMark | QrMark;

/** A paragraph, heading or figure, in the order in which it is read aloud; `Artifact`: decoration. */
export interface Block {
  tag: 'H1' | 'P' | 'Figure' | 'Artifact';
  alt?: string;
  marks: Mark[];
}

export interface Drawing {
  width: number;
  height: number;
  blocks: Block[];
}

/** @returns width in points of the text as it will be set */
export type Measure = (text: string, face: Face, size: number) => number;

export const SIZES: Record<Paper, { width: number; height: number }> = {
  a4: { width: 841.89, height: 595.28 },
  letter: { width: 792, height: 612 },
};

const ACCENT = '#0b4f40';
const INK = '#17211e';
const SOFT = '#4d5b57';
const HAIR = '#b9c9c3';

const FRAME = 26;
const MARGIN = 74;
const QR = 112;
const VERIFY_WIDTH = 150;
const FOOT = 62;
const LEADING = 1.5;

interface Style {
  face: Face;
  size: number;
  color: string;
}

interface Lines {
  lines: string[];
  size: number;
}

export function layOut(sheet: Sheet, measure: Measure): Drawing {
  const { width, height } = SIZES[sheet.paper];
  const inner = width - 2 * MARGIN;
  const at: Page = { left: MARGIN, right: width - MARGIN, inner, bottom: height - FOOT, measure };
  const blocks = [frame(width, height), ...head(at, sheet)];
  const footTop = at.bottom - QR - 12;
  const { blocks: middle } = words(at, sheet, footTop);
  blocks.push(...middle, ...signatures(at, sheet.signatures), ...verification(at, sheet));
  return { width, height, blocks };
}

interface Page {
  left: number;
  right: number;
  inner: number;
  /** Lowest line that anything stands on. */
  bottom: number;
  measure: Measure;
}

function frame(width: number, height: number): Block {
  const line = 0.7;
  const box = (x: number, y: number, w: number, h: number, color: string): Mark => ({
    type: 'box',
    x,
    y,
    width: w,
    height: h,
    color,
  });
  const [w, h] = [width - 2 * FRAME, height - 2 * FRAME];
  return {
    tag: 'Artifact',
    marks: [
      box(FRAME, FRAME, w, line, HAIR),
      box(FRAME, height - FRAME - line, w, line, HAIR),
      box(width - FRAME - line, FRAME, line, h, HAIR),
      box(FRAME, FRAME, 6, h, ACCENT),
    ],
  };
}

/** Logo at the left and who issues at the right; without a logo the name takes its place. */
function head(at: Page, { logo, issuer }: Sheet): Block[] {
  const top = 60;
  if (!logo) {
    const name = fit(at, issuer, at.inner * 0.75, { face: 'semibold', from: 16, to: 10, lines: 2 });
    return [paragraph(at, name, { x: at.left, y: top + 16, face: 'semibold', color: ACCENT, leading: 1.3 })];
  }
  const drawn = inside(logo, 210, 56);
  const mark: ImageMark = { type: 'image', picture: logo, x: at.left, y: top, ...drawn };
  const room = at.inner - drawn.width - 30;
  const name = fit(at, issuer, Math.min(room, 320), { face: 'regular', from: 11, to: 8, lines: 2 });
  const y = top + drawn.height / 2 + 4 - ((name.lines.length - 1) * name.size * 1.3) / 2;
  return [
    { tag: 'Artifact', marks: [mark] },
    paragraph(at, name, {
      x: at.right,
      y,
      face: 'regular',
      color: SOFT,
      leading: 1.3,
      align: 'right',
    }),
  ];
}

/** Title, name, text: from the upper third on, set smaller when they are long, so that the foot stays free. */
function words(at: Page, sheet: Sheet, limit: number): { blocks: Block[] } {
  const title = fit(at, sheet.title, at.inner, { face: 'semibold', from: 32, to: 18, lines: 2 });
  const name = fitName(at, sheet.name);
  let y = 166 - (title.lines.length - 1) * 12;
  const blocks: Block[] = [];
  const put = (tag: Block['tag'], lines: Lines, face: Face, color: string, leading: number): void => {
    const block = paragraph(at, lines, { x: at.left, y, face, color, leading });
    blocks.push({ ...block, tag });
    y += (lines.lines.length - 1) * lines.size * leading;
  };
  put('H1', title, 'semibold', ACCENT, 1.2);
  if (sheet.lead) {
    y += 34;
    put(
      'P',
      fit(at, sheet.lead, at.inner, { face: 'italic', from: 14, to: 10, lines: 1 }),
      'italic',
      SOFT,
      1.3,
    );
  }
  y += 16 + name.size;
  put('P', name, 'regular', INK, 1.16);
  y += 16;
  blocks.push({
    tag: 'Artifact',
    marks: [{ type: 'box', x: at.left, y, width: at.inner, height: 0.9, color: ACCENT }],
  });
  const details = sheet.details.join('  ·  ');
  const room = limit - y - 26;
  const body = fitHeight(at, sheet.body, at.inner - 40, room - (details ? 26 : 0));
  y += 16 + body.size * 1.2;
  put('P', body, 'regular', INK, LEADING);
  if (details) {
    y += body.size + 12;
    put(
      'P',
      fit(at, details, at.inner, { face: 'regular', from: 10.5, to: 7, lines: 2 }),
      'regular',
      SOFT,
      1.3,
    );
  }
  return { blocks };
}

function fitName(at: Page, name: string): Lines {
  const steps = [
    { from: 40, to: 27, lines: 1 },
    { from: 28, to: 20, lines: 2 },
    { from: 18, to: 10, lines: 4 },
  ];
  for (const step of steps) {
    const made = fit(at, name, at.inner, { face: 'regular', ...step });
    if (made.fits || step.lines === 4) return made;
  }
  return { lines: [name], size: 10 };
}

/** Up to three, side by side, to the left of the code. */
function signatures(at: Page, list: readonly SheetSignature[]): Block[] {
  const gap = 22;
  const room = at.inner - QR - VERIFY_WIDTH - 26;
  const width = Math.min(170, (room - gap * (list.length - 1)) / Math.max(1, list.length));
  const line = at.bottom - 40;
  return list.flatMap((signature, index) => {
    const x = at.left + index * (width + gap);
    const marks: Mark[] = [];
    if (signature.picture) {
      const drawn = inside(signature.picture, width - 10, 52);
      marks.push({
        type: 'image',
        picture: signature.picture,
        x,
        y: line - drawn.height - 1,
        ...drawn,
      });
    }
    marks.push({ type: 'box', x, y: line, width, height: 0.7, color: SOFT });
    const name = fit(at, signature.name, width, { face: 'semibold', from: 10, to: 7, lines: 2 });
    const y = line + 14;
    const position = fit(at, signature.position, width, { face: 'regular', from: 8.5, to: 6.5, lines: 2 });
    const below = y + (name.lines.length - 1) * name.size * 1.25 + 12;
    return [
      { tag: 'Artifact' as const, marks },
      paragraph(at, name, { x, y, face: 'semibold', color: INK, leading: 1.25 }),
      ...(signature.position
        ? [paragraph(at, position, { x, y: below, face: 'regular', color: SOFT, leading: 1.25 })]
        : []),
    ];
  });
}

function verification(at: Page, { verify }: Sheet): Block[] {
  const x = at.right - QR;
  const y = at.bottom - QR;
  const right = x - 14;
  const set = (text: string, up: number, style: Style): Block => {
    const lines = fit(at, text, VERIFY_WIDTH, { face: style.face, from: style.size, to: 5, lines: 1 });
    return paragraph(at, lines, { x: right, y: at.bottom - up, ...style, leading: 1.3, align: 'right' });
  };
  return [
    set(verify.label, 33, { face: 'italic', size: 9, color: SOFT }),
    set(verify.address, 19, { face: 'regular', size: 9, color: INK }),
    set(verify.code, 4, { face: 'semibold', size: 11, color: ACCENT }),
    { tag: 'Figure', alt: verify.alt, marks: [{ type: 'qr', text: verify.url, x, y, size: QR }] },
  ];
}

interface Placed {
  x: number;
  y: number;
  face: Face;
  color: string;
  leading: number;
  align?: 'right';
}

function paragraph(at: Page, { lines, size }: Lines, placed: Placed): Block {
  const { face, color, leading } = placed;
  const marks = lines.map((text, index): TextMark => {
    const width = at.measure(text, face, size);
    const x = placed.align === 'right' ? placed.x - width : placed.x;
    return { type: 'text', text, x, y: placed.y + index * size * leading, width, face, size, color };
  });
  return { tag: 'P', marks };
}

interface Fit {
  face: Face;
  from: number;
  to: number;
  lines: number;
}

/** The biggest size at which the text takes no more lines; cut at the smallest one. */
function fit(
  at: Page,
  text: string,
  width: number,
  { face, from, to, lines }: Fit,
): Lines & { fits: boolean } {
  for (let size = from; size >= to; size -= 0.5) {
    const broken = breakLines(text, (part) => at.measure(part, face, size), width);
    if (broken.length <= lines) return { lines: broken, size, fits: true };
  }
  const broken = breakLines(text, (part) => at.measure(part, face, to), width);
  const last = `${broken[lines - 1] ?? ''}`.replace(/.{1,2}$/u, '…');
  return { lines: [...broken.slice(0, lines - 1), last], size: to, fits: false };
}

function fitHeight(at: Page, text: string, width: number, height: number): Lines {
  for (let size = 15; size >= 8; size -= 0.5) {
    const lines = breakLines(text, (part) => at.measure(part, 'regular', size), width);
    if (lines.length * size * LEADING <= height) return { lines, size };
  }
  const most = Math.max(1, Math.floor(height / (8 * LEADING)));
  const { lines } = fit(at, text.replaceAll('\n', ' '), width, {
    face: 'regular',
    from: 8,
    to: 8,
    lines: most,
  });
  return { lines, size: 8 };
}

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Lines at blanks and at line breaks; a word that is wider than the line is broken between letters. */
export function breakLines(text: string, measure: (text: string) => number, width: number): string[] {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    let current = '';
    for (const word of line.split(' ').filter(Boolean)) {
      const joined = current ? `${current} ${word}` : word;
      if (measure(joined) <= width) {
        current = joined;
        continue;
      }
      if (current) lines.push(current);
      const pieces = breakWord(word, measure, width);
      lines.push(...pieces.slice(0, -1));
      current = pieces.at(-1) ?? '';
    }
    lines.push(current);
  }
  return lines;
}

function breakWord(word: string, measure: (text: string) => number, width: number): string[] {
  if (measure(word) <= width) return [word];
  const pieces: string[] = [];
  let current = '';
  for (const { segment } of letters.segment(word)) {
    if (current && measure(current + segment) > width) {
      pieces.push(current);
      current = '';
    }
    current += segment;
  }
  return [...pieces, current];
}

function inside({ width, height }: Picture, maxWidth: number, maxHeight: number) {
  const scale = Math.min(maxWidth / width, maxHeight / height);
  return { width: width * scale, height: height * scale };
}
