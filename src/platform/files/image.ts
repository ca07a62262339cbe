/** What a picture is by its first bytes; what the sender calls it is not believed. */
export type ImageType = 'image/png' | 'image/jpeg' | 'image/webp' | 'image/avif' | 'image/gif';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
const AVIF_BRANDS = new Set(['avif', 'avis']);
/** How telephones keep pictures among themselves; browsers can't show it. */
const HEIC_BRANDS = new Set(['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1']);

/** @returns the media type, or `undefined` for anything else (SVG can carry scripts) */
export function imageTypeOf(bytes: Buffer): ImageType | undefined {
  if (bytes.subarray(0, 8).equals(PNG)) return 'image/png';
  if (bytes.subarray(0, 3).equals(JPEG)) return 'image/jpeg';
  if (word(bytes, 0) === 'RIFF' && word(bytes, 8) === 'WEBP') return 'image/webp';
  if (/^GIF8[79]a/.test(bytes.toString('latin1', 0, 6))) return 'image/gif';
  return brandsOf(bytes).some((brand) => AVIF_BRANDS.has(brand)) ? 'image/avif' : undefined;
}

/** What is sent often and taken never, so that the reason can be said. */
export function refusedImageOf(bytes: Buffer): 'svg' | 'heic' | undefined {
  if (brandsOf(bytes).some((brand) => HEIC_BRANDS.has(brand))) return 'heic';
  const head = bytes.toString('latin1', 0, 4096).replaceAll('\0', '');
  return /<svg[\s>:]|<!DOCTYPE\s+svg|xmlns(:\w+)?=["']http:\/\/www\.w3\.org\/2000\/svg/i.test(head)
    ? 'svg'
    : undefined;
}

const word = (bytes: Buffer, at: number): string => bytes.toString('latin1', at, at + 4);

/** Of a file in boxes (ISO 14496-12): its own brand and those it is compatible with. */
function brandsOf(bytes: Buffer): string[] {
  if (bytes.length < 16 || word(bytes, 4) !== 'ftyp') return [];
  const end = Math.min(bytes.readUInt32BE(0), bytes.length, 256);
  const brands = [word(bytes, 8)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(word(bytes, at));
  return brands;
}
