/**
 * What reading a list of institutions in would do, row by row, before anything is written: which are new, which get
 * facts that they lack, which are as they were, and what is wrong, by line and column.
 */
import type { Read } from '../../../platform/db/handles.ts';
import { type Statement, statementsOf } from '../queries/statements.ts';
import { sameValue } from '../rules/evidence.ts';
import { institutionKey } from '../rules/spanish-order.ts';
import type { TableFile } from './csv-file.ts';
import { finding, type Finding } from './file-findings.ts';
import { filledDown, repeated } from './copied-cells.ts';
import { MASK } from './identity-numbers.ts';
import { type Fact, factIn, type ListColumns } from './institution-columns.ts';
import { type InstitutionReading, NAME, readingOfInstitutions } from './institution-reading.ts';
import { type Column, columnsOf, ID, type Row, rowsOf } from './institution-rows.ts';

export interface PlannedInstitution {
  /** Of the file. */
  line: number;
  name: string;
  /** The institution of that name that is there already. */
  existingId?: string | undefined;
  /** What is to be written: of one that is there only what this file has not said yet. */
  facts: Fact[];
  /** sourced: all of it was said already, by other sources; now this one says it too. */
  outcome: 'created' | 'changed' | 'sourced' | 'unchanged';
}

export interface InstitutionPlan {
  rows: PlannedInstitution[];
  /** Rows that stay out, columns that were not read, values kept for editors; in the order of the file. */
  findings: Finding[];
  counts: Record<'created' | 'changed' | 'sourced' | 'unchanged' | 'refused' | 'kept', number>;
}

/** Of a list of which nothing is read yet. */
export const NO_PLAN: InstitutionPlan = {
  rows: [],
  findings: [],
  counts: { created: 0, changed: 0, sourced: 0, unchanged: 0, refused: 0, kept: 0 },
};

/** Whether there is anything to write. */
export const isAnything = ({ created, changed, sourced }: InstitutionPlan['counts']): boolean =>
  created + changed + sourced > 0;

/** @throws {FileFault} when it is no list of institutions */
export async function planInstitutions(
  db: Read,
  table: TableFile,
  reading: InstitutionReading = readingOfInstitutions(table.headers),
): Promise<InstitutionPlan> {
  const findings: Finding[] = [...table.warnings];
  const { kind } = reading;
  const columns = columnsOf(table, reading, findings);
  const { rows, refused: broken } = await rowsOf(table, kind, columns, findings);
  const list = { kind, columns, copied: copiedCells(kind, columns, rows) };
  const seen = new Seen();
  const read: { row: Row; facts: Fact[] }[] = [];
  for (const row of rows) {
    const facts = rowFacts(row, list, seen, findings);
    if (facts) read.push({ row, facts });
  }
  const planned = await compared(db, table, read);
  const count = (outcome: PlannedInstitution['outcome']) =>
    planned.filter((row) => row.outcome === outcome).length;
  return {
    rows: planned,
    findings: findings.toSorted((a, b) => a.line - b.line || a.column - b.column),
    counts: {
      created: count('created'),
      changed: count('changed'),
      sourced: count('sourced'),
      unchanged: count('unchanged'),
      refused: broken + rows.length - read.length,
      kept: planned.flatMap(({ facts }) => facts).filter(({ keep }) => keep !== undefined).length,
    },
  };
}

/** A cell that says what another row says: kept, not shown. */
interface Copied {
  keep: 'drag_filled' | 'repeated';
  /** Line of another row that says it. */
  first: number;
}

/** By column and line. */
type CopiedCells = ReadonlyMap<string, ReadonlyMap<number, Copied>>;

interface List {
  kind: ListColumns;
  columns: readonly Column[];
  copied: CopiedCells;
}

function copiedCells(kind: ListColumns, columns: readonly Column[], rows: readonly Row[]): CopiedCells {
  const lineOf = (at: number) => rows[at]?.line ?? 0;
  return new Map(
    columns
      // Years of elections count up by themselves.
      .filter(({ column }) => column !== ID && column !== NAME && kind.spec(column)?.kind !== 'date')
      .map(({ column }) => {
        const cells = rows.map((row) => row.cells.get(column)?.trim() ?? '');
        const keep = kind.spec(column)?.own ? 'repeated' : 'drag_filled';
        const found = keep === 'repeated' ? repeated(cells) : filledDown(cells);
        const lines = [...found].map(([at, first]) => [lineOf(at), { keep, first: lineOf(first) }] as const);
        return [column, new Map(lines)];
      }),
  );
}

/** Ids and names of the rows before, by the line in which they stood. */
class Seen {
  readonly #lines = new Map<string, number>();
  /** @returns the line in which it stood before */
  again(what: string, line: number): number | undefined {
    const before = this.#lines.get(what);
    if (before === undefined) this.#lines.set(what, line);
    return before;
  }
}

/** What is wrong with id and name of a row. */
function nameFaults({ line, cells }: Row, columns: readonly Column[], seen: Seen): Finding[] {
  const numberOf = (name: string) => columns.find(({ column }) => column === name)?.number ?? 0;
  const name = (cells.get(NAME) ?? '').trim();
  const id = (cells.get(ID) ?? '').trim();
  const sameId = id === '' ? undefined : seen.again(`id ${id}`, line);
  const sameName = name === '' ? undefined : seen.again(`name ${institutionKey(name)}`, line);
  const fault = (key: 'empty_name' | 'duplicate_id' | 'duplicate_name', column: string, first?: number) =>
    finding(
      `officials.institution_file.${key}`,
      line,
      numberOf(column),
      first === undefined ? {} : { first: String(first) },
    );
  return [
    ...(sameId === undefined ? [] : [fault('duplicate_id', ID, sameId)]),
    ...(name === '' ? [fault('empty_name', NAME)] : []),
    ...(name.includes(MASK) ? [finding('officials.row.fault.number_in_name', line, numberOf(NAME))] : []),
    ...(sameName === undefined ? [] : [fault('duplicate_name', NAME, sameName)]),
  ];
}

/** @returns what the row says; undefined when something of it is wrong, which is then among the findings */
function rowFacts(
  row: Row,
  { kind, columns, copied }: List,
  seen: Seen,
  findings: Finding[],
): Fact[] | undefined {
  const { line, cells } = row;
  const faults = nameFaults(row, columns, seen);
  const facts: Fact[] = [];
  const odd: Finding[] = [];
  for (const { column, number } of columns) {
    const fact = factIn(kind, column, cells.get(column) ?? '');
    if (!fact) continue;
    if ('fault' in fact) {
      faults.push(finding(`officials.institution_file.${fact.fault}`, line, number));
      continue;
    }
    const { doubt, ...said } = fact;
    const copy = copied.get(column)?.get(line);
    if (doubt) odd.push(finding(doubt.key, line, number, doubt.values));
    if (copy)
      odd.push(
        finding(`officials.institution_file.${copy.keep}`, line, number, { first: String(copy.first) }),
      );
    facts.push(copy ? { ...said, keep: copy.keep } : said);
    if (column === NAME) facts.push(...kind.saidByName(said));
  }
  findings.push(...faults);
  if (faults.length > 0) return undefined;
  findings.push(...odd);
  return facts;
}

/** Which are there already, by their name, and what this file said of them before. Three queries, whatever the rows. */
async function compared(
  db: Read,
  table: TableFile,
  read: readonly { row: Row; facts: Fact[] }[],
): Promise<PlannedInstitution[]> {
  if (read.length === 0) return [];
  const named = read.map(({ row, facts }) => ({ row, facts, name: (row.cells.get(NAME) ?? '').trim() }));
  const there = await db
    .selectFrom('institutions')
    .select(['id', 'name_key'])
    .where('name_key', 'in', [...new Set(named.map(({ name }) => institutionKey(name)))])
    .orderBy('id', 'desc')
    .execute();
  const byKey = new Map(there.map((row) => [row.name_key, row.id]));
  const sources = await sourcesOf(db, table.sha256);
  const said: Statement[] = [];
  for (let from = 0; from < there.length; from += PER_LOOK)
    said.push(
      ...(await statementsOf(
        db,
        there.slice(from, from + PER_LOOK).map(({ id }) => id),
        { office: true },
      )),
    );
  const bySubject = Map.groupBy(said, ({ subjectId }) => subjectId);
  return named.map(({ row, facts, name }) => {
    const existingId = byKey.get(institutionKey(name));
    const there = existingId === undefined ? [] : (bySubject.get(existingId) ?? []);
    const own = there.filter(({ source }) => source !== null && sources.has(source.id));
    const notIn = (list: readonly Statement[]) => (fact: Fact) =>
      !list.some((one) => one.property === fact.property && sameValue(one.value, fact.value));
    const fresh = facts.filter(notIn(own));
    // What stays with editors changes nothing that anybody sees: it is counted as kept.
    const isNew = fresh.filter(({ keep }) => keep === undefined).some(notIn(there));
    const outcome = outcomeOf(existingId, fresh.length, isNew);
    return { line: row.line, name, existingId, facts: fresh, outcome };
  });
}

function outcomeOf(
  existingId: string | undefined,
  fresh: number,
  isNew: boolean,
): PlannedInstitution['outcome'] {
  if (existingId === undefined) return 'created';
  if (isNew) return 'changed';
  return fresh > 0 ? 'sourced' : 'unchanged';
}

/** What is said of so many institutions at once is bounded by `statementsOf`. */
const PER_LOOK = 20;

/** The same bytes under any name are the same source. */
async function sourcesOf(db: Read, sha256: Buffer): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('official_imports')
    .select('source_id')
    .where('sha256', '=', sha256)
    .where('undone_at', 'is', null)
    .execute();
  return new Set(rows.map((row) => row.source_id));
}
