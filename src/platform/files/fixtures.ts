/** Pictures and documents for tests, good ones and such as an attacker would send. Made, not kept. */
import { crc32, deflateSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import type Sharp from 'sharp';

let library: Promise<typeof Sharp> | undefined;
async function sharpLibrary(): Promise<typeof Sharp> {
  library ??= import('sharp').then((module) => module.default);
  return library;
}

/** A picture that looks like a photo to whoever compresses it: its left half dark, its right half bright. */
export async function photo(width = 400, height = 300): Promise<ReturnType<typeof Sharp>> {
  const sharp = await sharpLibrary();
  const dark = { r: 40, g: 60, b: 50 };
  const right = await sharp({
    create: {
      width: Math.ceil(width / 2),
      height,
      channels: 3,
      background: 'white',
      noise: { type: 'gaussian', mean: 200, sigma: 18 },
    },
  })
    .png()
    .toBuffer();
  return sharp(
    await sharp({ create: { width, height, channels: 3, background: dark } })
      .composite([{ input: right, left: Math.floor(width / 2), top: 0 }])
      .png({ compressionLevel: 1 })
      .toBuffer(),
  );
}

/** A JPEG as telephones make them: lying on its side, with the place where it was taken. */
export async function phonePhoto(): Promise<Buffer> {
  const image = await photo(400, 300);
  return image
    .jpeg()
    .withExif({
      IFD0: { Make: 'Telefonia Ficticia', Copyright: 'Persona Secreta' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '14/1 38/1 0/1',
        GPSLongitudeRef: 'W',
        GPSLongitude: '90/1 30/1 0/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const out = Buffer.alloc(named.length + 8);
  out.writeUInt32BE(body.length, 0);
  named.copy(out, 4);
  out.writeUInt32BE(crc32(named), named.length + 4);
  return out;
}

/**
 * A black PNG of 1 bit a pixel that says it has this size.
 * @param rows how many rows are really in it
 */
export function blackPng(width: number, height: number, rows = height): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 1;
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * rows), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export const SVG = Buffer.from(
  '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>',
);
export const PDF = Buffer.from(
  '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n',
);

const OPEN = 'application/vnd.oasis.opendocument';
const archive = (parts: Record<string, string>): Buffer =>
  Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(parts).map(([name, text]) => [
          name,
          [strToU8(text), { level: name === 'mimetype' ? 0 : 6 }],
        ]),
      ),
    ),
  );

/** What the archives of table and word programs are made of, as far as anybody looks. */
export const ARCHIVES = {
  xlsx: archive({ '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<workbook/>' }),
  docx: archive({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<document/>' }),
  ods: archive({ mimetype: `${OPEN}.spreadsheet`, 'content.xml': '<office/>' }),
  odt: archive({ mimetype: `${OPEN}.text`, 'content.xml': '<office/>' }),
  macros: archive({
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': '<workbook/>',
    'xl/vbaProject.bin': 'x',
  }),
  hiddenMacros: archive({
    '[Content_Types].xml':
      '<Types><Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
    'word/document.xml': '<document/>',
    'word/x.bin': 'x',
  }),
  spelledMacros: archive({
    '[Content_Types].xml':
      '<Types><Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vba&#80;roject"/></Types>',
    'word/document.xml': '<document/>',
  }),
  macrosByKind: archive({
    '[Content_Types].xml':
      '<Types><Override PartName="/x.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
    'word/document.xml': '<document/>',
  }),
  namedLikeMacros: archive({
    '[Content_Types].xml':
      '<Types><Override PartName="/word/media/macroEnabled.png" ContentType="image/png"/></Types>',
    'word/document.xml': '<document/>',
  }),
  both: archive({ mimetype: `${OPEN}.text`, '[Content_Types].xml': '<Types/>', 'word/document.xml': '<x/>' }),
  hugeTypes: archive({ '[Content_Types].xml': ' '.repeat(2_000_000), 'word/document.xml': '<document/>' }),
  openMacros: archive({ mimetype: `${OPEN}.text`, 'Basic/Standard/Module1.xml': '<x/>' }),
  plain: archive({ 'leame.txt': 'hola', 'programa.exe': 'MZ' }),
  java: archive({ 'META-INF/MANIFEST.MF': 'Main-Class: Malo', 'Malo.class': 'x' }),
};
