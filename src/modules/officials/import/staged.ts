/**
 * What is kept of a list between sending it and reading it in: rows that came through the door, who is who among them,
 * and what was said of them. Never the file: it may hold what nobody may know.
 */
import type { Read } from '../../../platform/db/handles.ts';
import { FileFault, openTable, type TableFile } from './csv-file.ts';
import { columnOf } from './door.ts';
import type { DroppedKind, Field } from './fields.ts';
import type { ImportInput } from './file-bytes.ts';
import { finding, type Finding, shownHeader } from './file-findings.ts';
import { type InstitutionPlan, planInstitutions } from './institution-plan.ts';
import { admittedRows, type PersonPlan, planAgain, planPeople, type Reading } from './person-plan.ts';
import type { AdmittedRow } from './person-rows.ts';

/** Of what is sent through a browser; larger lists go in at the terminal. */
export const MAX_UPLOAD_BYTES = 16 * 2 ** 20;

export interface StagedColumn {
  number: number;
  /** As it may be told. */
  header: string;
  /** Never read, whoever asks. */
  secret?: DroppedKind;
  /** What it is read as; absent: it is not read. */
  field?: Field;
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
}

export interface StagedInstitutions {
  kind: 'institution';
  plan: InstitutionPlan;
}

export type Staged = StagedPeople | StagedInstitutions;

/** Nobody reads more of them; the rest is counted. */
const MOST_TOLD = 500;

/** @throws {FileFault} */
export async function stageList(
  db: Read,
  kind: Staged['kind'],
  input: ImportInput,
  choices: ReadonlyMap<number, Field | 'none'> = new Map(),
): Promise<{ staged: Staged; sha256: Buffer }> {
  const table = await openTable(input);
  const staged =
    kind === 'person' ? await stagePeople(table, choices) : { kind, plan: await planInstitutions(db, table) };
  return { staged, sha256: table.sha256 };
}

async function stagePeople(
  table: TableFile,
  choices: ReadonlyMap<number, Field | 'none'>,
): Promise<StagedPeople> {
  const reading = readingOf(table, choices);
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
  };
}

/** By the number of the column. @throws {FileFault} when somebody asks for a private one */
function readingOf(table: TableFile, choices: ReadonlyMap<number, Field | 'none'>): Reading {
  const chosen = new Map<string, Field>();
  const unread = new Set<string>();
  for (const [at, header] of table.headers.entries()) {
    const choice = choices.get(at + 1);
    if (choice === undefined) continue;
    const column = columnOf(header);
    if (column && 'private' in column)
      throw new FileFault(
        finding('officials.file.fault.private_column', 1, at + 1, { header: shownHeader(header) }),
      );
    if (choice === 'none') unread.add(header);
    else chosen.set(header, choice);
  }
  return { chosen, unread };
}

function columnsOf(table: TableFile, { chosen, unread }: Reading): StagedColumn[] {
  return table.headers.map((header, at) => {
    const column = columnOf(header);
    const shown = { number: at + 1, header: shownHeader(header) };
    if (column && 'private' in column) return { ...shown, secret: column.private };
    const field = unread.has(header) ? undefined : (chosen.get(header) ?? column?.field);
    return { ...shown, ...(field && { field }) };
  });
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
  return { plan: { ...planned, dropped: new Map(staged.dropped), unknown, refused, leftOut }, rows };
}
