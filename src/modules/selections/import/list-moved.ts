/**
 * Lists whose columns do not hold what they are called: published files have keys that moved by one, and a key that is
 * the value of the first row. Such a file is refused whole, with what its columns seem to be. Pure.
 */
import { slugOf } from '../../../platform/slug.ts';
import { keysOfName } from '../../officials/index.ts';
import { CANDIDACY_STATES } from '../rules/vocabulary.ts';
import type { ProcessFile } from '../schemas/process-file.ts';
import type { ListKind } from './list-columns.ts';
import { UNREAD } from './list-map.ts';
import { codeOf, dateOf } from './list-words.ts';

export type Cells = Readonly<Record<string, string>>;

/** Shorter ones may be a number of something. */
const SHORTEST = 4;
/** So many of the values of a column, and it is what they are. */
const MOST_OF = 0.8;

/** @returns headers that are values, or whose cells are the names of other columns; none: the columns may stay */
export function movedHeaders(headers: readonly string[], rows: readonly Cells[]): string[] {
  const [first] = rows;
  if (!first) return [];
  const taken = headers.filter(
    (header) =>
      header.length >= SHORTEST &&
      Object.entries(first).some(([other, value]) => other !== header && value.trim() === header.trim()),
  );
  const keys = new Set(headers.map(slugOf));
  const named = headers.filter((header) => {
    const values = valuesOf(header, rows);
    const others = values.filter((value) => value.length >= SHORTEST && keys.has(slugOf(value)));
    return (
      others.length >= MOST_OF * values.length && others.some((value) => slugOf(value) !== slugOf(header))
    );
  });
  // One column by itself may hold such a word; a key that is a value is no header.
  return taken.length > 0 || named.length > 1 ? [...new Set([...taken, ...named])] : [];
}

const valuesOf = (header: string, rows: readonly Cells[]): string[] =>
  rows.map((cells) => (cells[header] ?? '').trim()).filter((value) => value !== '' && value !== '0');

/** Header → column of the list, only where its cells leave no doubt; everything else is not read. */
export function offeredColumns(
  list: ListKind,
  headers: readonly string[],
  rows: readonly Cells[],
  file: ProcessFile,
): Record<string, string> {
  const given = new Set<string>();
  const known = whosIn(file);
  return Object.fromEntries(
    headers.map((header) => {
      const what = seems(list, valuesOf(header, rows), known).find((name) => !given.has(name)) ?? UNREAD;
      given.add(what);
      return [header, what];
    }),
  );
}

interface Whos {
  candidates: ReadonlySet<string>;
  members: ReadonlySet<string>;
}

function whosIn({ candidacies = [], bodies = [] }: ProcessFile): Whos {
  const of = (list: readonly { key: string; name: string }[]) =>
    new Set(list.flatMap(({ key, name }) => [key, keysOfName(name).name_key]));
  const holders = bodies.flatMap(({ seats }) => (seats ?? []).flatMap((seat) => seat.holders));
  return { candidates: of(candidacies), members: of(holders) };
}

function seems(list: ListKind, values: readonly string[], { candidates, members }: Whos): string[] {
  if (values.length === 0) return [];
  const mostly = (is: (value: string) => boolean): boolean =>
    values.filter(is).length >= MOST_OF * values.length;
  const isOf = (keys: ReadonlySet<string>) =>
    mostly((one) => keys.has(one) || keys.has(keysOfName(one).name_key));
  if (list === 'candidate' || list === 'member') {
    if (mostly((one) => /^[a-z]+(?:-[a-z0-9]+)+$/.test(one)) && isDistinct(values)) return ['key'];
    if (mostly(isName) && isDistinct(values)) return ['name'];
    if (list === 'candidate' && mostly(isState)) return ['state'];
    return [];
  }
  if (isOf(candidates)) return ['candidate'];
  if (isOf(members)) return list === 'check' || list === 'vote' ? ['member'] : [];
  if (mostly((one) => /^https?:\/\//.test(one))) return ['url', 'source_url'];
  if (list === 'check' && mostly((one) => one.endsWith('?'))) return ['question'];
  return mostly((one) => dateOf(one) !== undefined) ? ['on', 'filed_on', 'date'] : [];
}

const isDistinct = (values: readonly string[]): boolean => new Set(values).size === values.length;

/** Two words or more that begin with a capital, and nothing but letters. */
const isName = (value: string): boolean =>
  /^\p{Lu}[\p{L}.'-]*(?:\s+\p{L}[\p{L}.'-]*)+$/u.test(value) && value.length < 80;

const PRINTED_STATE =
  /^(?:en proceso|excluid|descalificad|nominad|elect[oa]|admitid|rechazad|inscrit|retirad)/i;

const isState = (value: string): boolean =>
  PRINTED_STATE.test(value) || codeOf(value, CANDIDACY_STATES, 'selections.candidacy_state') !== undefined;
