/** Changes a few names of a front matter and leaves every other byte of it alone. */
import { type Alias, isNode, isScalar, type Node, type Pair, type ParsedNode, stringify, visit } from 'yaml';
import { fencesOf, type Mapping, parseFrontMatter, readYaml } from './parse.ts';

/** `text` is quoted where it has to be; `plain` (a date, a yes) never is. */
export type WrittenValue = { text: string } | { plain: string } | { list: readonly string[] };

/** What becomes of each name; undefined takes it out. */
export type Changes = ReadonlyMap<string, WrittenValue | undefined>;

/**
 * @param raw as `parseFrontMatter` gives it; empty: there was none
 * @returns the same with the changes: order, comments, folding, quotes, line ends and all other names as they were.
 *   New names stand last
 */
export function patchFrontMatter(raw: string, changes: Changes): string {
  if (changes.size === 0) return raw;
  const fences = fencesOf(raw);
  const added = [...changes].flatMap(([name, value]) => (value ? [lineOf(name, value)] : []));
  if (!fences) return added.length === 0 ? raw : `---\n${added.join('')}---\n${raw}`;
  const { opening, yaml, closing } = fences;
  const lineEnd = opening.endsWith('\r\n') ? '\r\n' : '\n';
  const patched = patchLines(yaml, changes, lineEnd) ?? rewrite(yaml, changes);
  return opening + patched + closing;
}

/** One name with its value, as lines. */
function lineOf(name: string, value: WrittenValue): string {
  if ('plain' in value) return `${stringify(name).trimEnd()}: ${value.plain}\n`;
  const content = 'list' in value ? [...value.list] : value.text;
  return stringify({ [name]: content }, { schema: 'core', compat: 'yaml-1.1', lineWidth: 80 });
}

/** @returns undefined when the names do not stand one below the other at the beginning of lines */
function patchLines(yaml: string, changes: Changes, lineEnd: string): string | undefined {
  const { document } = readYaml(yaml);
  const pairs = document.contents?.items ?? [];
  if (document.contents?.flow && pairs.length > 0) return undefined;
  let patched = '';
  let from = 0;
  const left = new Map(changes);
  for (const pair of pairs) {
    const name = isScalar(pair.key) ? String(pair.key.value) : '';
    if (!left.has(name)) continue;
    const range = rangeOf(pair, yaml);
    // What others point at cannot be cut out alone.
    if (!range || anchoredIn(pair.value).length > 0) return undefined;
    const value = left.get(name);
    left.delete(name);
    patched += yaml.slice(from, range.start) + (value ? fitted(name, value, range, lineEnd) : '');
    from = value ? range.end : range.lineEnd;
  }
  patched += yaml.slice(from);
  if (patched !== '' && !patched.endsWith('\n')) patched += lineEnd;
  for (const [name, value] of left) if (value) patched += lineOf(name, value).replaceAll('\n', lineEnd);
  return isAsWished(patched, yaml, changes) ? patched : undefined;
}

interface Range {
  start: number;
  end: number;
  /** After the line's end, a comment behind the value included. */
  lineEnd: number;
  /** Whether the value itself takes up the end of its line. */
  whole: boolean;
  /** Whether a comment follows behind the value. */
  commented: boolean;
}

function rangeOf({ key, value }: Pair<ParsedNode, ParsedNode | null>, yaml: string): Range | undefined {
  const start = key.range[0];
  if (start > 0 && yaml[start - 1] !== '\n') return undefined;
  const end = value ? value.range[1] : key.range[1] + 1;
  const whole = yaml[end - 1] === '\n';
  const next = yaml.indexOf('\n', end);
  const after = whole ? end : next === -1 ? yaml.length : next + 1;
  return { start, end, lineEnd: after, whole, commented: yaml.slice(end, after).trim() !== '' };
}

function fitted(name: string, value: WrittenValue, { whole, commented }: Range, lineEnd: string): string {
  const several = lineOf(name, value);
  // A block of lines would swallow the comment behind it.
  const lines =
    commented && 'text' in value && several.trimEnd().includes('\n') ? oneLineOf(name, value.text) : several;
  const text = lines.replaceAll('\n', lineEnd);
  return whole ? text : text.slice(0, -lineEnd.length);
}

function oneLineOf(name: string, text: string): string {
  return stringify(
    { [name]: text },
    { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' },
  );
}

/** Reads it again: the changed names say what they should, and all others what they said. */
function isAsWished(patched: string, before: string, changes: Changes): boolean {
  try {
    const old = parseFrontMatter(`---\n${before}---\n`).values;
    const now = parseFrontMatter(`---\n${patched}---\n`).values;
    const names = new Set([...old.keys(), ...now.keys(), ...changes.keys()]);
    return [...names].every((name) => {
      const wanted = changes.has(name) ? wantedValue(changes.get(name)) : old.get(name);
      return JSON.stringify(now.get(name)) === JSON.stringify(wanted);
    });
  } catch {
    return false;
  }
}

function wantedValue(value: WrittenValue | undefined): object | undefined {
  if (!value) return undefined;
  if ('list' in value) return { kind: 'list', items: value.list };
  return { kind: 'text', text: 'plain' in value ? value.plain : value.text };
}

/** For what is written in another manner (`{ title: x }`, anchors): all of it anew, no name lost. */
function rewrite(yaml: string, changes: Changes): string {
  const { document }: { document: Mapping } = readYaml(yaml);
  setFree(document, changes);
  for (const [name, value] of changes) {
    if (!value) document.delete(name);
    else document.set(name, 'list' in value ? [...value.list] : 'plain' in value ? value.plain : value.text);
  }
  return document.toString({ lineWidth: 80 });
}

type Anchored = Exclude<Node, Alias>;

/** What has an anchor, to which others may point. */
function anchoredIn(value: unknown): Anchored[] {
  const found: Anchored[] = [];
  if (!isNode(value)) return found;
  visit(value, {
    Value: (_, node) => {
      if (node.anchor !== undefined) found.push(node);
    },
  });
  return found;
}

/** Copies may hold what points further: nobody writes so many. */
const MOST_COPIES = 100;

/** Names that stay say by themselves what they said by pointing at one that changes. */
function setFree(document: Mapping, changes: Changes): void {
  const changed = (document.contents?.items ?? []).filter(
    ({ key }) => isScalar(key) && changes.has(String(key.value)),
  );
  const going = new Set(changed.flatMap(({ value }) => anchoredIn(value)));
  if (going.size === 0) return;
  let copies = 0;
  visit(document, {
    Pair: (_, pair) => (changed.includes(pair as (typeof changed)[number]) ? visit.SKIP : undefined),
    Alias: (_, alias) => {
      const source = alias.resolve(document);
      if (!source || !going.has(source as Anchored) || ++copies > MOST_COPIES) return undefined;
      const copy = source.clone() as Anchored;
      for (const node of anchoredIn(copy)) delete node.anchor;
      return copy;
    },
  });
  for (const node of going) delete node.anchor;
}
