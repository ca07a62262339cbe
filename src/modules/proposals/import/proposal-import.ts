/** `ja import proposal`: an older list of proposals, in as a whole or not at all, each row told of. */
import { randomUUIDv7 } from 'node:crypto';
import type { Actor } from '../../../platform/access/access.ts';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { recordHistory } from '../../../platform/history/history.ts';
import { translator } from '../../../platform/i18n/translate.ts';
import { touchSearch } from '../../../platform/search/touch.ts';
import type { Vault } from '../../../platform/vault/vault.ts';
import {
  FileFault,
  type Finding,
  type ImportInput,
  openTable,
  type TableFile,
} from '../../officials/index.ts';
import { reserveNumbers } from '../commands/context.ts';
import { relistProposals } from '../commands/listings.ts';
import { inTheOpen, PROPOSAL, sealedAway } from '../commands/public-record.ts';
import { categoryOf, departmentOf } from '../known-names.ts';
import { categoryWords, departmentWords } from '../pages/words.ts';
import { openText, type ProposalText, sealAuthors } from '../sealed.ts';
import { type Column, columnsOf } from './columns.ts';
import { type ImportedProposal, type Mapping, readRow, type RefusedRow } from './rows.ts';

export interface ProposalImport {
  /** The file can't be read as a table at all, or has no column of the list. */
  fault: Finding | 'no_columns' | undefined;
  /** Rows that are none, by line. */
  broken: Finding[];
  refused: RefusedRow[];
  created: number;
  /** There already, with the same words. */
  left: number;
  /** Numbers of which there is another proposal here. */
  taken: { line: number; number: number }[];
  /** As what was taken what was printed otherwise, and how often. */
  mappings: (Mapping & { rows: number })[];
  /** Rows by who they are from. */
  byKind: Readonly<Record<'person' | 'several' | 'group', number>>;
  /** Numbers with the same title, problem and summary as an earlier row. */
  alike: { number: number; as: number }[];
  /** Headers that nothing was read from. */
  columnsLeft: string[];
}

export interface ImportOptions {
  dryRun: boolean;
  /** Waits for whoever moderates. */
  draft: boolean;
}

/** What was read of a file, and what was told of it. */
export type ReadList = Omit<ProposalImport, 'created' | 'left' | 'taken'> & {
  proposals: readonly ImportedProposal[];
};

/**
 * The rows of a list whose proposals have no numbers yet, as forms and facilitators give it; writes nothing. A line
 * stands for the number; a column of numbers is told as one that is not read.
 */
export async function readProposalList(input: ImportInput): Promise<ReadList> {
  const { created: _created, left: _left, taken: _taken, ...nothing } = NOTHING;
  try {
    const table = await openTable(input);
    const columns = new Map([...columnsOf(table.headers)].filter(([, column]) => column !== 'number'));
    if (columns.size === 0) return { ...nothing, fault: 'no_columns', proposals: [] };
    const { proposals, told } = await readTable(table, columns, false);
    const columnsLeft = table.headers.filter((header) => !columns.has(header));
    return { ...nothing, ...told, columnsLeft, proposals };
  } catch (error) {
    if (error instanceof FileFault) return { ...nothing, fault: error.finding, proposals: [] };
    throw error;
  }
}

const NOTHING: ProposalImport = {
  fault: undefined,
  broken: [],
  refused: [],
  created: 0,
  left: 0,
  taken: [],
  mappings: [],
  byKind: { person: 0, several: 0, group: 0 },
  alike: [],
  columnsLeft: [],
};

export async function importProposals(
  deps: Pick<Deps, 'db' | 'now' | 'vault'>,
  actor: Actor,
  input: ImportInput,
  options: ImportOptions,
): Promise<ProposalImport> {
  try {
    const table = await openTable(input);
    const columns = columnsOf(table.headers);
    if (columns.size === 0) return { ...NOTHING, fault: 'no_columns' };
    const read = await readTable(table, columns);
    const written = await withTransaction(deps.db, (trx) =>
      write(trx, { ...deps, actor }, read.proposals, options),
    );
    return {
      ...NOTHING,
      ...read.told,
      ...written,
      columnsLeft: table.headers.filter((header) => !columns.has(header)),
    };
  } catch (error) {
    if (error instanceof FileFault) return { ...NOTHING, fault: error.finding };
    throw error;
  }
}

const es = translator('es');
const NAMES = {
  categoryOf,
  departmentOf,
  printed: (column: Mapping['column'], id: string): string =>
    column === 'category' ? categoryWords(es, id) : departmentWords(es, id),
};

async function readTable(table: TableFile, columns: ReadonlyMap<string, Column>, numbered = true) {
  const proposals = new Map<number, ImportedProposal>();
  const refused: RefusedRow[] = [];
  const broken: Finding[] = [];
  const mappings = new Map<string, Mapping & { rows: number }>();
  const byKind = { person: 0, several: 0, group: 0 };
  for await (const row of table.rows()) {
    if (row.fault) {
      broken.push(row.fault);
      continue;
    }
    const cells = new Map(
      Object.entries(row.cells).flatMap(([header, cell]): [Column, string][] => {
        const column = columns.get(header);
        return column ? [[column, cell]] : [];
      }),
    );
    const read = readRow(row.line, cells, NAMES, numbered);
    if ('refused' in read) refused.push(read.refused);
    else if (proposals.has(read.proposal.number))
      refused.push({ line: row.line, fault: 'number_twice', value: String(read.proposal.number) });
    else {
      proposals.set(read.proposal.number, read.proposal);
      byKind[read.proposal.authorKind] += 1;
      for (const one of read.mappings) {
        const key = JSON.stringify(one);
        mappings.set(key, { ...one, rows: (mappings.get(key)?.rows ?? 0) + 1 });
      }
    }
  }
  const all = [...proposals.values()];
  return {
    proposals: all,
    told: { refused, broken, byKind, mappings: [...mappings.values()], alike: alikeAmong(all) },
  };
}

function alikeAmong(proposals: readonly ImportedProposal[]): { number: number; as: number }[] {
  const first = new Map<string, number>();
  return proposals.flatMap(({ number, text }) => {
    const key = JSON.stringify([text.title, text.problem, text.summary]).toLowerCase();
    const as = first.get(key);
    if (as === undefined) first.set(key, number);
    return as === undefined ? [] : [{ number, as }];
  });
}

interface Writer {
  actor: Actor;
  vault: Vault;
  now: () => Temporal.Instant;
}

/** Under the lock of the numbers: what is sent meanwhile waits, and gets one behind the last. */
async function write(
  trx: Trx,
  { actor, vault, now }: Writer,
  proposals: readonly ImportedProposal[],
  { dryRun, draft }: ImportOptions,
): Promise<Pick<ProposalImport, 'created' | 'left' | 'taken'>> {
  const numbers = proposals.map(({ number }) => number);
  await reserveNumbers(trx, dryRun ? 0 : Math.max(0, ...numbers));
  const there = await trx
    .selectFrom('proposals')
    .selectAll()
    .where('number', 'in', numbers.length > 0 ? numbers : [0])
    .execute();
  const known = new Map(there.map((row) => [row.number, row]));
  const taken: ProposalImport['taken'] = [];
  let left = 0;
  const fresh = proposals.filter(({ line, number, text }) => {
    const row = known.get(number);
    if (!row) return true;
    if (row.origin === 'import' && same(openText(vault, row), text)) left += 1;
    else taken.push({ line, number });
    return false;
  });
  if (!dryRun && fresh.length > 0) await insertAll(trx, { actor, vault, at: now() }, fresh, draft);
  return { created: fresh.length, left, taken };
}

const same = (one: ProposalText | undefined, other: ProposalText): boolean =>
  one !== undefined &&
  one.title === other.title &&
  one.problem === other.problem &&
  one.affected === other.affected &&
  one.summary === other.summary;

const PER_STATEMENT = 500;

async function insertAll(
  trx: Trx,
  { actor, vault, at }: { actor: Actor; vault: Vault; at: Temporal.Instant },
  fresh: readonly ImportedProposal[],
  draft: boolean,
): Promise<void> {
  for (let from = 0; from < fresh.length; from += PER_STATEMENT) {
    const some = await Promise.all(
      fresh.slice(from, from + PER_STATEMENT).map(async (one) => {
        const id = randomUUIDv7();
        const columns = draft ? sealedAway({ vault }, id, one.text) : await inTheOpen(trx, one.text);
        return { ...one, id, columns };
      }),
    );
    await trx
      .insertInto('proposals')
      .values(
        some.map(({ id, number, columns, authors, ...one }) => ({
          id,
          number,
          state: draft ? ('received' as const) : ('imported' as const),
          origin: 'import' as const,
          category: one.category,
          department: one.department,
          from_event: one.fromEvent,
          event_id: null,
          ...columns,
          sealed_authors: authors.names.length > 0 ? sealAuthors(vault, id, authors) : null,
          author_kind: one.authorKind,
          visibility: 'reserved' as const,
          address_hash: null,
          content_hash: null,
          privacy_version: null,
          accepted_at: at,
          published_at: draft ? null : at,
          mail_refused_at: null,
          last_notice_at: null,
          created_at: at,
          updated_at: at,
        })),
      )
      .execute();
    const ids = some.map(({ id }) => id);
    const records = ids.map((id) => ({ kind: PROPOSAL, id }));
    if (!draft) {
      await recordHistory(
        trx,
        ...some.map(({ text, category, department, fromEvent: from_event }, i) => ({
          actor,
          record: records[i] ?? { kind: PROPOSAL, id: '' },
          action: 'published',
          content: { ...text, category, department, from_event },
        })),
      );
      await touchSearch(trx, ...records);
      await relistProposals(trx, ids);
    }
    await audit(trx, ...records.map((subject) => ({ actor, action: 'proposals.import', subject })));
  }
}
