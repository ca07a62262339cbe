/** The smaller versions of a clean picture. The drawing runs in the process of `imaging.ts` only. */
import type Sharp from 'sharp';
import { VARIANT_WIDTHS } from './kinds.ts';
import type { VariantFormat } from './tables.ts';

export interface ToDraw {
  /** `image/png` or `image/jpeg`. */
  mediaType: string;
  width: number;
  bytes: Uint8Array;
}

export interface Drawn {
  width: number;
  format: VariantFormat;
  bytes: Uint8Array;
}

/**
 * Widths in which a picture is kept besides itself: those of the list, and its own where that is much more than the
 * widest of them.
 */
export function variantWidths(width: number): number[] {
  const smaller: number[] = VARIANT_WIDTHS.filter((one) => one < width);
  const widest = Math.min(width, VARIANT_WIDTHS.at(-1) ?? width);
  return widest > (smaller.at(-1) ?? 0) * 1.1 ? [...smaller, widest] : smaller;
}

/** All smaller versions of a picture, one after the other: a second or two for a photo of a telephone. */
export async function drawVariants(sharp: typeof Sharp, picture: ToDraw): Promise<Drawn[]> {
  const isPng = picture.mediaType === 'image/png';
  const made: Drawn[] = [];
  for (const width of variantWidths(picture.width)) {
    const at = () => sharp(picture.bytes).timeout({ seconds: 60 }).resize({ width });
    const plain = isPng
      ? at().png({ compressionLevel: 9 })
      : at().jpeg({ quality: 78, progressive: true, mozjpeg: true });
    const fine = isPng ? ({ quality: 65, chromaSubsampling: '4:4:4' } as const) : { quality: 50 };
    made.push(
      {
        width,
        format: 'avif',
        bytes: await at()
          .avif({ ...fine, effort: 3 })
          .toBuffer(),
      },
      {
        width,
        format: 'webp',
        bytes: await at()
          .webp({ quality: isPng ? 88 : 75 })
          .toBuffer(),
      },
      { width, format: isPng ? 'png' : 'jpeg', bytes: await plain.toBuffer() },
    );
  }
  const total = (format: VariantFormat): number =>
    made.filter((one) => one.format === format).reduce((sum, one) => sum + one.bytes.length, 0);
  const plain = total(isPng ? 'png' : 'jpeg');
  // Small drawings are smallest as they are: a format that saves nothing is left out.
  return made.filter(({ format }) => (format !== 'avif' && format !== 'webp') || total(format) < plain);
}
