import { unzipSync, strFromU8 } from 'fflate';
import readXlsx from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { MOST_IN_CELL, xlsxFile, type XlsxCell } from './xlsx.ts';

async function read(rows: XlsxCell[][], header = ['a', 'b', 'c']) {
  const file = await xlsxFile({ sheet: 'Inscripciones', header, rows });
  const [sheet] = await readXlsx(file);
  if (!sheet) throw new Error('no sheet');
  return { file, sheet, parts: unzipSync(file) };
}

const xml = (parts: Record<string, Uint8Array>, name: string): string =>
  strFromU8(parts[name] ?? new Uint8Array());

const HOSTILE = [
  '=HYPERLINK("http://malo.test","x")',
  "+1+cmd|' /C calc'!A0",
  '-2+3',
  '@SUM(1)',
  '\u202eabc <script> & "x" \'y\'',
  'مرحبا بالعالم',
  '👩🏽‍⚖️ Ñandú 日本',
  'línea 1\nlínea 2\ttab',
  '0012',
  'TRUE',
  '2027-03-07',
];

describe('a workbook', () => {
  it('gives every text back as the text it was, none as a formula', async () => {
    const { sheet, parts } = await read(HOSTILE.map((text) => [text, text, text]));
    expect(sheet.data.slice(1)).toEqual(HOSTILE.map((text) => [text, text, text]));
    expect(xml(parts, 'xl/worksheets/sheet1.xml')).not.toContain('<f>');
  });

  it('keeps numbers, dates and yes or no what they are', async () => {
    const { sheet, parts } = await read([
      [12.5, Temporal.PlainDate.from('2027-03-07'), true],
      [0, Temporal.PlainDateTime.from('2027-03-07T23:59:30'), null],
      [Number.NaN, undefined, ''],
    ]);
    // The reader counts days as floating numbers.
    const toSecond = (value: unknown) =>
      value instanceof Date ? new Date(Math.round(value.getTime() / 1000) * 1000) : value;
    expect(sheet.data.slice(1).map((row) => row.map(toSecond))).toEqual([
      [12.5, new Date('2027-03-07T00:00:00Z'), true],
      [0, new Date('2027-03-07T23:59:00Z'), null],
      ['NaN', null, null],
    ]);
    expect(xml(parts, 'xl/styles.xml')).toContain('yyyy-mm-dd hh:mm');
  });

  it('shows its first row always', async () => {
    const { parts } = await read([['x', 'y', 'z']]);
    const pane = /<pane [^>]*>/.exec(xml(parts, 'xl/worksheets/sheet1.xml'))?.[0];
    expect(pane).toContain('ySplit="1"');
    expect(pane).toContain('state="frozen"');
  });

  it('cuts what no cell can hold, and no character in two', async () => {
    const long = `${'a'.repeat(MOST_IN_CELL - 2)}😀😀`;
    const { sheet } = await read([[long, 'b'.repeat(MOST_IN_CELL), 'c'.repeat(40_000)]]);
    const [first, second, third] = (sheet.data[1] ?? []).map(String);
    expect(first).toBe(`${'a'.repeat(MOST_IN_CELL - 2)}…`);
    expect(second).toBe('b'.repeat(MOST_IN_CELL));
    expect(third).toBe(`${'c'.repeat(MOST_IN_CELL - 1)}…`);
  });

  it('takes any title as the name of its sheet', async () => {
    for (const sheet of ['', '[a]/b\\c:d*e?', 'x'.repeat(30) + '😀', "'"]) {
      const [read1] = await readXlsx(await xlsxFile({ sheet, header: ['a'], rows: [['b']] }));
      expect(read1?.data).toEqual([['a'], ['b']]);
    }
  });
});
