/**
 * JSON with the place of every value, so that a fault can say line and column. Strict (RFC 8259), and besides:
 * no name twice in an object, no `__proto__`, no control characters in texts, limited depth and size.
 */

export type JsonFaultCode =
  | 'too_large'
  | 'not_utf8'
  | 'utf16'
  | 'byte_order_mark'
  | 'not_json'
  | 'ends_early'
  | 'too_deep'
  | 'too_many_values'
  | 'name_twice'
  | 'forbidden_name'
  | 'control_character';

export interface Place {
  line: number;
  /** In characters, from 1. */
  column: number;
}

export class JsonFault extends Error {
  override readonly name = 'JsonFault';
  readonly code: JsonFaultCode;
  readonly place: Place;
  readonly detail: Record<string, string>;

  constructor(code: JsonFaultCode, place: Place, detail: Record<string, string> = {}) {
    super(code);
    this.code = code;
    this.place = place;
    this.detail = detail;
  }
}

export interface ParsedJson {
  value: unknown;
  /** Where the value stands that a JSON pointer (`/sessions/3/starts`) names; of what is missing, where its parent stands. */
  placeOf: (pointer: string) => Place;
}

/** Bytes. An edition with 300 sessions has about 200 kB. */
export const MAX_FILE_BYTES = 5_000_000;
const MAX_DEPTH = 32;
const MAX_VALUES = 200_000;
const START: Place = { line: 1, column: 1 };

/** @throws {JsonFault} */
export function parseJson(bytes: Uint8Array): ParsedJson {
  const text = decode(bytes);
  const reader = new Reader(text);
  const value = reader.document();
  return {
    value,
    placeOf: (pointer) => {
      let known = pointer;
      while (known !== '' && !reader.starts.has(known)) known = known.slice(0, known.lastIndexOf('/'));
      return placeAt(text, reader.starts.get(known) ?? 0);
    },
  };
}

function decode(bytes: Uint8Array): string {
  if (bytes.length > MAX_FILE_BYTES)
    throw new JsonFault('too_large', START, { limit: String(MAX_FILE_BYTES / 1_000_000) });
  const [first, second, third] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new JsonFault('utf16', START);
  if (first === 0xef && second === 0xbb && third === 0xbf) throw new JsonFault('byte_order_mark', START);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new JsonFault('not_utf8', firstBadByte(bytes));
  }
}

/** Decodes growing beginnings by halves: the first byte that is no UTF-8. */
function firstBadByte(bytes: Uint8Array): Place {
  let good = 0;
  let bad = bytes.length;
  const fits = (length: number): boolean => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (fits(middle)) good = middle;
    else bad = middle;
  }
  const before = new TextDecoder().decode(bytes.subarray(0, good), { stream: true });
  return placeAt(before, before.length);
}

function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: Array.from(before.slice(lineStart)).length + 1 };
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const BLANK = /[ \t\n\r]*/y;
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;

class Reader {
  /** JSON pointer → offset of the value. */
  readonly starts = new Map<string, number>();
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): unknown {
    const value = this.#value('', 0);
    this.#blanks();
    if (this.#at < this.#text.length) throw this.#fault('not_json');
    return value;
  }

  #fault(code: JsonFaultCode, detail?: Record<string, string>, offset = this.#at): JsonFault {
    const ended = code === 'not_json' && offset >= this.#text.length;
    return new JsonFault(ended ? 'ends_early' : code, placeAt(this.#text, offset), detail);
  }

  #blanks(): void {
    this.#match(BLANK);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #take(char: string): boolean {
    this.#blanks();
    if (this.#text[this.#at] !== char) return false;
    this.#at++;
    return true;
  }

  #value(pointer: string, depth: number): unknown {
    this.#blanks();
    if (depth > MAX_DEPTH) throw this.#fault('too_deep', { limit: String(MAX_DEPTH) });
    if (this.starts.size >= MAX_VALUES) throw this.#fault('too_many_values');
    this.starts.set(pointer, this.#at);
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object(pointer, depth);
      case '[':
        return this.#array(pointer, depth);
      case '"':
        return this.#string();
      default:
        return this.#word();
    }
  }

  #object(pointer: string, depth: number): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    this.#at++;
    if (this.#take('}')) return object;
    do {
      this.#blanks();
      const nameAt = this.#at;
      if (this.#text[nameAt] !== '"') throw this.#fault('not_json');
      const name = this.#string();
      if (name === '__proto__') throw this.#fault('forbidden_name', { name }, nameAt);
      if (Object.hasOwn(object, name)) throw this.#fault('name_twice', { name: name.slice(0, 80) }, nameAt);
      if (!this.#take(':')) throw this.#fault('not_json');
      object[name] = this.#value(`${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth + 1);
    } while (this.#take(','));
    if (!this.#take('}')) throw this.#fault('not_json');
    return object;
  }

  #array(pointer: string, depth: number): unknown[] {
    const array: unknown[] = [];
    this.#at++;
    if (this.#take(']')) return array;
    do array.push(this.#value(`${pointer}/${array.length}`, depth + 1));
    while (this.#take(','));
    if (!this.#take(']')) throw this.#fault('not_json');
    return array;
  }

  #string(): string {
    const from = this.#at;
    let end = from + 1;
    while (end < this.#text.length && this.#text[end] !== '"') end += this.#text[end] === '\\' ? 2 : 1;
    if (end >= this.#text.length) throw this.#fault('not_json', {}, this.#text.length);
    this.#at = end + 1;
    let text: string;
    try {
      // It knows every escape, and refuses a line break inside quotes.
      text = JSON.parse(this.#text.slice(from, this.#at)) as string;
    } catch {
      throw this.#fault('not_json', {}, from);
    }
    if (CONTROL.test(text)) throw this.#fault('control_character', {}, from);
    return text;
  }

  #word(): unknown {
    for (const [word, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (!this.#text.startsWith(word, this.#at)) continue;
      this.#at += word.length;
      return value;
    }
    const number = this.#match(NUMBER);
    if (number === undefined || number === '') throw this.#fault('not_json');
    return Number(number);
  }
}
