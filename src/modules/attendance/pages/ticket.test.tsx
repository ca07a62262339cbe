/** The picture on the ticket, read by the same library as on a phone. */
import { load } from 'cheerio';
import jsQR from 'jsqr';
import { expect, it } from 'vitest';
import { translator } from '../../../platform/i18n/translate.ts';
import { QrPicture } from '../../../ui/data/qr-picture.tsx';
import { renderFragment } from '../../../ui/render.tsx';
import { makeCode, QR_PREFIX } from '../rules/ticket-code.ts';
import { TicketPage } from './ticket.tsx';

const SCALE = 4;
/** White around it: the picture's origin is the first module. */
const QUIET = 4 * SCALE;

/** Draws the picture's path as a browser would: rows of dark squares on white. */
function read(html: string): string | undefined {
  const $ = load(html);
  const side = Number(
    $('svg.qr').attr('viewbox')?.split(' ')[2] ?? $('svg.qr').attr('viewBox')?.split(' ')[2],
  );
  const width = side * SCALE;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x = '', y = '', length = ''] of ($('svg.qr path').attr('d') ?? '').matchAll(
    /M(\d+) (\d+)h(\d+)v1/g,
  ))
    for (let row = Number(y) * SCALE; row < (Number(y) + 1) * SCALE; row++)
      for (let column = Number(x) * SCALE; column < (Number(x) + Number(length)) * SCALE; column++)
        pixels.fill(
          0,
          ((row + QUIET) * width + column + QUIET) * 4,
          ((row + QUIET) * width + column + QUIET) * 4 + 3,
        );
  const decode = jsQR as unknown as (
    data: Uint8ClampedArray,
    w: number,
    h: number,
  ) => { data: string } | null;
  return decode(pixels, width, width)?.data;
}

it('holds the code and nothing else', () => {
  const code = makeCode(
    Uint8Array.of(7, 9),
    Uint8Array.from({ length: 10 }, (_, i) => i * 23),
  );
  const ticket = TicketPage({
    t: translator('es'),
    code,
    edition: 'Encuentro de prueba',
    when: '',
    where: 'Salón',
    attendance: 'En persona',
    backHref: '/registro/x',
  });
  expect(read(renderFragment(ticket))).toBe(QR_PREFIX + code);
});

it('holds a link whole', () => {
  const link = `https://encuentros.example.org/puerta/abrir/${'aB-_9'.repeat(8)}xyz`;
  expect(read(renderFragment(QrPicture({ text: link, label: 'QR', level: 'M' })))).toBe(link);
});
