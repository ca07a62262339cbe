import { describe, expect, it } from 'vitest';
import { readDocument } from './document.ts';
import { ARCHIVES, blackPng, PDF, SVG } from './fixtures.ts';

const CSV = Buffer.from('\uFEFFnombre,año\nMaría Ficticia,2026\n');
const PAGE = Buffer.from('<!doctype html><script>alert(1)</script>');

function verdict(bytes: Buffer, name: string): string {
  const result = readDocument(bytes, name);
  return result.ok ? result.document.format : `refused: ${result.fault}`;
}

describe('a document', () => {
  it.each([
    ['informe.pdf', PDF, 'pdf'],
    ['datos.csv', CSV, 'csv'],
    ['DATOS.CSV', CSV, 'csv'],
    ['datos.json', Buffer.from('{"año": [1, 2]}'), 'json'],
    [
      'planos.json',
      Buffer.from(`[${'[[]],'.repeat(200)}"${'['.repeat(200)}", "\\"${'{'.repeat(200)}"]`),
      'json',
    ],
    ['tabla.xlsx', ARCHIVES.xlsx, 'xlsx'],
    ['texto.docx', ARCHIVES.docx, 'docx'],
    ['texto.docx', ARCHIVES.namedLikeMacros, 'docx'],
    ['tabla.ods', ARCHIVES.ods, 'ods'],
    ['texto.odt', ARCHIVES.odt, 'odt'],
    // What it is, its bytes say.
    ['informe.exe', PDF, 'pdf'],
    ['tabla.csv', ARCHIVES.xlsx, 'xlsx'],
  ])('%s is kept byte for byte', (name, bytes, format) => {
    expect(verdict(bytes, name)).toBe(format);
    const result = readDocument(bytes, name);
    expect(result.ok && result.document.bytes.equals(bytes)).toBe(true);
  });

  it.each([
    ['vacio.pdf', Buffer.alloc(0), 'empty'],
    ['pagina.pdf', PAGE, 'kind'],
    ['pagina.html', PAGE, 'kind'],
    ['pagina.csv', PAGE, 'kind'],
    ['pagina.csv', Buffer.concat([Buffer.from('\uFEFF \n'), PAGE]), 'kind'],
    ['dibujo.svg', SVG, 'kind'],
    ['dibujo.csv', SVG, 'kind'],
    ['foto.pdf', blackPng(10, 10), 'kind'],
    ['programa.csv', Buffer.from('MZ\0\0'), 'kind'],
    ['carpeta.zip', ARCHIVES.plain, 'kind'],
    ['carpeta.xlsx', ARCHIVES.plain, 'kind'],
    ['programa.docx', ARCHIVES.java, 'kind'],
    ['macros.xlsx', ARCHIVES.macros, 'macros'],
    ['macros.odt', ARCHIVES.openMacros, 'macros'],
    ['otro-nombre.docx', ARCHIVES.hiddenMacros, 'macros'],
    ['otro-tipo.docx', ARCHIVES.macrosByKind, 'macros'],
    ['otros-signos.docx', ARCHIVES.spelledMacros, 'broken'],
    ['de-dos.odt', ARCHIVES.both, 'broken'],
    ['bomba.docx', ARCHIVES.hugeTypes, 'broken'],
    ['media.pdf', PDF.subarray(0, 40), 'broken'],
    ['media.xlsx', ARCHIVES.xlsx.subarray(0, -30), 'broken'],
    ['cola.xlsx', Buffer.concat([ARCHIVES.xlsx, Buffer.from('<?php ?>')]), 'broken'],
    ['otra-entrada.xlsx', Buffer.concat([ARCHIVES.xlsx, ARCHIVES.java]), 'broken'],
    ['tambien-jar.pdf', Buffer.concat([PDF, ARCHIVES.java]), 'kind'],
    ['larga-cola.pdf', Buffer.concat([PDF, Buffer.alloc(10_000, 'x')]), 'broken'],
    ['pagina-y-pdf.pdf', Buffer.concat([PAGE, PDF]), 'kind'],
    ['latin.csv', Buffer.from('año,niñez\n', 'latin1'), 'encoding'],
    ['ancho.csv', Buffer.from('\uFEFFa,b\n', 'utf16le'), 'encoding'],
    ['media.json', Buffer.from('{"a": '), 'broken'],
    ['honda.json', Buffer.from('['.repeat(101) + ']'.repeat(101)), 'broken'],
  ])('%s is refused', (name, bytes, fault) => {
    expect(verdict(bytes, name)).toBe(`refused: ${fault}`);
  });

  it('is refused when it is too big, with the limit of its kind', () => {
    const big = Buffer.alloc(15_000_001, 'a');
    expect(readDocument(big, 'datos.csv')).toEqual({ ok: false, fault: 'bytes', maxBytes: 15_000_000 });
    const pdf = Buffer.concat([PDF, Buffer.alloc(25_000_000, ' '), Buffer.from('%%EOF')]);
    expect(readDocument(pdf, 'a.pdf')).toEqual({ ok: false, fault: 'bytes', maxBytes: 25_000_000 });
  });

  it('whose list of parts is broken anywhere is refused, never thrown about', () => {
    for (let at = 0; at < ARCHIVES.ods.length; at++) {
      const spoiled = Buffer.from(ARCHIVES.ods);
      spoiled[at] = (spoiled[at] ?? 0) ^ 0xff;
      expect(() => readDocument(spoiled, 'a.ods')).not.toThrow();
    }
  });
});
