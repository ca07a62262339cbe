/** `ja import process`: a whole process as one file, in or not at all. */
import { sql } from 'kysely';
import { allows, type Actor } from '../../../platform/access/access.ts';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { touchSearch } from '../../../platform/search/touch.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { institutionsBySlug } from '../../officials/index.ts';
import { changesSince, rowsBefore } from '../commands/row-changes.ts';
import { recordSelection } from '../commands/selection-history.ts';
import { CANDIDACY, SEAT_HOLDER, SELECTION } from '../kinds.ts';
import { checkProcess, citingRows } from '../rules/process-faults.ts';
import type { KindFile } from '../schemas/kind-file.ts';
import type { ProcessFile } from '../schemas/process-file.ts';
import type { Status } from '../tables.ts';
import { Findings } from './findings.ts';
import { readProcessFile } from './read-file.ts';
import type { Changes } from './sync-rows.ts';
import { writeProcess, type Written } from './write-process.ts';

export interface ImportOptions {
  /** Everything is tried and nothing stays. */
  dryRun?: boolean;
  /** What is new is not shown to the public. */
  draft?: boolean;
  /** Version of the process that the file was made from: refused when somebody has written it since. */
  basedOn?: number | undefined;
}

export interface ProcessImport {
  slug: string;
  findings: Findings;
  /** It is as the file says now; with a dry run: it would be. */
  ok: boolean;
  /** The process itself. */
  outcome: 'created' | 'changed' | 'left' | undefined;
  /** Rows by table. */
  changes: ReadonlyMap<string, Changes>;
  people: number;
  citations: { added: number; removed: number };
}

/** @throws when the actor may not */
export async function importProcess(
  deps: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  bytes: Uint8Array,
  { dryRun = false, draft = false, basedOn }: ImportOptions = {},
): Promise<ProcessImport> {
  if (!allows(actor, 'selections.write')) throw new Error('not allowed');
  const { timeZone } = await readOrganisation(deps.db);
  const today = deps.now().toZonedDateTimeISO(timeZone).toPlainDate().toString();
  const before = new Findings();
  const file = readProcessFile(bytes, before);
  if (!file) return refused('', before);
  try {
    return await withTransaction(deps.db, async (trx) => {
      const findings = new Findings();
      const act: Act = { actor, now: deps.now() };
      const done = await write(trx, act, file, { today, draft, basedOn }, findings);
      if (!done) throw new NotWritten(refused(file.slug, findings));
      if (dryRun) throw new NotWritten(done);
      return done;
    });
  } catch (error) {
    if (error instanceof NotWritten) return error.result;
    throw error;
  }
}

/** Rolls back. */
class NotWritten extends Error {
  readonly result: ProcessImport;
  constructor(result: ProcessImport) {
    super('not written');
    this.result = result;
  }
}

const refused = (slug: string, findings: Findings): ProcessImport => ({
  slug,
  findings,
  ok: false,
  outcome: undefined,
  changes: new Map(),
  people: 0,
  citations: { added: 0, removed: 0 },
});

async function write(
  trx: Trx,
  act: Act,
  file: ProcessFile,
  { today, draft, basedOn }: { today: string; draft: boolean; basedOn: number | undefined },
  findings: Findings,
): Promise<ProcessImport | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`selections:${file.slug}`}, 0))`.execute(trx);
  const kind = await kindOf(trx, file);
  if (!kind) {
    findings.fault('/kind', 'unknown_kind', { slug: file.kind, version: file.kind_version });
    return undefined;
  }
  checkProcess(file, kind.spec, today, findings);
  const uncited = citingRows(file).filter(([path, cite]) => path !== '' && (cite ?? []).length === 0).length;
  if (uncited > 0) findings.warn('', 'not_cited', { count: uncited });
  const row = await writeRow(trx, act, file, kind.id, { draft, basedOn }, findings);
  if (!row || findings.faults > 0) return undefined;
  // Drafts leave no version.
  if (row.before !== 'draft') await rowsBefore(trx, row.id, {});
  const publish = row.status === 'published';
  const written = await writeProcess(trx, act, row.id, file, { publish }, findings);
  if (findings.faults > 0) return undefined;
  const outcome = outcomeOf(row.outcome, written);
  if (outcome !== 'left') await conclude(trx, act, row, written, outcome);
  return {
    slug: file.slug,
    findings,
    ok: true,
    outcome,
    changes: written.changes,
    people: written.people,
    citations: written.citations,
  };
}

async function kindOf(trx: Trx, file: ProcessFile): Promise<{ id: string; spec: KindFile } | undefined> {
  return await trx
    .selectFrom('selection_kinds')
    .select(['id', 'spec'])
    .where('slug', '=', file.kind)
    .where('version', '=', file.kind_version)
    .executeTakeFirst();
}

interface OwnRow {
  id: string;
  status: Status;
  /** What it was before the file was read; of one that is new, a draft. */
  before: Status;
  outcome: 'created' | 'changed' | 'left';
}

async function writeRow(
  trx: Trx,
  act: Act,
  file: ProcessFile,
  kindId: string,
  { draft, basedOn }: { draft: boolean; basedOn: number | undefined },
  findings: Findings,
): Promise<OwnRow | undefined> {
  const institution = file.institution;
  const institutionId =
    institution === undefined ? undefined : (await institutionsBySlug(trx, [institution])).get(institution);
  if (institution !== undefined && institutionId === undefined)
    findings.fault('/institution', 'unknown_institution', { slug: institution });
  const values = valuesOf(file, kindId, institutionId ?? null);
  const there = await trx
    .selectFrom('selections as s')
    .innerJoin('selection_kinds as k', 'k.id', 's.kind_id')
    .selectAll('s')
    .select('k.slug as kind')
    .where('s.slug', '=', file.slug)
    .forUpdate('s')
    .executeTakeFirst();
  if (!there) {
    if (findings.faults > 0) return undefined;
    const status = draft ? ('draft' as const) : ('published' as const);
    const { id } = await trx
      .insertInto('selections')
      .values({ slug: file.slug, status, ...values, created_at: act.now, updated_at: act.now })
      .returning('id')
      .executeTakeFirstOrThrow();
    return { id, status, before: 'draft', outcome: 'created' };
  }
  if (basedOn !== undefined && there.version !== basedOn) {
    findings.fault('', 'changed_meanwhile');
    return undefined;
  }
  if (there.kind !== file.kind) {
    findings.fault('/kind', 'other_kind', { slug: file.slug, kind: there.kind });
    return undefined;
  }
  const status = there.status === 'draft' && !draft ? ('published' as const) : there.status;
  const isSame =
    status === there.status &&
    Object.entries(values).every(([name, value]) => sameColumn(value, there[name as keyof typeof there]));
  if (!isSame)
    await trx
      .updateTable('selections')
      .set({ ...values, status })
      .where('id', '=', there.id)
      .execute();
  return {
    id: there.id,
    status,
    before: there.status,
    outcome: isSame ? 'left' : 'changed',
  };
}

const sameColumn = (one: unknown, other: unknown): boolean =>
  one instanceof Temporal.PlainDate || other instanceof Temporal.PlainDate
    ? String(one) === String(other)
    : JSON.stringify(one) === JSON.stringify(other);

const valuesOf = (file: ProcessFile, kindId: string, institutionId: string | null) => ({
  kind_id: kindId,
  title: file.title,
  summary: file.summary ?? '',
  year: file.year,
  institution_id: institutionId,
  post: file.post ?? '',
  seats: file.seats ?? null,
  alternates: file.alternates ?? null,
  shortlist: file.shortlist ?? null,
  term_starts: file.term?.starts ?? null,
  term_ends: file.term?.ends ?? null,
  known_until: file.known_until === undefined ? null : Temporal.PlainDate.from(file.known_until),
  known_note: file.known_note ?? '',
  not_found: file.not_found ?? [],
  is_example: file.example ?? false,
});

function outcomeOf(own: OwnRow['outcome'], { changes, people, citations }: Written): OwnRow['outcome'] {
  if (own !== 'left') return own;
  const some = [...changes.values()].some(({ created, changed, removed }) => created + changed + removed > 0);
  return some || people + citations.added + citations.removed > 0 ? 'changed' : 'left';
}

/** Version, history, audit and search, once for all that the file changed. */
async function conclude(
  trx: Trx,
  act: Act,
  { id, status, before }: OwnRow,
  { changes, touched }: Written,
  outcome: 'created' | 'changed',
): Promise<void> {
  if (outcome === 'changed')
    await trx
      .updateTable('selections')
      .set((eb) => ({ version: eb('version', '+', 1), updated_at: act.now }))
      .where('id', '=', id)
      .execute();
  const summed = [...changes].map(([table, one]): [string, number] => [table, one.created + one.changed]);
  await audit(trx, {
    actor: act.actor,
    action: 'selections.imported',
    subject: { kind: SELECTION, id },
    detail: { outcome, ...Object.fromEntries(summed.filter(([, count]) => count > 0)) },
  });
  if (status === 'draft') return;
  const rows = before === 'draft' ? undefined : await changesSince(trx, id, {});
  await recordSelection(trx, act, id, before === 'draft' ? 'published' : 'changed', rows);
  const holders = await trx.selectFrom('seat_holders').select('id').where('selection_id', '=', id).execute();
  await touchSearch(
    trx,
    { kind: SELECTION, id },
    ...touched.map((candidacy) => ({ kind: CANDIDACY, id: candidacy })),
    ...holders.map((holder) => ({ kind: SEAT_HOLDER, id: holder.id })),
  );
}
