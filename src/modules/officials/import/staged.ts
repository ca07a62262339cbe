/**
 * What is kept of a list between sending it and reading it in: rows that came through the door, who is who among them,
 * and what was said of them. Never the file: it may hold what nobody may know.
 */
import type { Read } from '../../../platform/db/handles.ts';
import {
  AS_IT_IS,
  type ColumnMap,
  type EveryRowField,
  type Reading,
  type SaidColumns,
  readingKey,
  readingOf,
  UNREAD,
} from './column-map.ts';
import { FileFault, type Guess, openTable, type TableFile } from './csv-file.ts';
import { columnOf } from './door.ts';
import { type DroppedKind, type Field, FIELDS } from './fields.ts';
import type { ImportInput } from './file-bytes.ts';
import { type Finding, shownHeader } from './file-findings.ts';
import { withoutNumbers } from './identity-numbers.ts';
import { INSTITUTION_FIELDS } from './institution-columns.ts';
import { type InstitutionPlan, NO_PLAN, planInstitutions } from './institution-plan.ts';
import { namelessFault, readingOfInstitutions } from './institution-reading.ts';
import { admittedRows, type PersonPlan, planAgain, planPeople } from './person-plan.ts';
import type { AdmittedRow } from './person-rows.ts';

/** Of what is sent through a browser; larger lists go in at the terminal. */
export const MAX_UPLOAD_BYTES = 16 * 2 ** 20;

export interface StagedColumn<F extends string = Field> {
  number: number;
  /** As it may be told. */
  header: string;
  /** Never read, whoever asks. */
  secret?: DroppedKind;
  /** What it is read as; absent: it is not read. */
  field?: F;
}

export interface Told {
  what: 'refused' | 'warning';
  finding: Finding;
}

export interface StagedPeople {
  kind: 'person';
  columns: StagedColumn[];
  rows: AdmittedRow[];
  /** Whose row it is, by its place. */
  personOf: number[];
  queue: PersonPlan['queue'];
  dropped: [DroppedKind, number][];
  unknown: string[];
  refused: number;
  told: Told[];
  /** Findings beyond those kept. */
  more: number;
  /** What holds for every row, as somebody said. */
  everyRow: Partial<Record<EveryRowField, string>>;
  /** See `readingKey`. */
  readAs: string;
  /** By person, where it was looked at before: what would come of them, and which questions would be asked. */
  outcomes?: ('created' | 'changed' | 'left')[];
  queued?: Readonly<Record<string, number>>;
  /** Why nothing of it is read yet; `columns` are what they seem to be. */
  held?: Finding;
}

/** What somebody says that a list holds: by the number of the column, and for every row. */
export interface Choices {
  columns: ReadonlyMap<number, string>;
  everyRow: Partial<Record<EveryRowField, string>>;
}

export interface StagedInstitutions {
  kind: 'institution';
  columns: StagedColumn<string>[];
  plan: InstitutionPlan;
  /** See `readingKey`. */
  readAs: string;
  /** Why nothing of it is read yet. */
  held?: Finding;
}

export type Staged = StagedPeople | StagedInstitutions;

/** Nobody reads more of them; the rest is counted. */
export const MOST_TOLD = 500;

/** @throws {FileFault} */
export async function stageList(
  db: Read,
  kind: Staged['kind'],
  input: ImportInput,
  choices?: Choices,
): Promise<{ staged: Staged; sha256: Buffer }> {
  const table = await openTable(input);
  const staged =
    kind === 'person' ? await stagePeople(table, choices) : await stageInstitutions(db, table, choices);
  return { staged, sha256: table.sha256 };
}

/** Without a column of names nothing of it is read until somebody has said which it is. */
async function stageInstitutions(
  db: Read,
  table: TableFile,
  choices: Choices | undefined,
): Promise<StagedInstitutions> {
  const map = choices && { columns: saidOf(table, choices, INSTITUTION_FIELDS) };
  const reading = readingOfInstitutions(table.headers, map);
  const held = namelessFault(reading);
  return {
    kind: 'institution',
    columns: stagedColumns(table, (header) => reading.of.get(header)),
    plan: held ? NO_PLAN : await planInstitutions(db, table, reading),
    readAs: reading.readAs,
    ...(held && { held }),
  };
}

async function stagePeople(table: TableFile, choices: Choices | undefined): Promise<StagedPeople> {
  const everyRow = Object.fromEntries(
    Object.entries(choices?.everyRow ?? {}).map(([field, text]) => [field, withoutNumbers(text).text]),
  );
  try {
    return { ...(await readPeople(table, choices)), everyRow };
  } catch (error) {
    if (!(error instanceof FileFault) || !error.offered) throw error;
    return { ...heldBack(table, error.finding, error.offered), everyRow };
  }
}

/** Nothing of it is read until somebody has said what its columns are. */
function heldBack(table: TableFile, held: Finding, offered: Guess): Omit<StagedPeople, 'everyRow'> {
  const guessed = new Map(
    [...offered].flatMap(([header, what]) => (what === UNREAD ? [] : [[header, what]])),
  );
  const unread = new Set([...offered].flatMap(([header, what]) => (what === UNREAD ? [header] : [])));
  return {
    kind: 'person',
    columns: columnsOf(table, { ...AS_IT_IS, chosen: guessed, unread }),
    rows: [],
    personOf: [],
    queue: [],
    dropped: [],
    unknown: [],
    refused: 0,
    told: [],
    more: 0,
    readAs: '',
    held,
  };
}

async function readPeople(
  table: TableFile,
  choices: Choices | undefined,
): Promise<Omit<StagedPeople, 'everyRow'>> {
  const reading = choices
    ? readingOf(table.headers, { columns: saidOf(table, choices, FIELDS), every_row: choices.everyRow })
    : AS_IT_IS;
  const told: Told[] = table.warnings.map((one) => ({ what: 'warning', finding: one }));
  let more = 0;
  const plan = await planPeople(table, reading, (what, found) => {
    if (told.length < MOST_TOLD) told.push({ what, finding: found });
    else more += 1;
  });
  const rows: AdmittedRow[] = [];
  for await (const row of admittedRows(table, reading)) rows.push(row);
  return {
    kind: 'person',
    columns: columnsOf(table, reading),
    rows,
    personOf: plan.rows.map(({ person }) => person),
    queue: plan.queue,
    dropped: [...plan.dropped],
    unknown: plan.unknown,
    refused: plan.refused,
    told,
    more,
    readAs: readingKey(table.headers, reading),
  };
}

/** By the header of the column that has the number; what is none of the fields is not read. */
function saidOf<F extends string>(
  table: TableFile,
  { columns }: Choices,
  fields: readonly F[],
): SaidColumns<F> {
  const named = [...columns].flatMap(([number, what]) => {
    const header = table.headers[number - 1];
    return header === undefined ? [] : [[header, fields.find((one) => one === what) ?? UNREAD] as const];
  });
  return Object.fromEntries(named);
}

const columnsOf = (table: TableFile, { chosen, unread }: Reading): StagedColumn[] =>
  stagedColumns(table, (header) => {
    const column = columnOf(header);
    if (unread.has(header) || (column && 'private' in column)) return undefined;
    return chosen.get(header) ?? column?.field;
  });

function stagedColumns<F extends string>(
  table: TableFile,
  fieldOf: (header: string) => F | undefined,
): StagedColumn<F>[] {
  return table.headers.map((header, at) => {
    const column = columnOf(header);
    const shown = { number: at + 1, header: shownHeader(header) };
    const field = fieldOf(header);
    if (column && 'private' in column && field === undefined) return { ...shown, secret: column.private };
    return { ...shown, ...(field && { field }) };
  });
}

/** What was said of its columns, as the terminal reads it; private ones are read by nobody and are not in it. */
export function mapOfStaged(staged: Staged): Pick<ColumnMap, 'every_row'> & { columns: SaidColumns<string> } {
  const read = staged.columns.filter(({ secret }) => secret === undefined);
  const everyRow = staged.kind === 'person' ? staged.everyRow : {};
  return {
    columns: Object.fromEntries(read.map(({ header, field }) => [header, field ?? UNREAD])),
    ...(Object.keys(everyRow).length > 0 && { every_row: everyRow }),
  };
}

/** The list as it is to go in, without the rows that were left out. */
export function planOfStaged(
  staged: StagedPeople,
  without: ReadonlySet<number>,
): { plan: PersonPlan; rows: AdmittedRow[] } {
  const kept = staged.rows.flatMap((row, at) =>
    without.has(row.line) ? [] : [{ row, person: staged.personOf[at] ?? -1 }],
  );
  const rows = kept.map(({ row }) => row);
  const planned = planAgain(
    rows,
    kept.map(({ person }) => person),
    staged.queue,
  );
  const { unknown, refused } = staged;
  const leftOut = staged.rows.length - rows.length;
  const numberOf = (field: Field) => staged.columns.find((one) => one.field === field)?.number;
  const heldColumn = numberOf('office_from') ?? numberOf('post') ?? 0;
  const dropped = new Map(staged.dropped);
  return { plan: { ...planned, dropped, unknown, refused, leftOut, heldColumn }, rows };
}
