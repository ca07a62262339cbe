/**
 * A picture as somebody sent it, made anew from its pixels: what is kept has no place, camera or date inside,
 * nothing hidden behind its end, stands upright, is in sRGB and no bigger than a screen needs. The picture as it
 * was sent is not kept. Takes up to some seconds of one processor: never inside a transaction.
 */
import { createHash } from 'node:crypto';
import { imageTypeOf, refusedImageOf } from './image.ts';
import { imaging } from './imaging.ts';
import { MASTER_SIDE, PICTURE_LIMITS } from './kinds.ts';

export type PictureFault = 'empty' | 'svg' | 'heic' | 'kind' | 'bytes' | 'pixels' | 'broken';

/** Fit to be kept. */
export interface CleanPicture {
  mediaType: 'image/jpeg' | 'image/png';
  bytes: Buffer;
  width: number;
  height: number;
  /** SHA-256 of what was sent. */
  sourceHash: Buffer;
}

export type PictureResult = { ok: true; picture: CleanPicture } | { ok: false; fault: PictureFault };

const refuse = (fault: PictureFault): PictureResult => ({ ok: false, fault });
/** An opaque picture stays without loss as long as that costs at most so many times the bytes of a JPEG. */
const LOSSLESS_WORTH = 1.5;
/** A transparent one has no other way; over so many bytes it gets smaller. */
const PNG_MAX_BYTES = 4_000_000;
const SMALLER_SIDE = 1200;
const SECONDS = 30;

/** Never throws for what somebody sent. Pictures are read one after the other, so that memory stays bounded. */
export async function readPicture(sent: Buffer): Promise<PictureResult> {
  if (sent.length === 0) return refuse('empty');
  if (sent.length > PICTURE_LIMITS.maxBytes) return refuse('bytes');
  if (!imageTypeOf(sent)) return refuse(refusedImageOf(sent) ?? 'kind');
  return imaging(async (sharp) => {
    const options = { failOn: 'error', autoOrient: true, limitInputPixels: false } as const;
    try {
      // Reads the head only: what is too big is never unpacked.
      const { width, height, hasAlpha, format } = await sharp(sent, options).metadata();
      if (Math.max(width, height) > PICTURE_LIMITS.maxSide || width * height > PICTURE_LIMITS.maxPixels)
        return refuse('pixels');
      const fitted = (side: number) =>
        sharp(sent, { ...options, limitInputPixels: PICTURE_LIMITS.maxPixels })
          .timeout({ seconds: SECONDS })
          .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
          .toColourspace('srgb');
      const asJpeg = () =>
        fitted(MASTER_SIDE).jpeg({ quality: 86, progressive: true }).toBuffer({ resolveWithObject: true });
      const asPng = (side: number) =>
        fitted(side).png({ compressionLevel: 9 }).toBuffer({ resolveWithObject: true });

      if (format === 'jpeg') return clean(sent, 'image/jpeg', await asJpeg());
      const png = await asPng(MASTER_SIDE);
      const isOpaque = !hasAlpha || (await sharp(png.data).stats()).isOpaque;
      if (!isOpaque)
        return clean(sent, 'image/png', png.data.length > PNG_MAX_BYTES ? await asPng(SMALLER_SIDE) : png);
      const jpeg = await asJpeg();
      return png.data.length <= jpeg.data.length * LOSSLESS_WORTH
        ? clean(sent, 'image/png', png)
        : clean(sent, 'image/jpeg', jpeg);
    } catch {
      // The library's words about what it found inside are of no use to whoever sent it.
      return refuse('broken');
    }
  });
}

function clean(
  sent: Buffer,
  mediaType: CleanPicture['mediaType'],
  made: { data: Buffer; info: { width: number; height: number } },
): PictureResult {
  const { width, height } = made.info;
  const sourceHash = createHash('sha256').update(sent).digest();
  return { ok: true, picture: { mediaType, bytes: made.data, width, height, sourceHash } };
}
