/**
 * Whether the columns of a list hold what they are called: published files have keys that moved by one, a key's own
 * name as its value, or are lists of something else. Looked at in the first rows, before anything is read.
 */
import { lettersOf } from '../rules/names.ts';
import { FileFault, type Guess, type TableFile } from './csv-file.ts';
import { readCells, type Reading } from './column-map.ts';
import { columnOf } from './door.ts';
import type { Field } from './fields.ts';
import { finding, shownHeader } from './file-findings.ts';
import { headerKey } from './header-key.ts';
import { isBody } from './person-facts.ts';
import { isCandidacy } from './person-rows.ts';

const LOOKED_AT = 200;
/** Fewer values of a column tell nothing. */
const FEWEST = 3;
/** So many of them, and it is what they are. */
const MOST_OF = 0.8;
/** Of so many columns on, the file is moved; one or two are a slip that rows are told of. */
const MOVED = 3;

type Kind = 'header' | 'gender' | 'candidacy' | 'address' | 'date' | 'state' | 'number' | 'nothing' | 'words';

/** What such columns hold; a field that is not here holds anything. */
const HOLDS: Partial<Record<Field, readonly Kind[]>> = {
  gender: ['gender'],
  photo: ['address'],
  source_address: ['address'],
  documents: ['address'],
  bar_number: ['number', 'words'],
  list_number: ['number', 'words'],
  office_from: ['date', 'number', 'words'],
  office_to: ['date', 'number', 'words'],
  post: ['words', 'candidacy'],
  institution: ['words'],
  profession: ['words'],
  education: ['words'],
  experience: ['words'],
  experience_years: ['words', 'number', 'date'],
  state: ['words', 'state'],
};

/** What a moved column is offered as; anything else nobody can tell. */
const OFFERED: Partial<Record<Kind, Field>> = { gender: 'gender', candidacy: 'post', state: 'state' };

const STATES = /^(?:en proceso|excluid|descalificad|nominad|elect[oa]|admitid|rechazad|inscrit|retirad)/;

/** @throws {FileFault} `shifted`, with what the columns seem to be; `not_people` when the names are none of people */
export async function checkColumns(table: TableFile, reading: Reading, nameHeader: string): Promise<void> {
  const rows: Record<string, string>[] = [];
  for await (const one of table.rows()) {
    if (!one.fault) rows.push(one.cells);
    if (rows.length >= LOOKED_AT) break;
  }
  const names = rows.map((cells) => cells[nameHeader] ?? '').filter((name) => name.trim() !== '');
  if (names.length > 0 && names.filter((name) => isBody(name)).length * 2 > names.length)
    throw new FileFault(finding('officials.file.fault.not_people', 1, table.columnOf(nameHeader)));
  if (rows.length < FEWEST) return;
  const columns = table.headers.map((header) => lookAt(header, rows, table, reading));
  const moved = columns.filter((column) => column.moved);
  if (moved.length < MOVED) return;
  const shown = moved.slice(0, 6).map(({ header }) => shownHeader(header));
  throw new FileFault(
    finding('officials.file.fault.shifted', 1, table.columnOf(moved[0]?.header ?? ''), {
      count: String(moved.length),
      columns: shown.join(', '),
    }),
    offer(columns),
  );
}

interface Look {
  header: string;
  field: Field | undefined;
  kind: Kind;
  moved: boolean;
}

function lookAt(
  header: string,
  rows: readonly Record<string, string>[],
  table: TableFile,
  reading: Reading,
): Look {
  const column = columnOf(header);
  const secret = column && 'private' in column ? column.private : undefined;
  const known = column && 'field' in column ? column.field : undefined;
  const field = secret === undefined ? (reading.chosen.get(header) ?? known) : undefined;
  const holds = field && HOLDS[field];
  const kind = kindOfColumn(
    rows.map((cells) => readCells(cells, reading)[header] ?? ''),
    table.headers,
  );
  // A key that is the first row's value: whoever made the file took a row for the header.
  const taken = Object.entries(rows[0] ?? {}).some(
    ([other, value]) => other !== header && value.length >= 4 && value.trim() === header.trim(),
  );
  const wrong =
    kind === 'header' ||
    (kind !== 'nothing' && holds !== undefined && !holds.includes(kind)) ||
    (secret === 'marital_status' && kind === 'date');
  // Whoever said what columns are answers for those that they named.
  const asked = !reading.mapped || field !== undefined;
  const unread = reading.unread.has(header);
  return { header, field, kind, moved: asked && !unread && (wrong || (taken && field === undefined)) };
}

function kindOfColumn(values: readonly string[], headers: readonly string[]): Kind {
  const said = values
    .map((value) => value.trim())
    .filter((value) => value !== '' && !/^(?:0|pendiente)$/i.test(value));
  if (said.length < FEWEST) return 'nothing';
  const words = new Set(headers.map(headerKey));
  const kinds = Map.groupBy(said, (value) => kindOfValue(value, words));
  const [most = 'words', of = []] = [...kinds].toSorted(([, a], [, b]) => b.length - a.length)[0] ?? [];
  return of.length >= said.length * MOST_OF ? most : 'words';
}

const LONGEST_HEADER = 40;

function kindOfValue(value: string, headers: ReadonlySet<string>): Kind {
  const folded = value.length > 200 ? '' : lettersOf(value);
  if (folded.length >= 4 && folded.length <= LONGEST_HEADER && headers.has(headerKey(value))) return 'header';
  if (/^(?:masculino|femenin[oa]|hombre|mujer)$/.test(folded)) return 'gender';
  if (/\s/.test(value) && isCandidacy(value)) return 'candidacy';
  if (/^(?:https?:\/\/|www\.)/i.test(value)) return 'address';
  if (/^(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}-\d{2}-\d{2})$/.test(value)) return 'date';
  if (STATES.test(folded) && value.length < LONGEST_HEADER) return 'state';
  return /^[\d.,\s-]+$/.test(value) ? 'number' : 'words';
}

/** Only what is sure: a column that nobody reads is better than one that is read as another. */
function offer(columns: readonly Look[]): Guess {
  const offered = new Map<string, Field | 'none'>();
  const given = new Set<Field>();
  const give = (header: string, field: Field): void => {
    if (given.has(field)) return;
    given.add(field);
    offered.set(header, field);
  };
  for (const { header } of columns) offered.set(header, 'none');
  for (const { header, field, moved } of columns)
    if (!moved && (field === 'name' || field === 'row_id')) give(header, field);
  for (const { header, kind } of columns) {
    const field = OFFERED[kind];
    if (field !== undefined && offered.get(header) === 'none') give(header, field);
  }
  const number = columns.find(({ field, kind, moved }) => moved && kind === 'number' && field === 'post');
  if (number) give(number.header, 'list_number');
  return offered;
}
