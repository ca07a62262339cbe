/** A picture made anew from its pixels. Runs in the process of `imaging.ts` only. */
import type Sharp from 'sharp';
import { MASTER_SIDE, PICTURE_LIMITS } from './kinds.ts';

export type Remade =
  | { ok: true; mediaType: 'image/jpeg' | 'image/png'; bytes: Uint8Array; width: number; height: number }
  | { ok: false; fault: 'pixels' | 'avif' | 'broken' };

type Type = (Remade & { ok: true })['mediaType'];

/** An opaque picture stays without loss as long as that costs at most so many times the bytes of a JPEG. */
const LOSSLESS_WORTH = 1.5;
/** A transparent one has no other way; over so many bytes it gets smaller. */
const PNG_MAX_BYTES = 4_000_000;
const SMALLER_SIDE = 1200;
const SECONDS = 60;

/** Never throws for what somebody sent. */
export async function remakePicture(sharp: typeof Sharp, sent: Buffer): Promise<Remade> {
  const options = { failOn: 'error', autoOrient: true } as const;
  try {
    // Reads the head only: what is too big is never unpacked.
    const { width, height, hasAlpha, format } = await sharp(sent, {
      ...options,
      limitInputPixels: false,
    }).metadata();
    const { maxSide, maxPixels, maxAvifPixels } = PICTURE_LIMITS;
    if (Math.max(width, height) > maxSide || width * height > maxPixels)
      return { ok: false, fault: 'pixels' };
    if (format === 'heif' && width * height > maxAvifPixels) return { ok: false, fault: 'avif' };
    const fitted = (side: number) =>
      sharp(sent, { ...options, limitInputPixels: maxPixels })
        .timeout({ seconds: SECONDS })
        .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
        .toColourspace('srgb');
    const asJpeg = () =>
      fitted(MASTER_SIDE).jpeg({ quality: 86, progressive: true }).toBuffer({ resolveWithObject: true });
    const asPng = (side: number) =>
      fitted(side).png({ compressionLevel: 9 }).toBuffer({ resolveWithObject: true });

    if (format === 'jpeg') return remade('image/jpeg', await asJpeg());
    const png = await asPng(MASTER_SIDE);
    const isOpaque = !hasAlpha || (await sharp(png.data).stats()).isOpaque;
    if (!isOpaque)
      return remade('image/png', png.data.length > PNG_MAX_BYTES ? await asPng(SMALLER_SIDE) : png);
    const jpeg = await asJpeg();
    return png.data.length <= jpeg.data.length * LOSSLESS_WORTH
      ? remade('image/png', png)
      : remade('image/jpeg', jpeg);
  } catch {
    return { ok: false, fault: 'broken' };
  }
}

function remade(
  mediaType: Type,
  { data, info }: { data: Buffer; info: { width: number; height: number } },
): Remade {
  return { ok: true, mediaType, bytes: data, width: info.width, height: info.height };
}
