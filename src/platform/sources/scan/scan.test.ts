import { describe, expect, it } from 'vitest';
import { processorTime } from '../../../../test/harness/processor-time.ts';
import { isCui, isNit } from './patterns.ts';
import { scanDocument } from './scan.ts';

/** A number that no register gave out: a made-up order, its check digit, a department and municipality. */
function madeUpCui(order: string, place = '0101'): string {
  const sum = [...order].reduce((all, digit, at) => all + Number(digit) * (at + 2), 0);
  return `${order}${sum % 11}${place}`;
}

const CUI = madeUpCui('00000019');
const NIT = '1234567-';
const K = [...'0123456789K'].find((digit) => isNit(`1234567${digit}`)) ?? '';

const scan = (text: string | Buffer, type = 'text/html; charset=utf-8') =>
  scanDocument(Buffer.from(text as string), type);
const grouped = (gap: string) => [CUI.slice(0, 4), CUI.slice(4, 9), CUI.slice(9)].join(gap);
const FOUND = { result: 'found', findings: { cui: 1 } };
const CLEAN = { result: 'clean', findings: {} };

describe('the numbers', () => {
  it('have check digits, departments and municipalities', () => {
    expect(CUI).toHaveLength(13);
    expect(isCui(CUI)).toBe(true);
    expect(isCui(`${CUI.slice(0, 8)}${(Number(CUI[8]) + 1) % 10}${CUI.slice(9)}`)).toBe(false);
    expect(isCui(madeUpCui('00000019', '2301'))).toBe(false);
    expect(isCui(madeUpCui('00000019', '0100'))).toBe(false);
    // Guatemala, the department, has seventeen municipalities.
    expect(isCui(madeUpCui('00000019', '0117'))).toBe(true);
    expect(isCui(madeUpCui('00000019', '0118'))).toBe(false);
    expect([...'0123456789K'].filter((digit) => isNit(`1234567${digit}`))).toHaveLength(1);
  });
});

describe('scanning', () => {
  it.each([
    ['in one piece', CUI],
    ['as on the card', grouped(' ')],
    ['with hyphens', grouped('-')],
    ['with dots', grouped('.')],
    ['with narrow blanks', grouped('\u2009')],
    ['with blanks that do not break', grouped('&nbsp;')],
    ['over two lines', grouped('\n')],
    ['by its parts', `${CUI.slice(0, 8)} ${CUI[8]} ${CUI.slice(9, 11)} ${CUI.slice(11)}`],
    ['with marks inside', `<p><b>${CUI.slice(0, 4)}</b> <i>${CUI.slice(4, 9)}</i> ${CUI.slice(9)}</p>`],
    ['in cells', `<tr><td>${CUI.slice(0, 4)}</td><td>${CUI.slice(4, 9)}</td><td>${CUI.slice(9)}</td></tr>`],
    ['as entities', [...CUI].map((digit) => `&#${digit.charCodeAt(0)};`).join('')],
    ['in full width', [...CUI].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('')],
    ['in Arabic digits', [...CUI].map((digit) => String.fromCodePoint(0x660 + Number(digit))).join('')],
    ['with invisible signs', [...CUI].join('\u200B')],
    ['as data escape it', `{"n":"${[...CUI].map((digit) => `\\u003${digit}`).join('')}"}`],
  ])('finds a CUI written %s', async (_how, text) => {
    expect(await scan(`Listado: ${text}. Fin`)).toEqual(FOUND);
  });

  it('counts a number once, however often and however it is written', async () => {
    const other = madeUpCui('00000027', '2217');
    expect(await scan(`${CUI} ${grouped(' ')} ${other}`)).toEqual({ result: 'found', findings: { cui: 2 } });
  });

  it('takes what is called a CUI for one even when its check digit is wrong', async () => {
    const wrong = `${CUI.slice(0, 8)}${(Number(CUI[8]) + 1) % 10}${CUI.slice(9)}`;
    expect(await scan(`Código ${wrong}`)).toEqual(CLEAN);
    expect(await scan(`DPI No. ${wrong}`)).toEqual(FOUND);
    expect(await scan(`con Código Único de Identificación (${wrong})`)).toEqual(FOUND);
  });

  it('finds tax numbers, named or by their check digit', async () => {
    const nit = { result: 'found', findings: { nit: 1 } };
    expect(await scan(`NIT: ${NIT}${K}`)).toEqual(nit);
    expect(await scan(`nit 1234567${K}`)).toEqual(nit);
    expect(await scan(`Nombre; ${NIT}${K}; Guatemala`)).toEqual(nit);
    expect(await scan(`Número de Identificación Tributaria ${NIT}${K}`)).toEqual(nit);
  });

  it('finds papers of other countries by their name', async () => {
    const other = { result: 'found', findings: { other: 1 } };
    expect(await scan('Pasaporte No. A01234567')).toEqual(other);
    expect(await scan('DUI 01234567-8')).toEqual(other);
    expect(await scan('cédula de identidad: 1-0123-0456')).toEqual(other);
  });

  it('leaves other numbers alone', async () => {
    const text = `Tel. 2411-0000. Acuerdo 26-2024, expediente 1234-2024. 1,296 postulantes. ISBN 9789929000000.
      Artículo 113. Coordenadas 14.${CUI}, -90.5132678901234. 2026-01-19 10:00. Q 1.234.567,89. Resolución 12345-6.
      El pasaporte y la cédula son documentos. NIT y DPI se omiten. Código postal 01001.`;
    expect(await scan(text)).toEqual(CLEAN);
  });

  it('reads other encodings', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`DPI ${CUI}`, 'utf16le')]);
    expect(await scan(utf16)).toEqual(FOUND);
    const latin = Buffer.from(`Código ${CUI} de María`, 'latin1');
    expect(await scan(latin, 'text/html; charset=iso-8859-1')).toEqual(FOUND);
  });

  it('does not call clean what it cannot read', async () => {
    const unscanned = { result: 'unscanned', findings: {} };
    expect(await scan(`%PDF-1.7\n${CUI}`, 'application/pdf')).toEqual(unscanned);
    // A page that is a PDF too.
    expect(await scan(`<html><!--%PDF-1.4--> ${CUI}`)).toEqual(unscanned);
    expect(await scan(Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0]), 'text/plain')).toEqual(unscanned);
    expect(await scan(Buffer.from('89504e470d0a1a0a', 'hex'), 'image/png')).toEqual(unscanned);
    expect(await scan(Buffer.from([0xc3, 0x28, 0x41]), 'application/octet-stream')).toEqual(unscanned);
  });

  it('finds a number that lies across two windows', async () => {
    for (const shift of [5, 13, 20]) {
      const text = 'x '.repeat(100_000 - Math.floor(shift / 2)) + ` ${grouped(' ')} fin`;
      expect(await scan(text, 'text/plain')).toEqual(FOUND);
    }
  });

  // Each took minutes, or gigabytes, before texts were read in pieces: nobody else was answered meanwhile.
  it.each([
    ['numbers that never end', '1 '.repeat(400_000)],
    ['labels without numbers', 'NIT '.repeat(250_000)],
    ['marks that never close', '<'.repeat(800_000)],
    ['marks that never open', `<b${'>'.repeat(800_000)}`],
    ['scripts that never begin', '<script '.repeat(300_000)],
    ['accents piled over one letter', `a${'\u0301\u0323'.repeat(400_000)}`],
    ['signs that stand for eighteen', `<p>${'\uFDFA'.repeat(100_000)}`],
    ['digits of other scripts', '\u0663'.repeat(400_000)],
    ['words', 'cédula 1'.repeat(100_000)],
  ])('goes on answering while it reads %s', async (_what, text) => {
    let longest = 0;
    let last = processorTime();
    const watch = setInterval(() => {
      longest = Math.max(longest, processorTime() - last);
      last = processorTime();
    }, 1);
    await scan(text);
    clearInterval(watch);
    expect(longest).toBeLessThan(1000);
  });
});
