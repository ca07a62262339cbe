/**
 * Reads a list of people in: first as a whole without the database (which rows, who is who), then into it in one
 * transaction. A dry run does all of it and takes it back.
 */
import type { Actor } from '../../../platform/access/access.ts';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { AS_IT_IS, type ColumnMap, readingKey, readingOf } from './column-map.ts';
import { FileFault, type Guess, openTable } from './csv-file.ts';
import type { ImportInput } from './file-bytes.ts';
import { finding, shownFileName, type Finding } from './file-findings.ts';
import { beginImport, endImport, importsOf } from './file-source.ts';
import type { DroppedKind } from './fields.ts';
import { admittedRows, type PersonPlan, planPeople, type Tell } from './person-plan.ts';
import type { AdmittedRow } from './person-rows.ts';
import { writePeople, type WrittenPeople } from './person-write.ts';

export interface PersonImportOptions {
  dryRun: boolean;
  /** What is created stays a draft; otherwise it is published. */
  draft: boolean;
  /** Who gives the list out; empty: not said. */
  publisher: string;
  /** What the columns are, where somebody has said so. */
  map?: ColumnMap;
}

/** One line of what was done, in the order of the file. */
export type PersonEvent =
  | { what: 'refused' | 'warning'; finding: Finding }
  | { what: 'created' | 'changed' | 'left'; line: number; rows: number; name: string }
  | { what: 'queued'; lines: [number, number]; band: string; score: number };

export interface PersonImport {
  file: string;
  dryRun: boolean;
  /** Why nothing was read at all. */
  fault?: Finding;
  /** With a fault of the columns: what they seem to be. */
  offered?: Guess;
  /** The same bytes were read in before, and nothing of them was taken back. */
  already?: Temporal.Instant;
  importId?: string;
  counts: Record<'rows' | 'created' | 'changed' | 'left' | 'refused' | 'left_out', number>;
  queued: Readonly<Record<string, number>>;
  dropped: ReadonlyMap<DroppedKind, number>;
  /** Columns that nobody knows. */
  unknown: readonly string[];
}

type Needs = Pick<Deps, 'db' | 'now'>;

const NOTHING: PersonImport['counts'] = { rows: 0, created: 0, changed: 0, left: 0, refused: 0, left_out: 0 };

/** @param tell called for each finding, and at the end for each person and question */
export async function importPeople(
  deps: Needs,
  actor: Actor,
  input: ImportInput,
  options: PersonImportOptions,
  tell: (event: PersonEvent) => void = () => undefined,
): Promise<PersonImport> {
  const empty = {
    file: shownFileName(input.name),
    dryRun: options.dryRun,
    counts: NOTHING,
    queued: {},
    dropped: new Map(),
    unknown: [],
  };
  try {
    const table = await openTable(input);
    for (const warning of table.warnings) tell({ what: 'warning', finding: warning });
    const reading = options.map ? readingOf(table.headers, options.map) : AS_IT_IS;
    const { sha256, headers } = table;
    const readAs = readingKey(headers, reading);
    const { same: before, otherwise } = await importsOf(deps.db, { kind: 'person', sha256, readAs });
    if (otherwise && !before)
      tell({ what: 'warning', finding: finding('officials.file.warning.read_otherwise') });
    const note: Tell = (what, found) => tell({ what, finding: found });
    const plan = await planPeople(table, reading, before ? () => undefined : note);
    if (before) return { ...empty, ...already(plan, before.created_at) };
    const file = { name: input.name, sha256, readAs };
    return await write(deps, actor, { plan, file, rows: () => admittedRows(table, reading) }, options, tell);
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    return { ...empty, fault: error.finding, ...(error.offered && { offered: error.offered }) };
  }
}

function already(plan: PersonPlan, at: Temporal.Instant): Pick<PersonImport, 'already' | 'counts'> {
  const counts = { ...NOTHING, rows: plan.rows.length + plan.refused, left: plan.people.length };
  return { already: at, counts: { ...counts, refused: plan.refused } };
}

export interface ReadList {
  plan: PersonPlan;
  file: { name: string; sha256: Buffer; readAs: string };
  /** Those that go in, in the order of the plan. */
  rows: () => AsyncIterable<AdmittedRow> | Iterable<AdmittedRow>;
}

/** Undoes the transaction of a dry run. */
class Undo extends Error {
  override readonly name = 'Undo';
}

/** A list that was read, into the database. */
export async function write(
  { db, now }: Needs,
  actor: Actor,
  list: ReadList,
  options: Omit<PersonImportOptions, 'map'>,
  tell: (event: PersonEvent) => void,
): Promise<PersonImport> {
  const act = { actor, now: now() };
  const { timeZone } = await readOrganisation(db);
  const day = act.now.toZonedDateTimeISO(timeZone).toPlainDate();
  let done: { importId: string; written: WrittenPeople } | undefined;
  try {
    await withTransaction(db, async (trx) => {
      done = await writeList(trx, act, list, options, day);
      if (options.dryRun) throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
  if (!done) throw new Error('nothing came of the transaction');
  const { plan, file } = list;
  tellPeople(plan, done.written, tell);
  return {
    file: shownFileName(file.name),
    dryRun: options.dryRun,
    ...(!options.dryRun && { importId: done.importId }),
    counts: countsOf(plan, done.written),
    queued: done.written.queued,
    dropped: plan.dropped,
    unknown: plan.unknown,
  };
}

/** @returns what was written, in the transaction given */
export async function writeList(
  trx: Trx,
  act: Act,
  { plan, file, rows }: ReadList,
  { draft, publisher }: Pick<PersonImportOptions, 'draft' | 'publisher'>,
  day: Temporal.PlainDate,
): Promise<{ importId: string; written: WrittenPeople }> {
  const { id, sourceId } = await beginImport(trx, act, { kind: 'person', publisher, ...file }, day);
  const fileName = shownFileName(file.name);
  const writing = { importId: id, sourceId, fileName, publisher, publish: !draft };
  const written = await writePeople(trx, act, plan, rows(), writing);
  const counts = {
    ...countsOf(plan, written),
    statements: written.statements,
    tenures: written.tenures,
    ...(written.beside.length > 0 && { at_once: written.beside.length }),
    ...Object.fromEntries(Object.entries(written.queued).map(([band, count]) => [`queued_${band}`, count])),
    ...Object.fromEntries([...plan.dropped].map(([kind, count]) => [`dropped_${kind}`, count])),
  };
  await endImport(trx, id, counts);
  await audit(trx, {
    actor: act.actor,
    action: 'officials.imported',
    subject: { kind: 'official_import', id },
    detail: counts,
  });
  return { importId: id, written };
}

function countsOf(plan: PersonPlan, written: WrittenPeople): PersonImport['counts'] {
  return {
    rows: plan.rows.length + plan.refused + plan.leftOut,
    created: written.created.size,
    changed: written.changed.size,
    left: written.left.size,
    refused: plan.refused,
    left_out: plan.leftOut,
  };
}

function tellPeople(plan: PersonPlan, written: WrittenPeople, tell: (event: PersonEvent) => void): void {
  const lineOf = (person: number): number => plan.rows[plan.people[person]?.rows[0] ?? -1]?.line ?? 0;
  for (const [at, { name, rows }] of plan.people.entries()) {
    const id = written.ids[at] ?? '';
    const what = written.created.has(id) ? 'created' : written.changed.has(id) ? 'changed' : 'left';
    tell({ what, line: lineOf(at), rows: rows.length, name });
  }
  for (const { a, b, match } of plan.queue)
    tell({ what: 'queued', lines: [lineOf(a), lineOf(b)], band: match.band, score: match.score });
  for (const { line, post, other } of written.beside) {
    const odd = finding('officials.file.warning.at_once', line, plan.heldColumn, { post, other });
    tell({ what: 'warning', finding: odd });
  }
}
