import { describe, expect, it } from 'vitest';
import { processorTime } from '../../../test/harness/processor-time.ts';
import { FrontMatterFault, parseFrontMatter } from './parse.ts';
import { patchFrontMatter, type WrittenValue } from './patch.ts';

const text = (value: string): { kind: 'text'; text: string } => ({ kind: 'text', text: value });
const valuesOf = (yaml: string) => Object.fromEntries(parseFrontMatter(`---\n${yaml}---\n`).values);

function faultOf(file: string): [string, number, number] | undefined {
  try {
    parseFrontMatter(file);
    return undefined;
  } catch (error) {
    if (!(error instanceof FrontMatterFault)) throw error;
    return [error.code, error.place.line, error.place.column];
  }
}

const numbered = (most: number, line: (n: number) => string): string =>
  Array.from({ length: most }, (_none, n) => line(n)).join('');

describe('a front matter', () => {
  it('gives texts, folded ones joined, and keeps the rest of the file', () => {
    const file =
      '---\ntitle: "Con blanco "\ndescription: Uno\n  dos\ntags:\n  - Evento\nlargo: >-\n  a\n\n  b\n---\nCuerpo\n---\nmás\n';
    const { raw, body, values, placeOf } = parseFrontMatter(file);
    expect(raw + body).toBe(file);
    expect(body).toBe('Cuerpo\n---\nmás\n');
    expect(Object.fromEntries(values)).toEqual({
      title: text('Con blanco '),
      description: text('Uno dos'),
      tags: { kind: 'list', items: ['Evento'] },
      largo: text('a\nb'),
    });
    expect([placeOf('tags'), placeOf('nada')]).toEqual([
      { line: 5, column: 1 },
      { line: 1, column: 1 },
    ]);
  });

  it('leaves dates, numbers and yes as they are written', () => {
    expect(
      valuesOf(
        'date: 2023-07-04T17:20:23.307Z\nday: 2023-07-04\nn: 007\nx: 0x1F\nyes: yes\nt: true\ne:\nz: ~\n',
      ),
    ).toEqual({
      date: text('2023-07-04T17:20:23.307Z'),
      day: text('2023-07-04'),
      n: text('007'),
      x: text('0x1F'),
      yes: text('yes'),
      t: text('true'),
      e: text(''),
      z: text(''),
    });
  });

  it.each([
    ['no fence', 'Hola\n', '', 'Hola\n'],
    ['an empty file', '', '', ''],
    ['a fence that is a rule', '----\nHola', '', '----\nHola'],
    ['nothing between the fences', '---\n---\nHola', '---\n---\n', 'Hola'],
    ['only comments', '---\n# nada\n---\nHola', '---\n# nada\n---\n', 'Hola'],
    ['the end at the end', '---\na: b\n---', '---\na: b\n---', ''],
    ['dots as an end', '---\na: b\n...\nHola', '---\na: b\n...\n', 'Hola'],
    ['blanks behind the fences', '---  \na: b\n--- \t\nHola', '---  \na: b\n--- \t\n', 'Hola'],
    ['a byte order mark', '\uFEFF---\na: b\n---\nHola', '\uFEFF---\na: b\n---\n', 'Hola'],
    ['lines of Windows', '---\r\na: b\r\n---\r\nHola\r\n', '---\r\na: b\r\n---\r\n', 'Hola\r\n'],
    ['accents in two signs', '---\na: a\u0301\n---\na\u0301', '---\na: a\u0301\n---\n', 'a\u0301'],
  ])('with %s is split where it ends', (_name, file, raw, body) => {
    const read = parseFrontMatter(file);
    expect([read.raw, read.body]).toEqual([raw, body]);
  });

  it.each<[string, string, [string, number, number]]>([
    ['without end', '---\na: b\nHola\n', ['no_end', 1, 1]],
    ['with a name twice', '---\na: b\nc: d\na: e\n---\n', ['twice', 4, 1]],
    ['with a tab for indentation', '---\na:\n\tb: c\n---\n', ['yaml', 3, 1]],
    ['with an open quote', '---\na: "b\n---\n', ['yaml', 3, 1]],
    ['that is a list', '---\n- a\n---\n', ['not_mapping', 2, 1]],
    ['that is a word', '---\nhola\n---\n', ['not_mapping', 2, 1]],
    ['without a blank after the colon', '---\na: b\nc:d\n---\n', ['yaml', 3, 1]],
    ['of many pages', `---\na: ${'b'.repeat(70_000)}\n---\n`, ['too_long', 1, 1]],
    ['of several documents', '---\na: b\n--- c\nd: e\n---\n', ['yaml', 3, 1]],
  ])('%s is refused, saying where', (_name, file, fault) => {
    expect(faultOf(file)).toEqual(fault);
  });

  it.each([
    ['brackets in brackets', `a: ${'['.repeat(16_000)}`, ['yaml', 'too_deep']],
    ['one value under a thousand names', `x: &a [1]\n${numbered(1500, (n) => `k${n}: *a\n`)}`, [undefined]],
    ['names and names', numbered(1800, (n) => `k${n}: 1\n`), [undefined]],
    ['marks that mean nothing', numbered(1300, (n) => `k${n}: !!x y\n`), [undefined]],
  ])('does not take long over %s', (_what, yaml, expected) => {
    const began = processorTime();
    expect(expected).toContain(faultOf(`---\n${yaml}\n---\n`)?.[0]);
    // Each took seconds, the second a minute.
    expect(processorTime() - began).toBeLessThan(2500);
  });

  it('takes an alias of nothing for nothing', () => {
    expect(valuesOf('a: *b\n')).toEqual({ a: { kind: 'other' } });
  });

  it('expands nothing', () => {
    const laughs = Array.from({ length: 30 }, (_, i) => {
      const before =
        i === 0
          ? '["ja"]'
          : `[${Array(9)
              .fill(`*a${i - 1}`)
              .join(', ')}]`;
      return `a${i}: &a${i} ${before}\n`;
    }).join('');
    const began = processorTime();
    const values = valuesOf(`${laughs}title: Sí\n`);
    expect(processorTime() - began).toBeLessThan(1000);
    expect([values['a0'], values['a29'], values['title']]).toEqual([
      { kind: 'list', items: ['ja'] },
      { kind: 'other' },
      text('Sí'),
    ]);
  });

  it('runs no tag, merges nothing, reaches into no object', () => {
    const { values } = parseFrontMatter(
      '---\na: !!js/function "function () {}"\nb: !ruby/object {x: 1}\n__proto__: {admin: true}\nconstructor: x\nbase: &base {title: no}\n<<: *base\nc: !!binary aGk=\n---\n',
    );
    expect([...values]).toEqual([
      ['a', text('function () {}')],
      ['b', { kind: 'other' }],
      ['__proto__', { kind: 'other' }],
      ['constructor', text('x')],
      ['base', { kind: 'other' }],
      ['<<', { kind: 'other' }],
      ['c', text('aGk=')],
    ]);
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });
});

describe('a change', () => {
  const RAW =
    '---\n# Antes\ntitle: "Uno "   # detrás\nimage:   /a.png\ndescription: >-\n  Texto\n\n  largo\nraro: {b: [1,2],   c: 0x1F}\n\ntags:\n  - Evento\nhighlight: false\n# Al final\n---\n';
  const change = (raw: string, ...changes: [string, WrittenValue | undefined][]) =>
    patchFrontMatter(raw, new Map(changes));

  it('of nothing is nothing', () => {
    expect(change(RAW)).toBe(RAW);
  });

  it('touches only its own lines', () => {
    expect(change(RAW, ['title', { text: 'Dos' }])).toBe(RAW.replace('"Uno "', 'Dos'));
    expect(change(RAW, ['description', { text: 'Corto' }])).toBe(
      RAW.replace('description: >-\n  Texto\n\n  largo\n', 'description: Corto\n'),
    );
    expect(change(RAW, ['highlight', { plain: 'true' }], ['image', undefined])).toBe(
      RAW.replace('highlight: false', 'highlight: true').replace('image:   /a.png\n', ''),
    );
    expect(change(RAW, ['tags', { list: ['Evento', 'Video'] }])).toBe(
      RAW.replace('tags:\n  - Evento\n', 'tags:\n  - Evento\n  - Video\n'),
    );
  });

  it('adds what was not there, last', () => {
    expect(
      change(RAW, ['autor', { text: 'Red: de todos' }], ['date', { plain: '2023-01-02T03:04:05Z' }]),
    ).toBe(RAW.replace('# Al final\n', '# Al final\nautor: "Red: de todos"\ndate: 2023-01-02T03:04:05Z\n'));
  });

  it('keeps the line ends of the file, and its mark', () => {
    expect(change('\uFEFF---\r\na: b\r\nc: d\r\n---\r\n', ['a', { text: 'x' }], ['e', { text: 'f' }])).toBe(
      '\uFEFF---\r\na: x\r\nc: d\r\ne: f\r\n---\r\n',
    );
  });

  it('fills an empty one, and makes one where there was none', () => {
    expect(change('---\n---\n', ['a', { text: 'x' }])).toBe('---\na: x\n---\n');
    expect(change('---\na:\n---\n', ['a', { text: 'x' }])).toBe('---\na: x\n---\n');
    expect(change('', ['a', { text: 'x' }])).toBe('---\na: x\n---\n');
    expect(change('', ['a', undefined])).toBe('');
  });

  it.each([
    'no',
    'true',
    '12',
    '2023-01-02',
    '- a',
    'a: b',
    '# a',
    '"',
    "'",
    ' a ',
    'a\nb',
    '',
    '{',
    '@x',
    '~',
    '\u2028',
  ])('writes %j so that it is read as the same text', (value) => {
    const raw = change(RAW, ['title', { text: value }], ['nuevo', { text: value }]);
    const { values } = parseFrontMatter(raw);
    expect([values.get('title'), values.get('nuevo')]).toEqual([text(value), text(value)]);
    expect(raw).toContain('raro: {b: [1,2],   c: 0x1F}\n\n');
  });

  it('loses no name where it has to write all anew', () => {
    const raw = change('---\n{title: Uno, otro: [1, 2]}\n---\n', ['title', { text: 'Dos' }]);
    expect(Object.fromEntries(parseFrontMatter(raw).values)).toEqual({
      title: text('Dos'),
      otro: { kind: 'list', items: ['1', '2'] },
    });
  });

  it('keeps what another name refers to', () => {
    const raw = change('---\na: &x Uno\nb: *x\n---\n', ['b', { text: 'Dos' }]);
    expect(raw).toBe('---\na: &x Uno\nb: Dos\n---\n');
  });

  it.each<[string, string, WrittenValue | undefined, string]>([
    ['a: &x Uno\nb: *x\n', 'changed', { text: 'Dos' }, 'a: Dos\nb: Uno\n'],
    ['a: &x Uno\nb: *x\n', 'taken out', undefined, 'b: Uno\n'],
    ['a: &x [u, v]\nb: {k: *x}\n', 'changed', { list: ['z'] }, 'a:\n  - z\nb: { k: [ u, v ] }\n'],
    ['a: [&x Uno]\nb: &y {k: *x}\nc: *y\n', 'taken out', undefined, 'b: &y { k: Uno }\nc: *y\n'],
  ])('leaves to others what they said by pointing at it: %j, %s', (yaml, _how, value, after) => {
    expect(change(`---\n${yaml}---\n`, ['a', value])).toBe(`---\n${after}---\n`);
  });
});
