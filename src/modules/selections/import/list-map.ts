/**
 * What somebody says of a list before it is read (`--map`): what its columns are, what its words mean, what stands for
 * a blank, and who is who. Pure.
 */
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';
import { isPrivateColumn } from '../../officials/index.ts';
import { type ListKind, mappedNames } from './list-columns.ts';

/** A column that nobody reads. */
export const UNREAD = 'none';
const MOST = 2000;

const Text = Type.String({ maxLength: 2000 });
const Short = Type.String({ maxLength: 300 });

export const ListMap = Type.Object(
  {
    $schema: Type.Optional(Text),
    columns: Type.Optional(
      Type.Record(Text, Short, {
        maxProperties: 300,
        description: 'Header of the file → column of the list; “none”: nobody reads it.',
      }),
    ),
    words: Type.Optional(
      Type.Record(Short, Type.Record(Text, Short, { maxProperties: MOST }), {
        description:
          'Column of the list → word of the file → what it means here: a code or a word of the screen.',
      }),
    ),
    blank: Type.Optional(
      Type.Record(Short, Type.Array(Short, { maxItems: 50 }), {
        description: 'Column of the list → what its cells say where nothing was recorded.',
      }),
    ),
    people: Type.Optional(
      Type.Record(Text, Short, {
        maxProperties: MOST,
        description: 'Name or number as printed → key of a candidacy, or of who holds a seat.',
      }),
    ),
    numbers_of: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description:
          'Publisher whose keys and file numbers the list has, where it is another one: people that the process cites it for.',
      }),
    ),
    new_people: Type.Optional(
      Type.Boolean({
        description:
          'The list brings people who are new in this process, or in this body: needed where more of its rows are of new people than of those who are there.',
      }),
    ),
    corrections: Type.Optional(
      Type.Record(Short, Short, {
        maxProperties: MOST,
        description:
          'Row that may correct one that is there, as it was asked → key of the one that it corrects; “+”: it is another one.',
      }),
    ),
    every_row: Type.Optional(
      Type.Record(Short, Text, {
        description: 'Column of the list → what holds for every row that does not say it itself.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type ListMap = Static<typeof ListMap>;

/** As published beside the other import files. */
export const listMapDocument = (): object => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'What a list of a process of selection means',
  description: 'Read by `ja import score lista.json --process proceso --map mapa.json`.',
  ...ListMap,
});

/** Bytes; a map is a few lines. */
export const MOST_LIST_MAP_BYTES = 262_144;

/** @returns undefined when it is none */
export function readListMap(text: string): ListMap | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return Check(ListMap, value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export interface MapFault {
  code: 'map_header' | 'map_column' | 'map_private';
  values: { name: string; names: string };
}

/** @returns what is wrong with a map for this list; undefined: nothing */
export function mapFault(list: ListKind, headers: readonly string[], map: ListMap): MapFault | undefined {
  const names = mappedNames(list);
  for (const [header, what] of Object.entries(map.columns ?? {})) {
    if (!headers.includes(header))
      return { code: 'map_header', values: { name: header, names: headers.slice(0, 40).join(', ') } };
    if (what === UNREAD) continue;
    if (!names.includes(what)) return { code: 'map_column', values: { name: what, names: names.join(', ') } };
    if (isPrivateColumn(header)) return { code: 'map_private', values: { name: header, names: '' } };
  }
  const said = [map.words, map.blank, map.every_row].flatMap((part) => Object.keys(part ?? {}));
  const other = said.find((name) => !names.includes(name));
  return other === undefined
    ? undefined
    : { code: 'map_column', values: { name: other, names: names.join(', ') } };
}
