/** A file that was sent at the desk: what would come of it, and reading it in. What is new is a draft. */
import type { Actor } from '../../../platform/access/access.ts';
import type { Deps } from '../../../platform/deps.ts';
import { bytesInput, type Finding as TableFinding } from '../../officials/index.ts';
import type { UploadKind } from '../tables.ts';
import type { Finding, Findings } from './findings.ts';
import { importHolidays } from './holidays-import.ts';
import { importKind } from './kind-import.ts';
import { type Asked, askedOf } from './list-asked.ts';
import { importList, type WholeFault } from './list-import.ts';
import type { ListMap } from './list-map.ts';
import type { ListOutcome } from './list-rows.ts';
import { importProcess, type ProcessImport } from './process-import.ts';
import type { Changes } from './sync-rows.ts';

export interface DeskFile {
  kind: UploadKind;
  name: string;
  publisher: string;
  /** Slug of the process that a list is of. */
  process: string | undefined;
  bytes: Uint8Array;
  /** What somebody said that a list means. */
  map?: ListMap | undefined;
}

/** What came of a file, or would; can be written as JSON. */
export interface Seen {
  ok: boolean;
  outcome: 'created' | 'changed' | 'left' | undefined;
  /** Of the process or the kind. */
  slug: string;
  findings: Finding[];
  /** Findings beyond those that are listed. */
  more: number;
  changes: [table: string, Changes][];
  people: number;
  list?: {
    taken: number;
    fault: TableFinding | WholeFault | undefined;
    refused: ListOutcome['refused'];
    /** What the list says otherwise than the process. */
    differs?: ListOutcome['differs'];
    broken: TableFinding[];
    /** Headers that nothing was read from. */
    left: string[];
    columns: string[];
    /** Files that were sent before it was asked have none. */
    asked?: Asked;
  };
}

/** As many as somebody looks through. */
const MOST_ROWS = 300;

/** @throws when the actor may not */
export async function readDeskFile(
  deps: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  { kind, name, publisher, process, bytes, map = {} }: DeskFile,
  { dryRun }: { dryRun: boolean },
): Promise<Seen> {
  if (kind === 'kind') {
    const { slug, version, findings, outcome } = await importKind(deps, actor, bytes, { dryRun });
    return { ...told(findings), ok: outcome !== undefined, outcome, slug: slug && `${slug} ${version}` };
  }
  if (kind === 'holidays') return seenHolidays(await importHolidays(deps, actor, bytes, { dryRun }));
  if (kind === 'process') return seenOf(await importProcess(deps, actor, bytes, { dryRun, draft: true }));
  const read = await importList(deps, actor, kind, bytesInput(name, bytes), {
    process: process ?? '',
    publisher,
    dryRun,
    map,
  });
  const { list, fault, broken, left, columns, done } = read;
  const rows = {
    taken: list.taken,
    fault,
    refused: list.refused.slice(0, MOST_ROWS),
    differs: list.differs.slice(0, MOST_ROWS),
    broken: broken.slice(0, MOST_ROWS),
    left,
    columns,
    asked: askedOf(kind, read, map),
  };
  const all = list.refused.length + list.differs.length + broken.length;
  const more = all - rows.refused.length - rows.differs.length - rows.broken.length;
  const seen = done ? seenOf(done) : NOTHING;
  return { ...seen, more: seen.more + more, list: rows };
}

const NOTHING: Seen = {
  ok: false,
  outcome: undefined,
  slug: '',
  findings: [],
  more: 0,
  changes: [],
  people: 0,
};

const told = ({ list, faults, warnings }: Findings): Seen => ({
  ...NOTHING,
  findings: list,
  more: faults + warnings - list.length,
});

const seenOf = ({ slug, findings, ok, outcome, changes, people }: ProcessImport): Seen => ({
  ...told(findings),
  ok,
  outcome,
  slug,
  changes: [...changes],
  people,
});

const seenHolidays = ({ country, findings, kept }: Awaited<ReturnType<typeof importHolidays>>): Seen => ({
  ...told(findings),
  ok: kept !== undefined,
  outcome: kept && (kept.created > 0 ? 'created' : kept.changed > 0 ? 'changed' : 'left'),
  slug: country,
});
