/**
 * A picture as somebody uploaded it, reduced to what a certificate needs: looked at by its bytes before
 * anything is unpacked, unpacked to exactly the size it claims, without place, camera or date inside.
 * Transparent parts become white, the colour of the paper.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { imageTypeOf } from '../../../platform/files/image.ts';
import type { Picture } from '../rules/sheet.ts';

/** Bytes of the file, pixels of a side, pixels in all: more than print needs, little enough to unpack at once. */
export const MAX_BYTES = 1_000_000;
export const MAX_SIDE = 4000;
const MAX_PIXELS = 6_000_000;

export type PictureFault = 'kind' | 'bytes' | 'size' | 'broken' | 'interlaced';
export type PictureResult = { ok: true; picture: Picture } | { ok: false; fault: PictureFault };

const refuse = (fault: PictureFault): PictureResult => ({ ok: false, fault });

/** Never throws for what somebody sent; up to half a second for the biggest one, so it belongs into the drawing thread. */
export function readPicture(bytes: Buffer): PictureResult {
  if (bytes.length > MAX_BYTES) return refuse('bytes');
  const type = imageTypeOf(bytes);
  if (type === 'image/jpeg') return readJpeg(bytes);
  return type === 'image/png' ? readPng(bytes) : refuse('kind');
}

const tooBig = (width: number, height: number): boolean =>
  width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS;

interface PngHead {
  width: number;
  height: number;
  depth: number;
  colors: number;
  palette: Buffer | undefined;
  transparent: Buffer | undefined;
  data: Buffer;
}

const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const DEPTHS: Record<number, readonly number[]> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

function readPng(bytes: Buffer): PictureResult {
  const head = readChunks(bytes);
  if (typeof head === 'string') return refuse(head);
  const { width, height, depth, colors } = head;
  const channels = CHANNELS[colors] ?? 1;
  const stride = Math.ceil((width * channels * depth) / 8);
  let raw: Buffer;
  try {
    // A bomb ends here: the picture is what its head says, or it is none.
    raw = inflateSync(head.data, { maxOutputLength: (stride + 1) * height });
  } catch {
    return refuse('broken');
  }
  if (raw.length !== (stride + 1) * height || !unfilter(raw, stride, Math.ceil((channels * depth) / 8)))
    return refuse('broken');
  const rgb = flatten(head, raw, stride);
  return rgb
    ? { ok: true, picture: { mediaType: 'image/png', width, height, bytes: writePng(width, height, rgb) } }
    : refuse('broken');
}

function readChunks(bytes: Buffer): PngHead | PictureFault {
  let head: Omit<PngHead, 'palette' | 'transparent' | 'data'> | undefined;
  let palette: Buffer | undefined;
  let transparent: Buffer | undefined;
  const data: Buffer[] = [];
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (body.length < length) return 'broken';
    if (name === 'IHDR') {
      const read = readHead(body);
      if (typeof read === 'string') return read;
      head = read;
    } else if (name === 'PLTE') palette = body;
    else if (name === 'tRNS') transparent = body;
    else if (name === 'IDAT') data.push(body);
    else if (name === 'IEND') break;
    at += 12 + length;
  }
  if (!head || data.length === 0 || (head.colors === 3 && !palette)) return 'broken';
  return { ...head, palette, transparent, data: Buffer.concat(data) };
}

function readHead(body: Buffer) {
  if (body.length !== 13) return 'broken' as const;
  const [width, height] = [body.readUInt32BE(0), body.readUInt32BE(4)];
  const [depth = 0, colors = 0, , , interlace] = body.subarray(8);
  if (tooBig(width, height)) return 'size' as const;
  if (!DEPTHS[colors]?.includes(depth)) return 'broken' as const;
  return interlace === 0 ? { width, height, depth, colors } : ('interlaced' as const);
}

/** Undoes the filters of PNG in place. @returns false for a filter that does not exist */
function unfilter(raw: Buffer, stride: number, step: number): boolean {
  for (let row = 0; row < raw.length; row += stride + 1) {
    const filter = raw[row] ?? 0;
    if (filter > 4) return false;
    const above = row - stride - 1;
    if (filter === 0) continue;
    for (let i = 1; i <= stride; i++) {
      const left = i > step ? (raw[row + i - step] ?? 0) : 0;
      const up = above >= 0 ? (raw[above + i] ?? 0) : 0;
      const corner = above >= 0 && i > step ? (raw[above + i - step] ?? 0) : 0;
      const guess =
        filter === 1 ? left : filter === 2 ? up : filter === 3 ? (left + up) >> 1 : paeth(left, up, corner);
      raw[row + i] = ((raw[row + i] ?? 0) + guess) & 255;
    }
  }
  return true;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** Red, green, blue of every pixel on white paper; undefined when a colour is not in the palette. */
function flatten(head: PngHead, raw: Buffer, stride: number): Buffer | undefined {
  const { width, height, depth, colors, palette, transparent } = head;
  const channels = CHANNELS[colors] ?? 1;
  const bytesEach = depth === 16 ? 2 : 1;
  const top = depth < 8 ? (1 << depth) - 1 : 255;
  const sample = (row: number, index: number): number => {
    // Of 16 bits the upper 8 are enough.
    if (depth >= 8) return raw[row + 1 + index * bytesEach] ?? 0;
    const bit = index * depth;
    return ((raw[row + 1 + (bit >> 3)] ?? 0) >> (8 - depth - (bit & 7))) & top;
  };
  const out = Buffer.alloc(width * height * 3);
  const isColored = colors === 2 || colors === 6;
  let to = 0;
  for (let y = 0; y < height; y++) {
    const row = y * (stride + 1);
    for (let at = 0; at < width * channels; at += channels, to += 3) {
      const first = sample(row, at);
      if (palette && colors === 3) {
        if (first * 3 + 2 >= palette.length) return undefined;
        put(out, to, palette, first * 3, transparent?.[first] ?? 255);
        continue;
      }
      const alpha = colors >= 4 ? sample(row, at + channels - 1) : 255;
      for (let channel = 0; channel < 3; channel++) {
        const value = isColored ? sample(row, at + channel) : (first * 255) / top;
        out[to + channel] = onWhite(value, alpha);
      }
    }
  }
  return out;
}

function put(out: Buffer, to: number, colors: Buffer, from: number, alpha: number): void {
  for (let channel = 0; channel < 3; channel++)
    out[to + channel] = onWhite(colors[from + channel] ?? 0, alpha);
}

const onWhite = (value: number, alpha: number): number =>
  Math.round((value * alpha + 255 * (255 - alpha)) / 255);

function writePng(width: number, height: number, rgb: Buffer): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y++)
    rgb.copy(rows, y * (width * 3 + 1) + 1, y * width * 3, (y + 1) * width * 3);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const out = Buffer.alloc(named.length + 8);
  out.writeUInt32BE(body.length, 0);
  named.copy(out, 4);
  out.writeUInt32BE(crc32(named), named.length + 4);
  return out;
}

/** Start of frame: where a JPEG says its size. C4, C8 and CC are other things. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Printed as it is, without its notes (APP1 to APP13, comments): they may say where the photo was taken. */
function readJpeg(bytes: Buffer): PictureResult {
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let size: { width: number; height: number } | undefined;
  let at = 2;
  while (at + 4 <= bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) return refuse('broken');
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = bytes.readUInt16BE(at + 2);
    const segment = bytes.subarray(at, at + 2 + length);
    if (length < 2 || segment.length < 2 + length) return refuse('broken');
    if (isFrame(marker)) {
      if (length < 8) return refuse('broken');
      size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
      if (tooBig(size.width, size.height)) return refuse('size');
      // Grey or colour; anything else is for printing houses.
      if (![1, 3].includes(bytes[at + 9] ?? 0)) return refuse('kind');
    }
    if (marker === 0xda) {
      if (!size) return refuse('broken');
      kept.push(bytes.subarray(at));
      return { ok: true, picture: { mediaType: 'image/jpeg', ...size, bytes: Buffer.concat(kept) } };
    }
    const isNote = (marker >= 0xe1 && marker <= 0xed) || marker === 0xef || marker === 0xfe;
    if (!isNote) kept.push(segment);
    at += 2 + length;
  }
  return refuse('broken');
}
