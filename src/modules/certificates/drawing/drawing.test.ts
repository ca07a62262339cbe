import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import jsQR from 'jsqr';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, describe, expect, it } from 'vitest';
import type { Sheet } from '../rules/sheet.ts';
import { fillFields, unknownFields } from '../rules/fields.ts';
import { makeDrawer } from './drawer.ts';
import { hasLetter } from './fonts.ts';
import { breakLines } from './layout.ts';
import { settable } from './letters.ts';
import { MAX_BYTES, readPicture } from './picture.ts';
import { drawQr } from '../../../ui/data/qr.ts';

const URL = `https://justicia.example.org/verificar/K7QM-4T2X-9BRE-0WNA#${'Ab1_'.repeat(60)}`;

function sheet(more: Partial<Sheet> = {}): Sheet {
  return {
    lang: 'es',
    paper: 'a4',
    documentTitle: 'Constancia de prueba',
    issuer: 'Organización de prueba',
    title: 'Constancia de participación',
    lead: 'Se otorga la presente a',
    name: 'Persona Ejemplo Uno',
    body: 'por haber participado en el Encuentro de prueba (7–8 de marzo de 2027).',
    details: ['6 sesiones', '7 horas y 30 minutos'],
    signatures: [{ name: 'Firmante Ficticia', position: 'Dirección' }],
    verify: {
      label: 'Compruebe en',
      address: 'justicia.example.org/verificar',
      code: 'K7QM-4T2X-9BRE-0WNA',
      alt: 'Código QR',
      url: URL,
    },
    issuedAt: Date.UTC(2027, 2, 12),
    ...more,
  };
}

const drawer = makeDrawer();
afterAll(() => drawer.close());

async function textOf(pdf: Buffer): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
  return text.replaceAll(/\s+/g, ' ');
}

describe('a certificate as PDF', () => {
  it('says what the sheet says, in words that can be read out and copied', async () => {
    const pdf = await drawer.pdf(sheet());
    const text = await textOf(pdf);
    for (const words of [
      'Organización de prueba',
      'Constancia de participación',
      'Se otorga la presente a',
      'Persona Ejemplo Uno',
      'por haber participado en el Encuentro de prueba (7–8 de marzo de 2027).',
      '6 sesiones · 7 horas y 30 minutos',
      'Firmante Ficticia',
      'K7QM-4T2X-9BRE-0WNA',
      'justicia.example.org/verificar',
    ])
      expect(text).toContain(words);
    const proxy = await getDocumentProxy(new Uint8Array(pdf));
    const { info } = await proxy.getMetadata();
    expect(info).toMatchObject({
      Title: 'Constancia de prueba',
      Author: 'Organización de prueba',
      Language: 'es',
    });
    expect(await proxy.getMarkInfo()).toMatchObject({ Marked: true });
    expect(proxy.numPages).toBe(1);
    expect(pdf.length).toBeLessThan(40_000);
  });

  it('is the same to the last byte each time, and another for another name', async () => {
    const print = async (more: Partial<Sheet> = {}) =>
      createHash('sha256')
        .update(await drawer.pdf(sheet(more)))
        .digest('hex');
    const first = await print();
    await print({ name: 'Otra Persona' });
    expect(await print()).toBe(first);
    expect(await print({ name: 'Otra Persona' })).not.toBe(first);
  });

  it.each([
    ['Ixʼkik Tẍä Bʼatzʼ Ëül', 'Ixʼkik Tẍä Bʼatzʼ Ëül'],
    ['<b>Negrita</b> [fecha] %PDF', '<b>Negrita</b> [fecha] %PDF'],
    ['Sofía 🎉👩‍👩‍👧', 'Sofía ��'],
    ['محمد', '����'],
    ['漢字', '��'],
    ['a\u0301\u202Eb\u200B', 'áb'],
  ])('sets %s', async (name, set) => {
    expect(settable(name, hasLetter)).toBe(set);
    expect(await textOf(await drawer.pdf(sheet({ name })))).toContain(set);
  });

  it.each(['a4', 'letter'] as const)('keeps the longest names and texts on one page of %s', async (paper) => {
    for (const name of ['W'.repeat(200), 'Persona Nombrelarguísimo '.repeat(8).trim()]) {
      const pdf = await drawer.pdf(sheet({ paper, name, body: 'Palabra larga de prueba. '.repeat(16) }));
      const proxy = await getDocumentProxy(new Uint8Array(pdf));
      const page = await proxy.getPage(1);
      const [, , width, height] = page.view;
      expect(proxy.numPages).toBe(1);
      const { items } = await page.getTextContent();
      for (const item of items) {
        if (!('transform' in item) || item.str.trim() === '') continue;
        const [x, y] = [item.transform[4] as number, item.transform[5] as number];
        expect(x).toBeGreaterThan(40);
        expect(x + item.width).toBeLessThan((width ?? 0) - 40);
        expect(y).toBeGreaterThan(30);
        expect(y).toBeLessThan((height ?? 0) - 30);
      }
      expect((await textOf(pdf)).replaceAll(' ', '')).toContain(name.replaceAll(' ', ''));
    }
  });

  it('answers many orders at once, each with its own', async () => {
    const names = Array.from({ length: 30 }, (_, n) => `Persona Ejemplo ${n}`);
    const pdfs = await Promise.all(names.map((name) => drawer.pdf(sheet({ name }))));
    const texts = await Promise.all([pdfs[0], pdfs[29]].map((pdf) => textOf(pdf ?? Buffer.alloc(0))));
    expect(texts[0]).toContain('Persona Ejemplo 0 ');
    expect(texts[1]).toContain('Persona Ejemplo 29 ');
  });

  it('refuses rather than fails when a drawing cannot be made, and goes on with the next', async () => {
    const broken = { mediaType: 'image/png', width: 10, height: 10, bytes: Buffer.from('nothing') } as const;
    await expect(drawer.pdf(sheet({ logo: broken }))).rejects.toMatchObject({ code: 'unavailable' });
    expect((await drawer.pdf(sheet())).subarray(0, 5).toString()).toBe('%PDF-');
  });
});

describe('the picture for the screen', () => {
  it('stands where the PDF stands, and is text that nobody can turn into markup', async () => {
    const svg = await drawer.svg(sheet({ name: '</text><script>alert(1)</script>' }));
    expect(svg).toContain('&lt;/text&gt;&lt;script&gt;');
    expect(svg).not.toContain('<script');
    expect(svg).toContain('viewBox="0 0 841.89 595.28"');
  });
});

describe('the QR', () => {
  it('reads back as the address', () => {
    const { side, runs } = drawQr(URL);
    const [quiet, scale] = [4, 4];
    const width = (side + 2 * quiet) * scale;
    const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
    for (const run of runs) {
      for (let y = 0; y < scale; y++)
        for (let x = 0; x < run.length * scale; x++) {
          const at = (((run.y + quiet) * scale + y) * width + (run.x + quiet) * scale + x) * 4;
          pixels.fill(0, at, at + 3);
        }
    }
    type Read = (pixels: Uint8ClampedArray, width: number, height: number) => { data: string } | null;
    const given = jsQR as unknown as Read & { default?: Read };
    const read = given.default ?? given;
    expect(read(pixels, width, width)?.data).toBe(URL);
  });
});

describe('fields', () => {
  const values = {
    nombre: 'Persona [fecha] <b>',
    encuentro: 'Encuentro',
    fechas: 'hoy',
    horas: '',
    sesiones: '2 sesiones',
    rol: '',
    organizacion: 'Org',
    fecha: 'mañana',
  };
  it('are filled once; what fills them is never read again', () => {
    expect(fillFields('[nombre] en [encuentro], [horas].', values)).toBe(
      'Persona [fecha] <b> en Encuentro,.',
    );
    expect(unknownFields('[nombre] [nombr] [] [constructor]')).toEqual(['nombr', '', 'constructor']);
  });
  it('break long words between letters, never inside one', () => {
    const lines = breakLines('Ñañañaña👩‍👩‍👧👩‍👩‍👧', (text) => [...new Intl.Segmenter().segment(text)].length, 3);
    expect(lines).toEqual(['Ñañ', 'aña', 'ña👩‍👩‍👧', '👩‍👩‍👧']);
  });
});

/** A PNG by hand: of any size it claims, with any pixels in it. */
function png(width: number, height: number, colors: number, rows: Buffer, more: { interlace?: number } = {}) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, colors, 0, 0, more.interlace ?? 0], 8);
  const chunk = (name: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(name), body]);
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    size.writeUInt32BE(body.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([size, named, sum]);
  };
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    start,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('pictures', () => {
  it('become plain ones on white, whatever they were', async () => {
    // Two pixels: red and half transparent black.
    const given = png(2, 1, 6, Buffer.from([0, 255, 0, 0, 255, 0, 0, 0, 128]));
    const read = readPicture(given);
    if (!read.ok) throw new Error(read.fault);
    const again = readPicture(Buffer.from(read.picture.bytes));
    expect(again).toEqual(read);
    expect(read.picture).toMatchObject({ mediaType: 'image/png', width: 2, height: 1 });
    const plain = png(2, 1, 2, Buffer.from([0, 255, 0, 0, 127, 127, 127]));
    const same = readPicture(plain);
    expect(same.ok && Buffer.from(same.picture.bytes)).toEqual(Buffer.from(read.picture.bytes));
    const signed = sheet({
      logo: read.picture,
      signatures: [{ name: 'Firmante', position: '', picture: read.picture }],
    });
    expect((await drawer.pdf(signed)).length).toBeGreaterThan(10_000);
    expect(await drawer.svg(signed)).toContain('data:image/png;base64,');
  });

  it.each([
    [
      'a bomb: 30 MB of zeros behind a head of 100 pixels',
      () => png(10, 10, 2, Buffer.alloc(30_000_000)),
      'broken',
    ],
    ['a head of 100,000 pixels a side', () => png(100_000, 100_000, 2, Buffer.alloc(100)), 'size'],
    ['a side too long', () => png(5000, 1, 2, Buffer.alloc(15_001)), 'size'],
    ['too many pixels', () => png(4000, 4000, 2, Buffer.alloc(100)), 'size'],
    ['less than it claims', () => png(10, 10, 2, Buffer.alloc(20)), 'broken'],
    ['a filter that does not exist', () => png(1, 1, 2, Buffer.from([9, 1, 2, 3])), 'broken'],
    ['interlaced', () => png(1, 1, 2, Buffer.from([0, 1, 2, 3]), { interlace: 1 }), 'interlaced'],
    ['a palette that is missing', () => png(1, 1, 3, Buffer.from([0, 1])), 'broken'],
    ['no pixels at all', () => png(1, 1, 2, Buffer.alloc(4)).subarray(0, 33), 'broken'],
    ['a big file', () => Buffer.alloc(MAX_BYTES + 1), 'bytes'],
    ['SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'kind'],
    ['WebP', () => Buffer.from('RIFF0000WEBPVP8 '), 'kind'],
    ['a huge JPEG', () => jpeg(30_000, 30_000), 'size'],
    ['a JPEG for printing houses', () => jpeg(10, 10, 4), 'kind'],
    ['half a JPEG', () => jpeg(10, 10).subarray(0, 12), 'broken'],
    ['nothing', () => Buffer.alloc(0), 'kind'],
  ])('refuse %s', (_what, make, fault) => {
    expect(readPicture(make())).toEqual({ ok: false, fault });
  });

  it('lose the notes of a camera', () => {
    const note = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 21]), Buffer.from('Exif GPS 14.6,-90.5')]);
    const given = jpeg(10, 12);
    const noted = Buffer.concat([given.subarray(0, 2), note, given.subarray(2)]);
    const read = readPicture(noted);
    expect(read).toMatchObject({ ok: true, picture: { mediaType: 'image/jpeg', width: 10, height: 12 } });
    expect(read.ok && Buffer.from(read.picture.bytes).includes('GPS')).toBe(false);
  });
});

function jpeg(width: number, height: number, components = 3): Buffer {
  const frame = Buffer.alloc(2 + 8 + components * 3);
  frame.set([0xff, 0xc0], 0);
  frame.writeUInt16BE(8 + components * 3, 2);
  frame[4] = 8;
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  frame[9] = components;
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    frame,
    Buffer.from([0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]),
  ]);
}
