/** The drawing as a PDF: fonts embedded in part, tagged for screen readers, the same bytes for the same sheet. */
import PDFDocument from 'pdfkit';
import type { Sheet } from '../rules/sheet.ts';
import { fonts } from './fonts.ts';
import type { Block, Drawing, Mark } from './layout.ts';
import { drawQr } from '../../../ui/data/qr.ts';

type Pdf = PDFKit.PDFDocument;

export async function drawPdf(sheet: Sheet, drawing: Drawing): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: [drawing.width, drawing.height],
    margin: 0,
    font: null as unknown as string,
    pdfVersion: '1.7',
    lang: sheet.lang,
    tagged: true,
    displayTitle: true,
    info: {
      Title: sheet.documentTitle,
      Author: sheet.issuer,
      Creator: 'Justicia Abierta',
      // oxlint-disable-next-line no-restricted-globals -- the library's type; the moment is the certificate's own
      CreationDate: new Date(sheet.issuedAt),
    },
  });
  const chunks: Buffer[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  pdf.on('end', () => resolve(Buffer.concat(chunks)));
  pdf.on('error', reject);
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  for (const block of drawing.blocks) drawBlock(pdf, root, block);
  root.end();
  pdf.end();
  return await promise;
}

function drawBlock(pdf: Pdf, root: PDFKit.PDFStructureElement, block: Block): void {
  if (block.tag === 'Artifact') {
    pdf.markContent('Artifact', { type: 'Layout' });
    for (const mark of block.marks) drawMark(pdf, mark);
    pdf.endMarkedContent();
    return;
  }
  const draw = (): void => {
    for (const mark of block.marks) drawMark(pdf, mark);
  };
  root.add(pdf.struct(block.tag, block.alt === undefined ? {} : { alt: block.alt }, draw));
}

function drawMark(pdf: Pdf, mark: Mark): void {
  switch (mark.type) {
    case 'text':
      pdf
        .font(fonts()[mark.face] as unknown as string)
        .fontSize(mark.size)
        .fillColor(mark.color)
        .text(mark.text, mark.x, mark.y, { lineBreak: false, baseline: 'alphabetic' });
      return;
    case 'box':
      pdf.rect(mark.x, mark.y, mark.width, mark.height).fill(mark.color);
      return;
    case 'image':
      pdf.image(Buffer.from(mark.picture.bytes), mark.x, mark.y, {
        width: mark.width,
        height: mark.height,
      });
      return;
    case 'qr': {
      const { side, runs } = drawQr(mark.text);
      const unit = mark.size / side;
      for (const run of runs) pdf.rect(mark.x + run.x * unit, mark.y + run.y * unit, run.length * unit, unit);
      pdf.fill('#000000');
      // A phone cannot scan what it shows itself: there one taps it.
      pdf.link(mark.x, mark.y, mark.size, mark.size, mark.text);
    }
  }
}
