/**
 * The lines of YAML before a Markdown text, as git-based editors write them. Read for what we know and kept raw, so
 * that what we do not know comes back as it was. Nothing in it is expanded or run: aliases lead to one value at
 * most, tags mean nothing, dates stay text, and names reach into no object.
 */
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Node, ParsedNode, Scalar, YAMLMap } from 'yaml';

/** From 1 on, in the whole file. */
export interface Place {
  line: number;
  column: number;
}

/** What stands behind a name: a text (also of a number, a date, a yes), several, or more than we read. */
export type FrontValue =
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: readonly string[] }
  | { kind: 'other' };

export interface FrontMatter {
  /** Everything before the body: a byte order mark, both fences and their line ends; empty when there is none. */
  raw: string;
  /** The rest, untouched: `raw + body` is the file. */
  body: string;
  values: ReadonlyMap<string, FrontValue>;
  /** Where a name stands; the beginning of the file for those that do not. */
  placeOf: (name: string) => Place;
}

export type FrontMatterFaultCode = 'no_end' | 'yaml' | 'twice' | 'not_mapping' | 'too_long' | 'too_deep';

export class FrontMatterFault extends Error {
  override readonly name = 'FrontMatterFault';
  readonly code: FrontMatterFaultCode;
  readonly place: Place;
  /** What the reader of YAML says, in English. */
  readonly detail: string;
  constructor(code: FrontMatterFaultCode, place: Place, detail = '') {
    super(`front matter: ${code}`);
    this.code = code;
    this.place = place;
    this.detail = detail;
  }
}

/** Characters. The longest known has 2,000; what the reader of YAML needs grows with the square of some. */
const LONGEST = 16_384;
/** Each is looked for in the whole of it; nobody writes so many. */
const MOST_ALIASES = 20;
export const OPENING = /^\uFEFF?---[ \t]*(?:\r\n|\n)/;
const CLOSING = /^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|$)/m;
const START: Place = { line: 1, column: 1 };

/** The parts of `raw`, each as it stands there. */
export function fencesOf(raw: string): { opening: string; yaml: string; closing: string } | undefined {
  const opening = OPENING.exec(raw)?.[0];
  if (opening === undefined) return undefined;
  const rest = raw.slice(opening.length);
  const end = CLOSING.exec(rest);
  return end
    ? { opening, yaml: rest.slice(0, end.index), closing: rest.slice(end.index, end.index + end[0].length) }
    : undefined;
}

/**
 * @param text a whole file
 * @throws {FrontMatterFault} when it begins with a fence and what follows cannot be read
 */
export function parseFrontMatter(text: string): FrontMatter {
  if (!OPENING.test(text)) return { raw: '', body: text, values: new Map(), placeOf: () => START };
  const fences = fencesOf(text);
  if (!fences) throw new FrontMatterFault('no_end', START);
  const { opening, yaml, closing } = fences;
  if (yaml.length > LONGEST) throw new FrontMatterFault('too_long', START);
  const { document, placeAt } = readYaml(yaml);
  const values = new Map<string, FrontValue>();
  const places = new Map<string, Place>();
  let aliases = 0;
  for (const { key, value } of document.contents?.items ?? []) {
    const name = isScalar(key) ? textOfScalar(key) : undefined;
    if (name === undefined || !isScalar(key)) continue;
    const isTooMuch = isAlias(value) && ++aliases > MOST_ALIASES;
    values.set(name, isTooMuch ? OTHER : valueOf(value, document));
    places.set(name, placeAt(key.range?.[0] ?? 0));
  }
  const raw = opening + yaml + closing;
  return { raw, body: text.slice(raw.length), values, placeOf: (name) => places.get(name) ?? START };
}

/** A file may end with its closing fence: once a text follows, that needs the end of its line. */
export function closedBefore(raw: string, body: string): string {
  if (raw === '' || body === '' || raw.endsWith('\n')) return raw;
  return raw + (OPENING.exec(raw)?.[0].endsWith('\r\n') ? '\r\n' : '\n');
}

/**
 * A file whose parts are stored apart. Without front matter its text may begin with a line of hyphens, and is none.
 * @throws {FrontMatterFault} when `raw` was not made by `parseFrontMatter` or `patchFrontMatter`
 */
export function joinFrontMatter(raw: string, body: string): FrontMatter {
  return raw === ''
    ? { raw, body, values: new Map(), placeOf: () => START }
    : parseFrontMatter(closedBefore(raw, body) + body);
}

export type Mapping = Document.Parsed<YAMLMap.Parsed>;

/** @param yaml what stands between the fences */
export function readYaml(yaml: string): { document: Mapping; placeAt: (offset: number) => Place } {
  const lines = new LineCounter();
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    // The opening fence is a line of its own.
    return { line: Math.max(line, 1) + 1, column: Math.max(col, 1) };
  };
  const document = parsed(yaml, lines);
  const [error] = document.errors;
  if (error) {
    throw new FrontMatterFault('yaml', placeAt(error.pos[0]), error.message.split('\n')[0]?.slice(0, 200));
  }
  const contents: ParsedNode | null = document.contents;
  if (isMap(contents)) {
    const again = repeated(contents);
    if (again) throw new FrontMatterFault('twice', placeAt(again.range[0]));
    return { document: document as Mapping, placeAt };
  }
  if (contents === null || (isScalar(contents) && contents.value === null && !contents.anchor))
    return { document: parsed('{}', lines) as Mapping, placeAt };
  throw new FrontMatterFault('not_mapping', placeAt(contents.range[0]));
}

/** The first name that stands there again. */
function repeated({ items }: YAMLMap.Parsed): Scalar.Parsed | undefined {
  const seen = new Set<unknown>();
  for (const { key } of items) {
    if (!isScalar(key)) continue;
    if (seen.has(key.value)) return key as Scalar.Parsed;
    seen.add(key.value);
  }
  return undefined;
}

function parsed(yaml: string, lineCounter: LineCounter): Document.Parsed {
  try {
    return parseDocument(yaml, {
      lineCounter,
      schema: 'core',
      merge: false,
      resolveKnownTags: false,
      // Looked for below: the reader compares each name with all others.
      uniqueKeys: false,
      prettyErrors: false,
      // Warnings about tags are for nobody: tagged values are not read.
      logLevel: 'error',
    });
  } catch (error) {
    // Brackets within brackets, until the stack is full.
    if (error instanceof RangeError) throw new FrontMatterFault('too_deep', { line: 2, column: 1 });
    throw error;
  }
}

/** A string, or what was written for a number, a date or a yes. */
function textOfScalar(node: Scalar): string | undefined {
  if (node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:')) return undefined;
  if (typeof node.value === 'string') return node.value;
  if (node.value === null) return '';
  return node.source ?? String(node.value);
}

const OTHER: FrontValue = { kind: 'other' };

function valueOf(node: Node | null, document: Mapping): FrontValue {
  const target = isAlias(node) ? node.resolve(document) : node;
  if (target === undefined) return OTHER;
  if (target === null) return { kind: 'text', text: '' };
  if (isScalar(target)) {
    const text = textOfScalar(target);
    return text === undefined ? OTHER : { kind: 'text', text };
  }
  if (!isSeq(target) || target.items.length > 200) return OTHER;
  const items = target.items.map((item) => (isScalar(item) ? textOfScalar(item) : undefined));
  return items.every((item) => item !== undefined) ? { kind: 'list', items } : OTHER;
}
