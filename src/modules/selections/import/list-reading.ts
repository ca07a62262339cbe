/** The rows of a table as those of a list: by its headers, and as somebody said. Pure. */
import { slugOf } from '../../../platform/slug.ts';
import type { ListRow } from './list-cells.ts';
import { columnsOf, type ListKind } from './list-columns.ts';
import { type ListMap, UNREAD } from './list-map.ts';

export interface Reading {
  /** Stable names by header. */
  named: ReadonlyMap<string, string>;
  /** Headers that somebody said not to read. */
  unread: ReadonlySet<string>;
  map: ListMap;
}

export function readingOf(list: ListKind, headers: readonly string[], map: ListMap): Reading {
  const chosen = Object.entries(map.columns ?? {});
  const unread = new Set(chosen.flatMap(([header, what]) => (what === UNREAD ? [header] : [])));
  const taken = new Set(chosen.map(([, what]) => what));
  const own = [...columnsOf(list, headers)].filter(
    ([header, name]) => !Object.hasOwn(map.columns ?? {}, header) && !taken.has(name),
  );
  return { named: new Map([...own, ...chosen.filter(([, what]) => what !== UNREAD)]), unread, map };
}

/** What lists say where nothing was recorded; of an outcome it is a word. */
const PENDING = /^pendiente\.?$/i;

export function rowOf(
  { line, cells }: { line: number; cells: Record<string, string> },
  { named, unread, map }: Reading,
): ListRow {
  const own = new Map<string, string>();
  const others = new Map<string, string>();
  for (const [header, cell] of Object.entries(cells)) {
    const text = cell.trim();
    if (text === '' || unread.has(header)) continue;
    const name = named.get(header);
    if (name === undefined) {
      if (!PENDING.test(text)) others.set(header, text);
      continue;
    }
    const said = meant(name, text, map);
    if (said !== '' && !own.has(name)) own.set(name, said);
  }
  for (const [name, text] of Object.entries(map.every_row ?? {}))
    if (!own.has(name) && text.trim() !== '') own.set(name, text.trim());
  return { line, cells: own, others };
}

/** Empty: nothing was recorded. */
function meant(name: string, text: string, { words, blank }: ListMap): string {
  if (name !== 'outcome' && PENDING.test(text)) return '';
  if ((blank?.[name] ?? []).includes(text)) return '';
  const wanted = slugOf(text);
  const said = Object.entries(words?.[name] ?? {}).find(([word]) => slugOf(word) === wanted)?.[1];
  return said === undefined || said === '' ? text : said;
}
