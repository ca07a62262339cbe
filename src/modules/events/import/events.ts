/**
 * Imports editions from files: read, checked, planned, and written in one transaction or not at all. The
 * same for the command line (which publishes what it creates) and the back office (which makes drafts).
 */
import { audit } from '../../../platform/audit/audit.ts';
import type { Actor } from '../../../platform/access/access.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Act } from '../commands/inputs.ts';
import { lockEdition, readProgramme } from '../commands/programme-state.ts';
import { checkWanted } from './check.ts';
import { currentOf, planOf } from './plan.ts';
import { readEventFile, type ReadFile } from './read.ts';
import type { FileReport, ImportReport, PlanItem } from './report.ts';
import { wantedEdition, type Wanted } from './wanted.ts';
import { type Existing, writePlan } from './write.ts';

export interface ImportOptions {
  /** Says what would happen, and writes nothing. */
  dryRun: boolean;
  /** What is created stays a draft; otherwise it is published. */
  draft: boolean;
}

/** Undoes a transaction that has found faults after it wrote. */
class Undo extends Error {
  override readonly name = 'Undo';
}

/**
 * @param files as they were read: the name is only for the report
 * @returns what was done; `ok: false` when something is wrong, then nothing of any file was written
 */
export async function importEvents(
  deps: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  files: readonly { name: string; bytes: Uint8Array }[],
  { dryRun, draft }: ImportOptions,
): Promise<ImportReport> {
  const read = files.map(({ name, bytes }) => ({ name, ...readEventFile(bytes) }));
  const act: Act = { actor, now: deps.now() };
  const reports: FileReport[] = [];
  const attempt = async (trx: Trx): Promise<void> => {
    reports.length = 0;
    for (const file of read) reports.push(await importOne(trx, act, file, reports, { publish: !draft }));
    if (dryRun || reports.some((report) => report.faults.length > 0)) throw new Undo();
  };
  const written = await withTransaction(deps.db, attempt).then(
    () => true,
    (error: unknown) => {
      if (!(error instanceof Undo)) throw error;
      return false;
    },
  );
  return {
    ok: written || reports.every((report) => report.faults.length === 0),
    written,
    dryRun,
    files: reports,
  };
}

async function importOne(
  trx: Trx,
  act: Act,
  { name, file, findings }: ReadFile & { name: string },
  earlier: readonly FileReport[],
  options: { publish: boolean },
): Promise<FileReport> {
  const report: FileReport = { name, items: [], faults: findings.faults, warnings: findings.warnings };
  if (!file) return report;
  report.slug = file.slug;
  if (earlier.some((other) => other.slug === file.slug)) {
    findings.fault('/slug', 'events.import.edition_twice', { slug: file.slug });
    return report;
  }
  const existing = await findExisting(trx, file.slug);
  const current = existing && currentOf(existing.row, existing.programme);
  const wanted = wantedEdition(file, current, findings);
  if (!wanted) return report;
  checkWanted(wanted, current, file, findings);
  if (findings.faults.length > 0) return report;
  const series = await planSeries(trx, wanted);
  const plan = planOf(wanted, current);
  report.items = [...series, ...plan.items];
  report.eventId = await writePlan(trx, act, { wanted, plan, existing }, options);
  await audit(trx, {
    actor: act.actor,
    action: 'events.import',
    subject: { kind: 'event', id: report.eventId },
    detail: countsOf(report.items),
  });
  return report;
}

async function findExisting(trx: Trx, slug: string): Promise<Existing | undefined> {
  const found = await trx.selectFrom('events').select('id').where('slug', '=', slug).executeTakeFirst();
  const row = found && (await lockEdition(trx, found.id));
  return row && { row, programme: await readProgramme(trx, row.id) };
}

/** Puts the series that is there already into what is wanted. */
async function planSeries(trx: Trx, wanted: Wanted): Promise<PlanItem[]> {
  if (!wanted.series) return [];
  const { slug, title } = wanted.series;
  const known = await trx.selectFrom('event_series').selectAll().where('slug', '=', slug).executeTakeFirst();
  wanted.edition.seriesId = known?.id ?? 'new';
  const summary = wanted.series.summary || (known?.summary ?? '');
  wanted.series.summary = summary;
  const fields = [
    ...(known && known.title !== title ? ['title'] : []),
    ...(known && known.summary !== summary ? ['summary'] : []),
  ];
  const action = known ? (fields.length > 0 ? 'changed' : 'left') : 'created';
  return [{ kind: 'series', name: slug, action, fields }];
}

/** How many things were created, changed and left alone. */
export function countsOf(items: readonly PlanItem[]): { created: number; changed: number; left: number } {
  const count = (action: PlanItem['action']) => items.filter((item) => item.action === action).length;
  return { created: count('created'), changed: count('changed'), left: count('left') };
}
