/** Twenty large pictures through upload and job: time of each, and whether memory stays where it is. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { blackPng } from '../../src/platform/files/fixtures.ts';
import { imaging } from '../../src/platform/files/imaging.ts';
import { readPicture } from '../../src/platform/files/picture.ts';
import { type Measured, median, megabytes, ms, spreadOf } from './measured.ts';
import { withFolder } from './server.ts';

/** Of the process that unpacks pictures; it ends, and gives it all back, ten seconds after the last one. */
const MOST = 700 * 2 ** 20;
/** Later pictures may take so many times the memory of the first ones: the allocator keeps a little of each. */
const GROWTH = 1.25;
const KINDS = 4;
const ROUNDS = 5;

/** A photo of 48 megapixels as JPEG, one of 24 as PNG and as AVIF, and the largest black PNG that is taken. */
async function makePictures(folder: string): Promise<string[]> {
  const grain = await sharp({
    create: {
      width: 1000,
      height: 750,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 50 },
    },
  })
    .blur(2)
    .png()
    .toBuffer();
  const scaled = (width: number, height: number) => sharp(grain).resize(width, height);
  const made = {
    'photo.jpg': await scaled(8000, 6000).jpeg({ quality: 85 }).toBuffer(),
    'photo.png': await scaled(3000, 2000).png({ compressionLevel: 6 }).toBuffer(),
    'photo.avif': await scaled(6000, 4000).avif({ effort: 0 }).toBuffer(),
    'black.png': blackPng(7000, 7000),
  };
  const names = Object.keys(made);
  for (const [name, bytes] of Object.entries(made)) await writeFile(path.join(folder, name), bytes);
  return Array.from({ length: ROUNDS }, () => names.map((name) => path.join(folder, name))).flat();
}

interface Worked {
  /** Highest number of bytes in the memory of the process that unpacks pictures. */
  peak: number;
  /** Milliseconds of making it anew, and of making its smaller versions. */
  read: number;
  variants: number;
}

/** Bytes in memory of the youngest process that this one started; nothing where the system does not say. */
async function childBytes(): Promise<number> {
  const read = (file: string) => readFile(file, 'utf8').catch(() => '');
  const children = (await read(`/proc/${process.pid}/task/${process.pid}/children`)).trim().split(' ');
  const status = await read(`/proc/${children.at(-1) ?? ''}/status`);
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
}

async function workOn(file: string): Promise<Worked> {
  let peak = 0;
  const watch = setInterval(async () => {
    peak = Math.max(peak, await childBytes());
  }, 20);
  const bytes = await readFile(file);
  const began = performance.now();
  const result = await readPicture(bytes);
  if (!result.ok) throw new Error(`${file}: ${result.fault}`);
  const read = performance.now();
  await imaging('variants', result.picture);
  const ended = performance.now();
  clearInterval(watch);
  return { peak, read: read - began, variants: ended - read };
}

export async function measurePictures(): Promise<Measured[]> {
  const done = await withFolder(async (folder) => {
    const worked: Worked[] = [];
    for (const file of await makePictures(folder)) worked.push(await workOn(file));
    return worked;
  });
  const peaks = done.map((one) => one.peak);
  const [early, late] = [Math.max(...peaks.slice(0, KINDS)), Math.max(...peaks.slice(-KINDS))];
  const photos = done.filter((_one, index) => index % KINDS === 0);
  const read = median(photos.map((one) => one.read));
  const variants = median(photos.map((one) => one.variants));
  return [
    {
      what: `most memory while ${done.length} large pictures are made anew`,
      value: megabytes(Math.max(...peaks)),
      reference: megabytes(MOST),
      ratio: Math.max(...peaks) / MOST,
      goal: `< ${megabytes(MOST)}`,
      met: Math.max(...peaks) < MOST,
    },
    {
      what: 'the same during the last four, and during the first four',
      value: megabytes(late),
      reference: megabytes(early),
      ratio: late / early,
      goal: `< ${GROWTH}`,
      met: late < early * GROWTH,
    },
    {
      what: 'a photo of 48 megapixels: its 15 smaller versions, and the picture itself',
      value: ms(variants),
      reference: ms(read),
      ratio: variants / read,
      spread: spreadOf(photos.map((one) => one.variants / one.read)),
    },
  ];
}
