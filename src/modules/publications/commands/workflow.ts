/** From draft to public and back: each step under the publication's lock, with history where the public sees it. */
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { type Deed, refusalOf } from '../rules/workflow.ts';
import {
  houseOf,
  lockPublication,
  type LockedRow,
  recordDeed,
  recordPublic,
  refused,
  type Result,
  subjectOf,
  whoOf,
} from './context.ts';

/** The row under its lock when this deed may be done to it, as the person saw it. */
async function lockFor(
  trx: Trx,
  act: Act,
  id: string,
  deed: Deed,
  version?: number,
): Promise<Result<{ row: LockedRow }>> {
  const row = await lockPublication(trx, id);
  if (!row) return refused('not_found');
  const why = refusalOf(deed, subjectOf(row), whoOf(act), await houseOf(trx));
  if (why) return refused(why);
  // What goes out is what was looked at.
  if (version !== undefined && row.version !== version) return refused('changed');
  return { ok: true, row };
}

export async function submitPublication(trx: Trx, act: Act, id: string, version: number): Promise<Result> {
  const found = await lockFor(trx, act, id, 'submit', version);
  if (!found.ok) return found;
  await trx
    .updateTable('publications')
    .set({ status: 'in_review', review_note: '', updated_at: act.now })
    .where('id', '=', id)
    .execute();
  await recordDeed(trx, act, id, 'submitted');
  return { ok: true };
}

/** @param note why, for who wrote it */
export async function returnPublication(trx: Trx, act: Act, id: string, note: string): Promise<Result> {
  const found = await lockFor(trx, act, id, 'return');
  if (!found.ok) return found;
  await trx
    .updateTable('publications')
    .set({ status: 'draft', review_note: note, publish_at: null, scheduled_by: null, updated_at: act.now })
    .where('id', '=', id)
    .execute();
  await recordDeed(trx, act, id, 'returned');
  return { ok: true };
}

export async function publishPublication(trx: Trx, act: Act, id: string, version?: number): Promise<Result> {
  const found = await lockFor(trx, act, id, 'publish', version);
  if (!found.ok) return found;
  return goPublic(trx, act, found.row);
}

async function goPublic(trx: Trx, act: Act, row: LockedRow): Promise<Result> {
  const missing = missingOf(row);
  if (missing) return refused('incomplete', { field: missing });
  const first = row.first_published_at ?? act.now;
  await trx
    .updateTable('publications')
    .set({
      status: 'published',
      first_published_at: first,
      dated_at: row.date ?? first,
      publish_at: null,
      scheduled_by: null,
      review_note: '',
      updated_at: act.now,
    })
    .where('id', '=', row.id)
    .execute();
  await recordPublic(trx, act, row.id, 'published');
  return { ok: true };
}

/** @returns the field without which it can't be public; undefined when nothing is missing */
function missingOf(row: LockedRow): string | undefined {
  if (row.title.trim() === '') return 'title';
  if (row.type === 'term' && row.summary.trim() === '' && row.body.trim() === '') return 'summary';
  return undefined;
}

/** @param at not before now; one that passed while nothing ran goes out at the next start */
export async function schedulePublication(
  trx: Trx,
  act: Act,
  id: string,
  { at, version }: { at: Temporal.Instant; version: number },
): Promise<Result> {
  const found = await lockFor(trx, act, id, 'schedule', version);
  if (!found.ok) return found;
  if (Temporal.Instant.compare(at, act.now) <= 0) return refused('past', { field: 'at' });
  const missing = missingOf(found.row);
  if (missing) return refused('incomplete', { field: missing });
  await trx
    .updateTable('publications')
    .set({ publish_at: at, scheduled_by: whoOf(act).ref, updated_at: act.now })
    .where('id', '=', id)
    .execute();
  await recordDeed(trx, act, id, 'scheduled', { at: String(at) });
  return { ok: true };
}

export async function unschedulePublication(trx: Trx, act: Act, id: string): Promise<Result> {
  const found = await lockFor(trx, act, id, 'unschedule');
  if (!found.ok) return found;
  await trx
    .updateTable('publications')
    .set({ publish_at: null, scheduled_by: null, updated_at: act.now })
    .where('id', '=', id)
    .execute();
  await recordDeed(trx, act, id, 'unscheduled');
  return { ok: true };
}

/** The reason in the act is said to the public. */
export async function archivePublication(trx: Trx, act: Act, id: string): Promise<Result> {
  const found = await lockFor(trx, act, id, 'archive');
  if (!found.ok) return found;
  await trx
    .updateTable('publications')
    .set({
      status: 'archived',
      archived_at: act.now,
      // What was taken back is not read on by the links that were handed out before.
      preview_version: found.row.preview_version + 1,
      updated_at: act.now,
    })
    .where('id', '=', id)
    .execute();
  await recordPublic(trx, act, id, 'archived');
  return { ok: true };
}

/** An archived one becomes a draft again, and goes the same way as any other. */
export async function takeUpPublication(trx: Trx, act: Act, id: string): Promise<Result> {
  const found = await lockFor(trx, act, id, 'take_up');
  if (!found.ok) return found;
  await trx
    .updateTable('publications')
    .set({ status: 'draft', archived_at: null, updated_at: act.now })
    .where('id', '=', id)
    .execute();
  await recordDeed(trx, act, id, 'taken_up');
  return { ok: true };
}

/** From now on the link that was handed out opens nothing; a new one does. */
export async function voidPreview(trx: Trx, act: Act, id: string): Promise<Result> {
  if (!whoOf(act).mayWrite) return refused('forbidden');
  const row = await lockPublication(trx, id);
  if (!row) return refused('not_found');
  await trx
    .updateTable('publications')
    .set({ preview_version: row.preview_version + 1 })
    .where('id', '=', id)
    .execute();
  await recordDeed(trx, act, id, 'preview_voided');
  return { ok: true };
}

/**
 * Publishes one whose time has come. Of two sweeps at once the second finds nothing left to do.
 * @returns whether it went out
 */
export async function publishIfDue(trx: Trx, id: string, now: Temporal.Instant): Promise<boolean> {
  const row = await lockPublication(trx, id);
  if (!row?.publish_at || Temporal.Instant.compare(row.publish_at, now) > 0) return false;
  const act: Act = { actor: { kind: 'system', what: 'schedule' }, now };
  const gone = await goPublic(trx, act, row);
  if (gone.ok) return true;
  // What can't go out must not be tried every minute for ever.
  await trx
    .updateTable('publications')
    .set({ publish_at: null, scheduled_by: null, updated_at: now })
    .where('id', '=', id)
    .execute();
  await recordDeed(trx, act, id, 'unscheduled', { refused: gone.refused });
  return false;
}
