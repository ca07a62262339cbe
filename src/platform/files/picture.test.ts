import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { ARCHIVES, blackPng, PDF, phonePhoto, photo, SVG } from './fixtures.ts';
import { readPicture, type CleanPicture } from './picture.ts';

async function read(bytes: Buffer): Promise<CleanPicture> {
  const result = await readPicture(bytes);
  if (!result.ok) throw new Error(`refused: ${result.fault}`);
  return result.picture;
}

/** Quick rather than small. */
const QUICK = { jpeg: {}, png: { effort: 1 }, webp: { effort: 0 }, avif: { effort: 0 }, gif: { effort: 1 } };

async function encode(image: Sharp, format: keyof typeof QUICK): Promise<Buffer> {
  return image.toFormat(format, QUICK[format]).toBuffer();
}

/** Bytes of picture formats that hold anything but the picture. */
const EXTRAS = ['Exif', 'GPS', 'xmp', 'photoshop', 'iTXt', 'tEXt', 'zTXt', 'eXIf', 'ICC_PROFILE', 'iCCP'];

function extrasIn(bytes: Buffer): string[] {
  return EXTRAS.filter((word) => bytes.includes(word));
}

/** Average brightness of the four quarters: upper left, upper right, lower left, lower right. */
async function quarters(bytes: Buffer): Promise<boolean[]> {
  const raw = await sharp(bytes).greyscale().resize(2, 2, { fit: 'fill' }).raw().toBuffer();
  return [...raw].map((value) => value > 120);
}

describe('a picture', () => {
  it.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)(
    'sent as %s is kept as JPEG or PNG',
    async (format) => {
      const sent = await encode(await photo(), format);
      const kept = await read(sent);
      expect([kept.width, kept.height]).toEqual([400, 300]);
      const found = await sharp(kept.bytes).metadata();
      expect(`image/${found.format}`).toBe(kept.mediaType);
      expect(['image/jpeg', 'image/png']).toContain(kept.mediaType);
      expect(await quarters(kept.bytes)).toEqual([false, true, false, true]);
    },
  );

  it('stands upright and forgets where it was taken, with what and by whom', async () => {
    const sent = await phonePhoto();
    expect(extrasIn(sent)).toContain('Exif');
    expect(sent.includes('Persona Secreta')).toBe(true);
    expect((await sharp(sent).metadata()).orientation).toBe(6);
    const kept = await read(sent);
    expect([kept.width, kept.height]).toEqual([300, 400]);
    expect(extrasIn(kept.bytes)).toEqual([]);
    expect((await sharp(kept.bytes).metadata()).orientation).toBeUndefined();
    // Turned a quarter to the right, what was left is above.
    expect(await quarters(kept.bytes)).toEqual([false, false, true, true]);
  });

  it('is no bigger than a screen needs, and never made bigger', async () => {
    const wide = await read(await (await photo(5000, 1000)).jpeg().toBuffer());
    expect([wide.width, wide.height]).toEqual([2400, 480]);
    const small = await read(await (await photo(16, 9)).png().toBuffer());
    expect([small.width, small.height]).toEqual([16, 9]);
  });

  it('keeps what is transparent, and a drawing without loss', async () => {
    const seeThrough = await sharp({
      create: { width: 50, height: 50, channels: 4, background: { r: 200, g: 0, b: 0, alpha: 0.4 } },
    })
      .webp()
      .toBuffer();
    const kept = await read(seeThrough);
    expect([kept.mediaType, (await sharp(kept.bytes).stats()).isOpaque]).toEqual(['image/png', false]);
    expect((await read(blackPng(300, 200))).mediaType).toBe('image/png');
    // A photo sent without loss would weigh ten times as much.
    expect((await read(await (await photo(800, 600)).png().toBuffer())).mediaType).toBe('image/jpeg');
  });

  it('of a printing house, of 16 bits, of a wide range of colours becomes an ordinary one', async () => {
    const image = await photo();
    const print = await image.clone().toColourspace('cmyk').jpeg().toBuffer();
    expect((await sharp(print).metadata()).space).toBe('cmyk');
    const deep = await image.clone().toColourspace('rgb16').png().toBuffer();
    expect((await sharp(deep).metadata()).depth).toBe('ushort');
    const wide = await image.clone().withIccProfile('p3').png().toBuffer();
    expect((await sharp(wide).metadata()).hasProfile).toBe(true);
    for (const sent of [print, deep, wide]) {
      const kept = await read(sent);
      const { space, depth, hasProfile } = await sharp(kept.bytes).metadata();
      expect([space, depth, hasProfile]).toEqual(['srgb', 'uchar', false]);
      expect(await quarters(kept.bytes)).toEqual([false, true, false, true]);
    }
  });

  it('that moves becomes its first picture', async () => {
    const dark = { r: 0, g: 0, b: 0 };
    const black = sharp({ create: { width: 400, height: 300, channels: 3, background: dark } });
    const frames = [await (await photo()).png().toBuffer(), await black.png().toBuffer()];
    for (const format of ['gif', 'webp'] as const) {
      const moving = await sharp(frames, { join: { animated: true } })
        .toFormat(format)
        .toBuffer();
      expect((await sharp(moving).metadata()).pages).toBe(2);
      const kept = await read(moving);
      expect([kept.width, kept.height]).toEqual([400, 300]);
      expect(await quarters(kept.bytes)).toEqual([false, true, false, true]);
    }
  });

  it('takes nothing along from behind its end or between its parts', async () => {
    const jpeg = await (await photo()).jpeg().toBuffer();
    const png = await (await photo()).png().toBuffer();
    const gif = await (await photo()).gif().toBuffer();
    const secret = Buffer.from('<?php system($_GET["c"]); ?><script>alert(1)</script>');
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, secret.length + 2]), secret]);
    const sent = [
      Buffer.concat([png, secret]),
      Buffer.concat([gif, ARCHIVES.java]),
      Buffer.concat([jpeg, PDF, ARCHIVES.plain]),
      Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]),
    ];
    for (const bytes of sent) {
      const kept = await read(bytes);
      for (const piece of ['<?php', '<script', 'PK\u0003\u0004', 'PK\u0005\u0006', '%PDF', 'META-INF'])
        expect(kept.bytes.includes(piece)).toBe(false);
    }
  });

  it('is known again by what was sent', async () => {
    const sent = await (await photo()).jpeg().toBuffer();
    const [one, two] = [await read(sent), await read(Buffer.from(sent))];
    expect(one.sourceHash.equals(two.sourceHash)).toBe(true);
    expect((await read(Buffer.concat([sent, Buffer.from('x')]))).sourceHash.equals(one.sourceHash)).toBe(
      false,
    );
  });
});

describe('what is no picture', () => {
  const heic = Buffer.concat([
    Buffer.from('0000001866747970686569630000000068656963', 'hex'),
    randomBytes(200),
  ]);
  it.each([
    ['nothing at all', Buffer.alloc(0), 'empty'],
    ['a drawing with a program in it', SVG, 'svg'],
    ['a drawing behind a mark and spaces', Buffer.concat([Buffer.from('\uFEFF\n\n  '), SVG]), 'svg'],
    ['a drawing in UTF-16', Buffer.from(SVG.toString(), 'utf16le'), 'svg'],
    ['a photo as telephones keep it', heic, 'heic'],
    ['a document', PDF, 'kind'],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'kind'],
    ['a program', Buffer.from('MZ\u0090'), 'kind'],
    ['an archive', ARCHIVES.plain, 'kind'],
    ['noise', randomBytes(5000), 'kind'],
    [
      'a page behind the first bytes of a picture',
      Buffer.from('GIF89a/*<svg/onload=alert(1)>*/=1;alert(1)'),
      'broken',
    ],
    ['the first bytes of a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'broken'],
  ])('is refused: %s', async (_what, bytes, fault) => {
    expect(await readPicture(bytes)).toEqual({ ok: false, fault });
  });

  it('is refused: too many bytes, before anybody looks', async () => {
    const bytes = Buffer.concat([await (await photo()).png().toBuffer(), Buffer.alloc(15_000_000)]);
    expect(await readPicture(bytes)).toEqual({ ok: false, fault: 'bytes' });
  });

  it.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('is refused: half a %s', async (format) => {
    const sent = await encode(await photo(300, 200), format);
    expect(await readPicture(sent.subarray(0, Math.floor(sent.length * 0.6)))).toEqual({
      ok: false,
      fault: 'broken',
    });
  });
});

describe('the process that unpacks pictures', () => {
  const children = async (): Promise<string[]> => {
    const list = await readFile(`/proc/self/task/${process.pid}/children`, 'utf8');
    return list.trim().split(' ').filter(Boolean);
  };

  it.runIf(process.platform === 'linux')(
    'may be killed at any time: the picture goes to a new one, and is said to be broken when that dies too',
    async () => {
      await read(blackPng(10, 10));
      const before = await children();
      const last = Number(before.at(-1));
      const half = readPicture(blackPng(7000, 7000));
      await new Promise((done) => setTimeout(done, 50));
      process.kill(last, 'SIGKILL');
      expect(await half).toMatchObject({ ok: true, picture: { width: 2400, height: 2400 } });
      expect(await children()).not.toContain(String(last));
      // Killed while it rests, too, and asked before anybody noticed.
      process.kill(Number((await children()).at(-1)), 'SIGKILL');
      expect((await read(blackPng(10, 10))).width).toBe(10);
      const often = readPicture(blackPng(7001, 7000));
      const kill = async (): Promise<void> => {
        const own = Number((await children()).at(-1));
        if (own) process.kill(own, 'SIGKILL');
      };
      const killing = setInterval(() => void kill(), 50);
      expect(await often).toEqual({ ok: false, fault: 'broken' });
      clearInterval(killing);
      expect((await read(blackPng(10, 10))).width).toBe(10);
    },
  );

  it('answers each in its turn, and says when too many wait', async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 30 }, (_none, index) => readPicture(blackPng(10 + index, 10))),
    );
    const widths = answers.map((one) =>
      one.status === 'fulfilled' && one.value.ok ? one.value.picture.width : 'refused',
    );
    expect(widths.slice(0, 24)).toEqual(Array.from({ length: 24 }, (_none, index) => 10 + index));
    expect(widths.slice(24)).toEqual(Array.from({ length: 6 }, () => 'refused'));
  });
});

describe('a bomb', () => {
  it.each([
    [20_000, 20_000],
    [16_001, 1],
    [1, 16_001],
    [8000, 6251],
    [2_000_000, 2],
  ])('of %i × %i pixels is refused by its head, before it is unpacked', async (width, height) => {
    const bytes = blackPng(width, height, 1);
    // Unpacked it would be found broken: only its first row is there.
    expect(await readPicture(bytes)).toEqual({ ok: false, fault: 'pixels' });
  });

  it('of 49 million pixels in some kilobytes is taken, outside of our own memory', async () => {
    const bytes = blackPng(7000, 7000);
    expect(bytes.length).toBeLessThan(20_000);
    await readPicture(blackPng(100, 100));
    const before = process.memoryUsage().rss;
    const kept = await read(bytes);
    expect([kept.width, kept.height]).toEqual([2400, 2400]);
    // Unpacked it has 49 million bytes at least.
    expect(process.memoryUsage().rss - before).toBeLessThan(30e6);
  });

  it('of 26 million pixels as AVIF is refused: those are unpacked whole', async () => {
    const bytes = await sharp(blackPng(5200, 5000)).avif({ effort: 0 }).toBuffer();
    expect(await readPicture(bytes)).toEqual({ ok: false, fault: 'avif' });
  });

  it('that holds more rows than it says, or fewer, gives those it says or is refused', async () => {
    const more = await readPicture(blackPng(100, 100, 2_000_000));
    expect(more.ok ? [more.picture.width, more.picture.height] : more.fault).toEqual([100, 100]);
    expect(await readPicture(blackPng(7000, 7000, 3))).toEqual({ ok: false, fault: 'broken' });
  });
});
