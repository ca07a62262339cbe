/**
 * A picture as somebody sent it, made anew from its pixels: what is kept has no place, camera or date inside,
 * nothing hidden behind its end, stands upright, is in sRGB and no bigger than a screen needs. The picture as it
 * was sent is not kept. Takes up to some seconds: never inside a transaction.
 */
import { createHash } from 'node:crypto';
import { imageTypeOf, refusedImageOf } from './image.ts';
import { imaging, ImagingFailed } from './imaging.ts';
import { PICTURE_LIMITS } from './kinds.ts';
import type { Remade } from './remake.ts';

export type PictureFault = 'empty' | 'svg' | 'heic' | 'kind' | 'bytes' | 'pixels' | 'avif' | 'broken';

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

/**
 * Pictures are read one after the other, so that memory stays bounded.
 * @throws AppError `unavailable` when too many wait; never for what somebody sent
 */
export async function readPicture(sent: Buffer): Promise<PictureResult> {
  if (sent.length === 0) return refuse('empty');
  if (sent.length > PICTURE_LIMITS.maxBytes) return refuse('bytes');
  if (!imageTypeOf(sent)) return refuse(refusedImageOf(sent) ?? 'kind');
  const made = await imaging('remake', sent).catch((error: unknown): Remade => {
    if (error instanceof ImagingFailed) return { ok: false, fault: 'broken' };
    throw error;
  });
  if (!made.ok) return made;
  const { mediaType, width, height } = made;
  const sourceHash = createHash('sha256').update(sent).digest();
  return { ok: true, picture: { mediaType, width, height, bytes: Buffer.from(made.bytes), sourceHash } };
}
