import { describe, expect, it } from 'vitest';
import { FileFault, MAX_FILE_BYTES, openTable } from './csv-file.ts';
import type { ImportInput } from './file-bytes.ts';

/** Cut in pieces of a few bytes: nothing may hang on where a piece ends. */
function input(content: string | Uint8Array, { name = 'lista.csv', pieces = 3 } = {}): ImportInput {
  const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content);
  return {
    name,
    size: bytes.length,
    async *read() {
      for (let at = 0; at < bytes.length; at += pieces)
        yield await Promise.resolve(bytes.subarray(at, at + pieces));
    },
  };
}

async function read(content: string | Uint8Array, pieces?: number) {
  const table = await openTable(input(content, pieces === undefined ? {} : { pieces }));
  const rows = [];
  for await (const row of table.rows())
    rows.push(
      row.fault
        ? `${row.line}:${row.fault.column} ${row.fault.key.split('.').at(-1)}`
        : [row.line, ...Object.values(row.cells)].join('·'),
    );
  return { headers: table.headers, rows, encoding: table.encoding, warnings: table.warnings.length };
}

async function fault(content: string | Uint8Array): Promise<string> {
  try {
    await read(content);
    return 'none';
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    const { line, column, key } = error.finding;
    return `${line}:${column} ${key.split('.').at(-1)}`;
  }
}

const TEXT = 'nombre,puesto\nZutána Ñandú,Jueza\n"Perengano, el ""otro""","una\nlínea más"\n\nÚltimo,fin';
const ROWS = ['2·Zutána Ñandú·Jueza', '3·Perengano, el "otro"·una\nlínea más', '6·Último·fin'];

const wide = (text: string, { big = false, mark = true } = {}): Buffer => {
  const bytes = Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le');
  return big ? bytes.swap16() : bytes;
};

describe('a table', () => {
  it.each([
    ['UTF-8', TEXT, 'utf-8'],
    ['UTF-8 with its mark', `\uFEFF${TEXT}`, 'utf-8'],
    ['Windows line ends', TEXT.replaceAll('\n', '\r\n'), 'utf-8'],
    ['old line ends', TEXT.replaceAll('\n', '\r'), 'utf-8'],
    ['UTF-16 LE', wide(TEXT), 'utf-16le'],
    ['UTF-16 BE', wide(TEXT, { big: true }), 'utf-16be'],
    ['UTF-16 LE without its mark', wide(TEXT, { mark: false }), 'utf-16le'],
    ['Latin-1', Buffer.from(TEXT, 'latin1'), 'windows-1252'],
    ['semicolons', TEXT.replaceAll(',', ';'), 'utf-8'],
    ['tabs', TEXT.replaceAll(',', '\t'), 'utf-8'],
  ])('in %s is read', async (_what, content, encoding) => {
    for (const pieces of [1, 7, 4096]) {
      const found = await read(content, pieces);
      expect(found.headers).toEqual(['nombre', 'puesto']);
      const rows = found.rows.map((row) => row.replaceAll(/[;\t]/g, ','));
      expect(rows).toEqual(ROWS);
      expect([found.encoding, found.warnings]).toEqual([encoding, encoding === 'utf-8' ? 0 : 1]);
    }
  });

  it('may say its separator, have nameless columns, and blanks at the end of its rows', async () => {
    expect(await read('sep=|\nnombre|\nUno|x\nDos|y||\n')).toMatchObject({
      headers: ['nombre', '(2)'],
      rows: ['3·Uno·x', '4·Dos·y'],
    });
  });

  it('may be an array of objects', async () => {
    const json =
      '\uFEFF [\n{"nombre": "Uno ]}\\"", "n": 9, "lista": ["a", "b"]},\n\n {"nombre":"Dos","dentro":{"x":1}}\n]';
    for (const pieces of [1, 5, 4096])
      expect(await read(json, pieces)).toMatchObject({
        headers: ['nombre', 'n', 'lista'],
        rows: ['2·Uno ]}"·9·a | b', '4·Dos·'],
      });
    expect(await read('[]')).toMatchObject({ headers: [], rows: [] });
  });
});

describe('a row that is none', () => {
  it.each([
    ['a,b\n1,2,3\n4,5\n', ['2:3 more_cells', '3·4·5']],
    ['a,b\n1,2,,\n4\n6,7', ['2·1·2', '3:1 fewer_cells', '4·6·7']],
    ['a,b\n1,\0\n4,5\n', ['2:2 nul', '3·4·5']],
    ['a,b\n1,\uFFFDx\ná,5\n', ['2:2 letters', '3·á·5']],
    [`a,b\n1,${'x'.repeat(32_001)}\n4,5\n`, ['2:2 cell_too_long', '3·4·5']],
    ['[{"a":1},\n{"a" 2},\n{"a":"3"}]', ['1·1', '2:0 json_row', '3·3']],
  ])('%# is named by line and column, and the rest goes on', async (content, rows) => {
    expect((await read(content, 4096)).rows).toEqual(rows);
  });
});

describe('a file that is none', () => {
  it.each([
    ['', '0:0 empty'],
    ['\uFEFF \n', '0:0 empty'],
    [Buffer.from('504b030414000600', 'hex'), '0:0 archive'],
    [Buffer.from('d0cf11e0a1b11ae1', 'hex'), '0:0 workbook'],
    ['%PDF-1.7', '0:0 pdf'],
    [Buffer.from('1f8b0800', 'hex'), '0:0 compressed'],
    ['\uFEFF\n<!doctype html><table>', '0:0 markup'],
    ['<?xml version="1.0"?>', '0:0 markup'],
    [Buffer.from(Array.from({ length: 300 }, (_, at) => (at % 4 === 0 ? 0 : at % 256))), '0:0 binary'],
    ['nombre,puesto,Nombre\n', '1:3 duplicate_header'],
    [`${'a,'.repeat(20)}a\n`, '1:2 duplicate_header'],
    [`${Array.from({ length: 400 }, (_, at) => `c${at}`).join()}\n`, '1:0 too_many_columns'],
    ['a,b\n1,2\n3,"no se cierra\n4,5\n', '3:2 unclosed_quote'],
    ['{"a":1}', '1:0 json'],
    ['[{"a":1},\n{"a":', '2:0 json'],
    ['[{"a":1}\n] x', '2:0 json'],
  ])('%# is refused: %2$s', async (content, why) => {
    expect(await fault(content)).toBe(why);
  });

  it('of 200 MB is refused before a byte is read', async () => {
    let asked = 0;
    const large: ImportInput = {
      name: 'grande.csv',
      size: 200 * 2 ** 20,
      async *read() {
        asked += 1;
        yield await Promise.resolve(new Uint8Array(1));
      },
    };
    await expect(openTable(large)).rejects.toMatchObject({
      finding: { key: 'officials.file.fault.too_large', values: { size: '200', most: '64' } },
    });
    expect(asked).toBe(0);
  });

  it('is refused at the bound when it is larger than it says', async () => {
    const piece = new Uint8Array(2 ** 20).fill(97);
    let sent = 0;
    const endless: ImportInput = {
      name: 'sin-fin.csv',
      size: 5,
      async *read() {
        for (;;) {
          sent += piece.length;
          yield await Promise.resolve(piece);
        }
      },
    };
    await expect(openTable(endless)).rejects.toMatchObject({ finding: { values: { size: '65' } } });
    expect(sent).toBe(MAX_FILE_BYTES + piece.length);
  });

  it('is refused when a row follows too many', async () => {
    const line = Buffer.from('x\n'.repeat(50_000));
    const long: ImportInput = {
      name: 'larga.csv',
      size: 2 + line.length * 4,
      async *read() {
        yield Buffer.from('a\n');
        for (let part = 0; part < 4; part++) yield await Promise.resolve(line);
      },
    };
    const table = await openTable(long);
    let rows = 0;
    const walk = async () => {
      for await (const _row of table.rows()) rows += 1;
    };
    await expect(walk()).rejects.toMatchObject({
      finding: { line: 150_002, key: 'officials.file.fault.too_many_rows' },
    });
    expect(rows).toBe(150_000);
  });
});
