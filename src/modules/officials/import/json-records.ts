/** A JSON array of objects, read in pieces: each object by itself, with the line on which it begins. Pure. */

export interface JsonRecord {
  line: number;
  /** Undefined: it cannot be read. */
  value: unknown;
}

/** Of one object's text. */
const LARGEST = 1_000_000;

export class JsonFault extends Error {
  override readonly name = 'JsonFault';
  readonly line: number;
  constructor(line: number) {
    // Not the parser's words: they quote what they could not read.
    super('not a JSON array of objects');
    this.line = line;
  }
}

export class JsonReader {
  #line = 1;
  #begins = 0;
  #depth = 0;
  #inText = false;
  #escaped = false;
  #opened = false;
  #closed = false;
  #parts = '';

  /** @throws {JsonFault} */
  push(text: string): JsonRecord[] {
    const done: JsonRecord[] = [];
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      const sign = text.charAt(at);
      if (sign === '\n') this.#line += 1;
      if (this.#inText) {
        this.#inside(sign);
        continue;
      }
      if (this.#depth === 0 && !this.#between(sign)) continue;
      if (sign === '"') this.#inText = true;
      else if (sign === '{' || sign === '[') {
        if (this.#depth === 0) {
          from = at;
          this.#begins = this.#line;
        }
        this.#depth += 1;
      } else if (sign === '}' || sign === ']') {
        this.#depth -= 1;
        if (this.#depth > 0) continue;
        done.push({ line: this.#begins, value: parsed(this.#parts + text.slice(from, at + 1)) });
        this.#parts = '';
      }
    }
    if (this.#depth > 0) this.#parts += text.slice(from);
    if (this.#parts.length > LARGEST) throw new JsonFault(this.#begins);
    return done;
  }

  /** @throws {JsonFault} when the array is not closed */
  end(): void {
    if (!this.#closed) throw new JsonFault(this.#depth > 0 ? this.#begins : this.#line);
  }

  #inside(sign: string): void {
    if (this.#escaped) this.#escaped = false;
    else if (sign === '\\') this.#escaped = true;
    else if (sign === '"') this.#inText = false;
  }

  /** Outside of every object: only what an array has there. @returns whether an object begins */
  #between(sign: string): boolean {
    if (/\s/.test(sign)) return false;
    if (!this.#opened && sign === '[') this.#opened = true;
    else if (this.#opened && !this.#closed && sign === ']') this.#closed = true;
    else if (this.#opened && !this.#closed && sign === '{') return true;
    else if (!(this.#opened && !this.#closed && sign === ',')) throw new JsonFault(this.#line);
    return false;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
