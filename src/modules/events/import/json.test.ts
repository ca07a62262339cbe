import { describe, expect, it } from 'vitest';
import { JsonFault, MAX_FILE_BYTES, parseJson } from './json.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function faultOf(input: string | Uint8Array): string {
  try {
    parseJson(typeof input === 'string' ? bytes(input) : input);
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    return `${error.code} ${error.place.line}:${error.place.column}`;
  }
  return 'no fault';
}

describe('a JSON file', () => {
  it('is read like JSON.parse reads it', () => {
    const text =
      '{"a": [1, -2.5e3, true, false, null, "ñ\\u00e1\\n\\"/😀"], "b": {}, "c": [ ], "d~/": {"e": 0}}\n';
    expect(parseJson(bytes(text)).value).toEqual(JSON.parse(text));
  });

  it('knows where each value stands, and the parent of what is missing', () => {
    const { placeOf } = parseJson(bytes('{\n  "á": "😀", "b": [\n    {"c/d": 1}\n  ]\n}'));
    expect([placeOf(''), placeOf('/b'), placeOf('/b/0/c~1d'), placeOf('/b/0/missing')]).toEqual([
      { line: 1, column: 1 },
      { line: 2, column: 18 },
      { line: 3, column: 13 },
      { line: 3, column: 5 },
    ]);
  });

  it.each([
    ['', 'ends_early 1:1'],
    ['{"a": 1', 'ends_early 1:8'],
    ['{"a" 1}', 'not_json 1:6'],
    ['{"a": 1,}', 'not_json 1:9'],
    ['[1 2]', 'not_json 1:4'],
    ['{a: 1}', 'not_json 1:2'],
    ["{'a': 1}", 'not_json 1:2'],
    ['[01]', 'not_json 1:3'],
    ['[NaN]', 'not_json 1:2'],
    ['{} {}', 'not_json 1:4'],
    ['["abc', 'ends_early 1:6'],
    ['["a\nb"]', 'not_json 1:2'],
    ['["\\x"]', 'not_json 1:2'],
    ['{"a": 1,\n "a": 2}', 'name_twice 2:2'],
    ['{"\\u0061": 1, "a": 2}', 'name_twice 1:15'],
    ['{"__proto__": {"x": 1}}', 'forbidden_name 1:2'],
    ['{"\\u005f_proto__": 1}', 'forbidden_name 1:2'],
    ['["\\u0000"]', 'control_character 1:2'],
    ['{"a": 1}\u0000', 'not_json 1:9'],
    ['[1]\uFEFF', 'not_json 1:4'],
    ['\uFEFF[1]', 'byte_order_mark 1:1'],
    [`${'['.repeat(40)}`, 'too_deep 1:34'],
    [`[${'{"a":'.repeat(100_000)}`, 'too_deep 1:162'],
    [`[${'0,'.repeat(300_000)}0]`, 'too_many_values 1:400000'],
  ])('is refused: %.30s', (text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });

  it('is refused when it is no UTF-8, or too large', () => {
    expect(faultOf(new Uint8Array([0x5b, 0x0a, 0x22, 0xc3, 0x28, 0x22, 0x5d]))).toBe('not_utf8 2:2');
    expect(faultOf(new Uint8Array([0xff, 0xfe, 0x5b, 0x00]))).toBe('utf16 1:1');
    expect(faultOf(new Uint8Array(MAX_FILE_BYTES + 1).fill(0x20))).toBe('too_large 1:1');
    expect(faultOf(`["${'a'.repeat(4_000_000)}`)).toBe('ends_early 1:4000003');
    expect(faultOf(`["${'a'.repeat(4_000_000)}"]`)).toBe('no fault');
    expect(faultOf(new Uint8Array(50_000_000))).toBe('too_large 1:1');
  });

  it('does not reach the prototype of anything', () => {
    const { value } = parseJson(bytes('{"constructor": {"prototype": {"x": 1}}, "toString": 1}'));
    expect(Object.keys(value as object)).toEqual(['constructor', 'toString']);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
