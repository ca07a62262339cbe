/** The catalogues of the interface: complete, equal in shape, in use, and plain text. */
import { IntlMessageFormat } from 'intl-messageformat';
import type { SourceFile } from './sources.ts';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

// The library exports the shapes of its elements, but not the names of their numbers.
const KIND: Partial<Record<number, string>> = {
  1: '',
  2: ':number',
  3: ':date',
  4: ':time',
  5: ':select',
  6: ':plural',
};

export type Catalogue = Readonly<Record<string, string>>;

/**
 * Keys put together at run time: a prefix here means that the code builds the rest from a closed list
 * (a state, a role, a department), so a literal search cannot see it.
 */
export function computedPrefixes(files: readonly SourceFile[]): string[] {
  // `t(`events.state.${row.state}`)` and "`events.state.${…}` as MessageKey": the text before the first hole.
  return files.flatMap(({ text }) =>
    [...text.matchAll(/`([a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.[a-z0-9_-]*)\$\{/g)].map((match) => match[1] ?? ''),
  );
}

/** Faults of each text, and keys that stand in one catalogue only. */
export function catalogueFaults(es: Catalogue, en: Catalogue): string[] {
  const keys = [...new Set([...Object.keys(es), ...Object.keys(en)])].toSorted();
  return keys.flatMap((key) => {
    const [spanish, english] = [es[key], en[key]];
    if (spanish === undefined) return [`${key}: missing in es.json`];
    if (english === undefined) return [`${key}: missing in en.json`];
    if (!/^[a-z0-9_-]+(\.[a-zA-Z0-9_-]+)+$/.test(key)) return [`${key}: keys are area.thing.what`];
    const faults = [...textFaults(key, 'es', spanish), ...textFaults(key, 'en', english)];
    if (faults.length > 0) return faults;
    // A hole named after the language holds a word of it, such as a weekday.
    const [left, right] = [holesOf(spanish, 'es'), holesOf(english, 'en')].map((holes) => holes.join(' '));
    return left === right ? [] : [`${key}: es has {${left}}, en has {${right}}`];
  });
}

function textFaults(key: string, lang: string, text: string): string[] {
  if (text.trim() === '') return [`${key}: empty in ${lang}`];
  if (text !== text.trim()) return [`${key}: space at an end in ${lang}`];
  if (/<\/?[a-z][^>]*>|&(?:[a-z]+|#\d+);/i.test(text)) return [`${key}: HTML in ${lang}`];
  try {
    holesOf(text);
    return [];
  } catch (error) {
    return [`${key}: not ICU in ${lang}: ${String(error)}`];
  }
}

/** Names and kinds of the placeholders, sorted: `count:plural name`; the one named `own` as `{lang}`. */
export function holesOf(text: string, own?: string): string[] {
  const holes = new Set<string>();
  const walk = (elements: readonly Element[]): void => {
    for (const element of elements) {
      const kind = KIND[element.type];
      if (kind !== undefined && 'value' in element) holes.add(element.value + kind);
      if ('options' in element) for (const option of Object.values(element.options)) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(text, 'es', undefined, { ignoreTag: true }).getAst());
  return [...holes].map((hole) => (hole === own ? '{lang}' : hole)).toSorted();
}

/** Keys that no source names, neither whole nor by a computed prefix. */
export function unusedKeys(keys: readonly string[], files: readonly SourceFile[]): string[] {
  const prefixes = computedPrefixes(files);
  const literals = new Set(
    files.flatMap(({ text }) =>
      [...text.matchAll(/['"`]([a-z0-9_-]+(?:\.[a-zA-Z0-9_-]+)+)['"`]/g)].map((m) => m[1] ?? ''),
    ),
  );
  return keys.filter((key) => !literals.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)));
}
