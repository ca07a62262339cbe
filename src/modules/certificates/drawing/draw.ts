/** One sheet, drawn: as PDF or as a picture for the screen. Runs in the drawing thread. */
import type { Sheet } from '../rules/sheet.ts';
import { fonts, hasLetter } from './fonts.ts';
import { type Face, layOut } from './layout.ts';
import { settable } from './letters.ts';
import { drawPdf } from './pdf.ts';
import { drawQr } from '../../../ui/data/qr.ts';
import { drawSvg } from './svg.ts';

export async function draw(sheet: Sheet, as: 'pdf' | 'svg'): Promise<Uint8Array> {
  const set = settableSheet(sheet);
  const drawing = layOut(set, measure);
  if (as === 'svg') return new TextEncoder().encode(drawSvg(drawing, drawQr));
  return await drawPdf(set, drawing);
}

function measure(text: string, face: Face, size: number): number {
  const font = fonts()[face];
  // Word by word, as the library sets it: no kerning across blanks.
  const words = text.split(/(?<= )/);
  return words.reduce((sum, word) => sum + (font.layout(word).advanceWidth * size) / font.unitsPerEm, 0);
}

function settableSheet(sheet: Sheet): Sheet {
  const fix = (text: string): string => settable(text, hasLetter);
  return {
    ...sheet,
    issuer: fix(sheet.issuer),
    title: fix(sheet.title),
    lead: fix(sheet.lead),
    name: fix(sheet.name),
    body: fix(sheet.body),
    details: sheet.details.map(fix),
    signatures: sheet.signatures.map((s) => ({ ...s, name: fix(s.name), position: fix(s.position) })),
    verify: { ...sheet.verify, label: fix(sheet.verify.label), address: fix(sheet.verify.address) },
  };
}
