import { describe, expect, it } from 'vitest';
import { csvCell, csvFile } from './csv.ts';

describe('a CSV file', () => {
  it('begins with the mark of UTF-8 and ends every line with CRLF', () => {
    const file = csvFile(['Nombre', 'País'], [['José Ñ', 'Guatemala']]);
    expect(Buffer.from(file).subarray(0, 3).toString('hex')).toBe('efbbbf');
    expect(file.slice(1)).toBe('Nombre,País\r\nJosé Ñ,Guatemala\r\n');
  });

  it.each([
    ['=1+1', `'=1+1`],
    ['+50212345678', `'+50212345678`],
    ['-2', `'-2`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['\t=1', `"'\t=1"`],
    ['\r=1', `"'\r=1"`],
    ['  =1', `'  =1`],
    ['＝1', `'＝1`],
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
    ['a=1', 'a=1'],
    ["'=1", "'=1"],
  ])('never lets %j begin a formula', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });

  it('quotes what would end a cell or a line, and keeps numbers numbers', () => {
    expect(['a,b', 'a;b', 'dice "sí"', 'una\ndos', ' x', 'y ', 'llano'].map(csvCell)).toEqual([
      '"a,b"',
      '"a;b"',
      '"dice ""sí"""',
      '"una\ndos"',
      '" x"',
      '"y "',
      'llano',
    ]);
    expect([-3, 0.5, true, null, undefined, ''].map(csvCell)).toEqual(['-3', '0.5', 'true', '', '', '']);
  });
});
