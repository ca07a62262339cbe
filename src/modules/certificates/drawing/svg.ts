/** The drawing as a picture for the screen: the same marks at the same places, with the reader's own serif font. */
import type { Drawing, Face, Mark } from './layout.ts';

const FACES: Record<Face, string> = {
  regular: '',
  italic: ' font-style="italic"',
  semibold: ' font-weight="600"',
};

/** @param qr side of the QR in modules and the path of its dark ones */
export function drawSvg(drawing: Drawing, qr: (text: string) => { side: number; path: string }): string {
  const { width, height, blocks } = drawing;
  const marks = blocks.flatMap((block) => block.marks.map((mark) => svgMark(mark, qr)));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n(width)} ${n(height)}" width="${n(width)}" height="${n(height)}" ` +
    `font-family="'Noto Serif','Source Serif 4',Georgia,'DejaVu Serif',serif">` +
    `<path fill="#fff" d="M0 0h${n(width)}v${n(height)}H0z"/>${marks.join('')}</svg>`
  );
}

function svgMark(mark: Mark, qr: (text: string) => { side: number; path: string }): string {
  switch (mark.type) {
    case 'text':
      // The width is the one of the printed font, whatever font stands in for it here.
      return (
        `<text x="${n(mark.x)}" y="${n(mark.y)}" font-size="${n(mark.size)}"${FACES[mark.face]} fill="${mark.color}" ` +
        `textLength="${n(mark.width)}" lengthAdjust="spacingAndGlyphs">${escape(mark.text)}</text>`
      );
    case 'box':
      return `<path fill="${mark.color}" d="M${n(mark.x)} ${n(mark.y)}h${n(mark.width)}v${n(mark.height)}h${n(-mark.width)}z"/>`;
    case 'image': {
      const data = Buffer.from(mark.picture.bytes).toString('base64');
      return `<image x="${n(mark.x)}" y="${n(mark.y)}" width="${n(mark.width)}" height="${n(mark.height)}" href="data:${mark.picture.mediaType};base64,${data}"/>`;
    }
    case 'qr': {
      const { side, path } = qr(mark.text);
      const scale = mark.size / side;
      return `<path transform="translate(${n(mark.x)} ${n(mark.y)}) scale(${scale.toFixed(4)})" d="${path}"/>`;
    }
  }
}

const n = (value: number): string => String(Math.round(value * 100) / 100);

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text: string): string {
  return text.replaceAll(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter);
}
