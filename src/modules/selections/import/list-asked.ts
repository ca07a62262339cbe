/** What somebody is asked of a list at the desk before it goes in, and their answers as a map. Pure. */
import { isPrivateColumn } from '../../officials/index.ts';
import {
  ADMISSIBILITIES,
  CANDIDACY_STATES,
  CHOICES,
  DECIDERS,
  FILER_KINDS,
  OBJECTION_OUTCOMES,
  SEAT_OFFICES,
} from '../rules/vocabulary.ts';
import { type ListKind, mappedNames } from './list-columns.ts';
import { ANOTHER, type Doubt } from './list-corrected.ts';
import { type ListMap, UNREAD } from './list-map.ts';

export interface AskedHeader {
  header: string;
  /** What it is read as; undefined: as nothing, or as an aspect. */
  column: string | undefined;
  /** What its cells seem to be. */
  seems: string | undefined;
  /** Nobody may read it, whatever is said. */
  secret: boolean;
}

export interface Asked {
  headers: AskedHeader[];
  words: { column: string; printed: string }[];
  /** Names and numbers. */
  people: string[];
  /** Columns for what holds for every row. */
  everyRow: string[];
  /** Whether the people of the list are new here. Files that were sent before it was asked do not say it. */
  newPeople?: boolean;
  /** Rows that may correct one that is there. Files that were sent before it was asked have none. */
  rows?: Doubt[];
  /** How many of each still wait for these to be answered. */
  more?: { words: number; people: number; rows: number };
  /** What was said until now. */
  map: ListMap;
}

/** As many as somebody answers on one page; the rest is asked when these are. */
const MOST = 80;

/** As many as stand in one choice; of more, nobody looks through it. */
export const MOST_PEOPLE = 300;

/** Columns whose cells are words: their codes, and where the words on the screen stand. */
export const WORD_COLUMNS: Readonly<Record<string, { codes: readonly string[]; prefix: string }>> = {
  state: { codes: CANDIDACY_STATES, prefix: 'selections.candidacy_state' },
  decided_by: { codes: DECIDERS.filter((one) => one !== ''), prefix: 'selections.decided_by' },
  filer_kind: { codes: FILER_KINDS, prefix: 'selections.filer' },
  admissibility: { codes: ADMISSIBILITIES, prefix: 'selections.admissibility' },
  outcome: { codes: OBJECTION_OUTCOMES, prefix: 'selections.objection_outcome' },
  choice: { codes: CHOICES, prefix: 'selections.choice' },
  office: { codes: SEAT_OFFICES.filter((one) => one !== ''), prefix: 'selections.office' },
  entered: { codes: ['si', 'no'], prefix: 'selections.office.map' },
  alternate: { codes: ['si', 'no'], prefix: 'selections.office.map' },
};

/** The answer that a word stands for nothing recorded. */
export const BLANK = 'blank';

const SOURCE = ['source_title', 'source_publisher', 'source_url', 'source_date'];
const EVERY_ROW: Readonly<Record<ListKind, readonly string[]>> = {
  candidate: ['on', ...SOURCE],
  score: ['grading', 'rubric', ...SOURCE],
  objection: ['filed_on', ...SOURCE],
  vote: ['round', 'body', 'matter', 'on', ...SOURCE],
  document: ['publisher', 'stage', 'date'],
  member: ['body', 'sworn_on', ...SOURCE],
  check: ['register', 'on', ...SOURCE],
};

/**
 * @param named what each header is read as
 * @param offered what could be said so that more is read
 */
export function askedOf(
  list: ListKind,
  {
    headers,
    named,
    offered,
    list: { doubts } = { doubts: [] },
  }: {
    headers: readonly string[];
    named: ReadonlyMap<string, string>;
    offered: ListMap | undefined;
    list?: { doubts: readonly Doubt[] };
  },
  map: ListMap,
): Asked {
  const pairs = [...wordsIn(map.words), ...blanksIn(map.blank), ...wordsIn(offered?.words)];
  const words = new Map(pairs.map((one) => [`${one.column}\n${one.printed}`, one]));
  const answered = Object.keys(map.people ?? {});
  const open = Object.keys(offered?.people ?? {}).filter((printed) => !map.people?.[printed]);
  const odd = [...words.values()].filter(({ column }) => WORD_COLUMNS[column] !== undefined);
  const isSaid = ({ column, printed }: Asked['words'][number]): boolean =>
    map.blank?.[column]?.includes(printed) === true || Boolean(map.words?.[column]?.[printed]);
  const openWords = odd.filter((one) => !isSaid(one));
  const told = doubts.filter(({ row }) => map.corrections?.[row]);
  const untold = doubts.filter(({ row }) => !map.corrections?.[row]);
  return {
    headers: headers.map((header) => ({
      header,
      column: named.get(header),
      seems: offered?.columns?.[header],
      secret: isPrivateColumn(header),
    })),
    words: [...odd.filter(isSaid), ...openWords.slice(0, MOST)],
    // Those with an answer are no part of how many are asked: they would leave no room for the next ones.
    people: [...new Set([...answered, ...open.slice(0, MOST)])],
    everyRow: [...EVERY_ROW[list]],
    newPeople: list === 'candidate' || list === 'member',
    rows: [...told, ...untold.slice(0, MOST)],
    more: { words: beyond(openWords), people: beyond(open), rows: beyond(untold) },
    map,
  };
}

const beyond = (list: readonly unknown[]): number => Math.max(0, list.length - MOST);

const wordsIn = (words: ListMap['words'] = {}) =>
  Object.entries(words).flatMap(([column, own]) => Object.keys(own).map((printed) => ({ column, printed })));

const blanksIn = (blank: ListMap['blank'] = {}) =>
  Object.entries(blank).flatMap(([column, own]) => own.map((printed) => ({ column, printed })));

/** Names of the fields of the form. */
export const FIELD = {
  column: (at: number) => `column.${at}`,
  word: (at: number) => `word.${at}`,
  person: (at: number) => `person.${at}`,
  row: (at: number) => `row.${at}`,
  everyRow: (name: string) => `every.${name}`,
  numbersOf: 'numbers_of',
  newPeople: 'new_people',
};

/** What stands in the form for a word. */
export function answerOf({ map }: Asked, { column, printed }: Asked['words'][number]): string {
  if (map.blank?.[column]?.includes(printed)) return BLANK;
  return map.words?.[column]?.[printed] ?? '';
}

/** How many of each nobody has answered: those that are asked now, and those that come after them. */
export function openIn(asked: Asked): { words: number; people: number; rows: number } {
  const { words, people, rows = [], more, map } = asked;
  return {
    words: words.filter((one) => answerOf(asked, one) === '').length + (more?.words ?? 0),
    people: people.filter((printed) => !map.people?.[printed]).length + (more?.people ?? 0),
    rows: rows.filter(({ row }) => !map.corrections?.[row]).length + (more?.rows ?? 0),
  };
}

/** @param answer by the name of the field; what is no choice of the form is as if nothing was answered */
export function mapFrom(list: ListKind, asked: Asked, answer: (name: string) => string): ListMap {
  const names = new Set([...mappedNames(list), UNREAD]);
  const columns = asked.headers.flatMap(({ header, secret }, at): [string, string][] => {
    const what = answer(FIELD.column(at));
    return secret || !names.has(what) ? [] : [[header, what]];
  });
  const words: Record<string, Record<string, string>> = {};
  const blank: Record<string, string[]> = {};
  for (const [at, { column, printed }] of asked.words.entries()) {
    const code = answer(FIELD.word(at));
    if (code === BLANK) (blank[column] ??= []).push(printed);
    else if (WORD_COLUMNS[column]?.codes.includes(code)) (words[column] ??= {})[printed] = code;
  }
  const people = asked.people.flatMap((printed, at): [string, string][] => {
    const key = answer(FIELD.person(at)).slice(0, 80);
    return key === '' ? [] : [[printed, key]];
  });
  const rows = (asked.rows ?? []).flatMap(({ row, of }, at): [string, string][] => {
    const said = answer(FIELD.row(at));
    return said === ANOTHER || of.some(({ key }) => key === said) ? [[row, said]] : [];
  });
  const everyRow = asked.everyRow.flatMap((name): [string, string][] => {
    const text = answer(FIELD.everyRow(name)).slice(0, 500);
    return text === '' ? [] : [[name, text]];
  });
  const numbersOf = answer(FIELD.numbersOf).slice(0, 200);
  return {
    ...(columns.length > 0 && { columns: Object.fromEntries(columns) }),
    ...(Object.keys(words).length > 0 && { words }),
    ...(Object.keys(blank).length > 0 && { blank }),
    ...(people.length > 0 && { people: Object.fromEntries(people) }),
    ...(rows.length > 0 && { corrections: Object.fromEntries(rows) }),
    ...(everyRow.length > 0 && { every_row: Object.fromEntries(everyRow) }),
    ...(numbersOf !== '' && { numbers_of: numbersOf }),
    ...(asked.newPeople === true && answer(FIELD.newPeople) === 'si' && { new_people: true }),
  };
}
