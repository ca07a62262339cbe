/** Requests that no browser sends: what each must be answered with. Data and pure functions. */

export interface Garbage {
  what: string;
  headers: Record<string, string>;
  body: string | Buffer;
  /** The one right status; without it, any answer below 500. */
  status?: number;
}

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
const LONG = 'ñ'.repeat(10_000);
const NASTY = [
  'a\u0000b',
  LONG,
  '<script>alert(1)</script>',
  "'; drop table events; --",
  '=HYPERLINK("http://x.example","x")',
  '\u202Etxt.exe',
  '👩🏽‍⚖️🇬🇹',
  '\uD800',
  '-1',
  '9'.repeat(40),
  '1e999',
  'NaN',
  '0000-00-00T99:99',
  '../../etc/passwd',
  '{"$gt":""}',
  '%00',
];

const encode = (fields: readonly (readonly [string, string])[]): string =>
  fields
    .map(
      ([name, value]) =>
        `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(value.toWellFormed())}`,
    )
    .join('&');

const deep = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/**
 * @param names fields of the form, so that handlers are reached and not only the door
 */
export function formGarbage(names: readonly string[]): Garbage[] {
  const form = (what: string, body: string | Buffer, status?: number): Garbage => ({
    what,
    headers: { 'content-type': FORM },
    body,
    ...(status !== undefined && { status }),
  });
  const all = (value: string): [string, string][] => names.map((name) => [name, value]);
  return [
    form('nothing', ''),
    { what: 'no type', headers: {}, body: 'name=a', status: 415 },
    { what: 'plain text', headers: { 'content-type': 'text/plain' }, body: 'name=a', status: 415 },
    { what: 'JSON for a form', headers: { 'content-type': JSON_TYPE }, body: '{"name":"a"}', status: 415 },
    {
      what: 'another charset',
      headers: { 'content-type': `${FORM}; charset=utf-16` },
      body: 'a=b',
      status: 415,
    },
    form('half a percent sign', 'name=%', 400),
    form('percent-encoded bytes that are no UTF-8', 'name=%ff%fe', 400),
    form('bytes that are no UTF-8', Buffer.from([0x6e, 0x3d, 0xff, 0xfe]), 400),
    form('three megabytes', `name=${'a'.repeat(3_000_000)}`, 413),
    form(
      'five thousand fields',
      encode(Array.from({ length: 5000 }, (_, i): [string, string] => [`f${i}`, 'x'])),
      413,
    ),
    form('only separators', '&&&===&=&'),
    form(
      'names of prototypes',
      encode([...PROTOTYPE.map((name): [string, string] => [name, 'x']), ...all('x')]),
    ),
    form(
      'names with brackets',
      encode(
        names.flatMap((n): [string, string][] => [
          [`${n}[]`, 'a'],
          [`${n}[a][b]`, 'b'],
          [`${n}.x.y`, 'c'],
        ]),
      ),
    ),
    form(
      'every name a hundred times',
      encode(
        Array.from({ length: 100 }, () => all('1'))
          .flat()
          .slice(0, 1900),
      ),
    ),
    ...NASTY.map((value) =>
      form(
        `every field ${label(value)}`,
        encode(all(value))
          .slice(0, 250_000)
          .replace(/%[0-9A-F]?$/, ''),
      ),
    ),
  ];
}

const PROTOTYPE = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '__proto__[x]',
  'constructor.prototype.x',
  '',
];

/** JSON bodies for the API. */
export function jsonGarbage(names: readonly string[]): Garbage[] {
  const json = (what: string, body: string | Buffer, status?: number): Garbage => ({
    what,
    headers: { 'content-type': JSON_TYPE },
    body,
    ...(status !== undefined && { status }),
  });
  const all = (value: unknown): string =>
    JSON.stringify(Object.fromEntries(names.map((name) => [name, value])));
  return [
    json('nothing', '', 400),
    { what: 'a form for JSON', headers: { 'content-type': FORM }, body: 'name=a', status: 415 },
    { what: 'no type', headers: {}, body: '{}', status: 415 },
    json('half an object', '{"name":', 400),
    json('a comma too many', '{"name":"a",}', 400),
    json('bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0x22]), 400),
    json('three megabytes', JSON.stringify({ name: 'a'.repeat(3_000_000) }), 413),
    json('a hundred thousand brackets', deep(100_000)),
    json('brackets inside a field', `{${names.map((n) => `${JSON.stringify(n)}:${deep(2000)}`).join(',')}}`),
    json('null', 'null'),
    json('a list', '[]'),
    json('a number', '7'),
    json('a text', '"name"'),
    json(
      'names of prototypes',
      '{"__proto__":{"name":"x","email":"x@example.org"},"constructor":{"prototype":{"accept":true}}}',
    ),
    ...[null, 7, 1e308, true, [], {}, [[]], { a: 1 }, [null], ['a', ['b']]].map((value) =>
      json(`every field ${JSON.stringify(value)}`, all(value)),
    ),
    ...NASTY.map((value) => json(`every field ${label(value)}`, all(value))),
  ];
}

/** Multipart bodies, for routes that take files. */
export function multipartGarbage(): Garbage[] {
  const type = 'multipart/form-data; boundary=x';
  const part = (head: string, body: string): string =>
    `--x\r\ncontent-disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
  const multipart = (what: string, body: string, contentType = type): Garbage => ({
    what,
    headers: { 'content-type': contentType },
    body,
  });
  return [
    multipart('nothing', ''),
    multipart('no boundary', part('name="a"', 'b'), 'multipart/form-data'),
    multipart('no end', part('name="a"', 'b')),
    multipart('no name', `${part('filename="a.png"', 'b')}--x--\r\n`),
    multipart('a prototype’s name', `${part('name="__proto__"; filename="a.png"', 'b')}--x--\r\n`),
    multipart(
      'a file name with a path',
      `${part('name="logo"; filename="../../a\u0000.png"', 'no picture')}--x--\r\n`,
    ),
    multipart(
      'six files',
      `${Array.from({ length: 6 }, (_, i) => part(`name="f${i}"; filename="${i}"`, 'b')).join('')}--x--\r\n`,
    ),
    multipart(
      'a file far too large',
      `${part('name="logo"; filename="a.png"', 'b'.repeat(30_000_000))}--x--\r\n`,
    ),
  ];
}

/** Well-formed, and of nothing. */
export const UNKNOWN_ID = '00000000-0000-0000-0000-000000000000';

/** Values for a place in the path. Already encoded where they must be. */
export const STRANGE_PARAMS: readonly string[] = [
  '%00',
  'a%00b',
  '..%2f..%2fetc%2fpasswd',
  '%ff',
  '%',
  '%E0%A4%A',
  encodeURIComponent('👩🏽‍⚖️'),
  encodeURIComponent("' or 1=1 --"),
  'a'.repeat(2000),
  'ñ'.repeat(50),
  '__proto__',
  'constructor',
  '-1',
  '9'.repeat(40),
  'NaN',
  UNKNOWN_ID,
  '00000000-0000-4000-8000-00000000000g',
  'A'.repeat(43),
];

export const STRANGE_QUERIES: readonly string[] = [
  'page=-1&after=%00&limit=99999999',
  'after=AAAA&limit=1e9',
  `after=${Buffer.from('{"a":1}').toString('base64url')}`,
  `after=${Buffer.from('["9999-99-99","x"]').toString('base64url')}`,
  `after=${Buffer.from('null').toString('base64url')}`,
  'limit=0&limit=-5&limit=abc',
  `q=${'a'.repeat(5000)}`,
  `q=${encodeURIComponent(LONG)}`,
  'q=%25%5f%27%22%5c%00',
  'q=%ff%fe',
  'q=%',
  '__proto__=x&constructor=y&toString=z&q[]=a&q[b]=c',
  'lang=xx&lang=__proto__&idioma=%00',
  'dia=9999-99-99&dia=x&pista=%00&estado=__proto__&state=constructor&track=%ff&day=2026-02-31',
  'volver=//evil.example/&volver=https://evil.example&return=javascript:alert(1)',
  '&&&===&=',
];

export const STRANGE_HEADERS: readonly Record<string, string>[] = [
  { 'accept-language': 'x'.repeat(8000) },
  { 'accept-language': ',;q=,*;q=9,es;q=NaN,__proto__' },
  { cookie: 'a=%ff; =; ;;; lang=__proto__; ja.session_token=%E0%A4%A; ja.session_token=a.b' },
  { cookie: `ja.session_token=${'a'.repeat(4000)}.${'b'.repeat(43)}=` },
  { 'if-none-match': '"'.repeat(500), 'if-modified-since': 'never' },
  { range: 'bytes=5-1,-9999999999' },
  { 'x-forwarded-for': "' or 1=1", 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'gopher' },
  { host: 'evil.example:99999' },
  { accept: 'image/png;q=x, */*;q=-1', 'accept-encoding': 'br;q=0, gzip;q=0, identity;q=0' },
];

function label(value: string): string {
  return JSON.stringify(value.length > 24 ? `${value.slice(0, 8)}… (${value.length})` : value);
}
