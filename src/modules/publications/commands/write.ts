/** Writing: a new publication, its text while it is not public, and corrections of what is. */
import { randomUUIDv7 } from 'node:crypto';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { useFiles } from '../../../platform/files/uses.ts';
import { keepAddress } from '../../../platform/redirects/redirects.ts';
import { forgetCitations } from '../../../platform/sources/cite.ts';
import { publicationPath, sectionOf } from '../addresses.ts';
import type { Prepared } from '../prepared.ts';
import { KIND } from '../kind.ts';
import { type Deed, keepsSchedule, refusalOf } from '../rules/workflow.ts';
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
import { contentColumns, filesOf, fileUnder, isSlugTaken, slugFor } from './stored.ts';

/**
 * A new draft. Where its address is taken in its section, it gets the next free one.
 * @returns its id, and the slug that it got
 */
export async function createPublication(
  trx: Trx,
  act: Act,
  prepared: Prepared,
): Promise<Result<{ id: string; slug: string }>> {
  const who = whoOf(act);
  if (!who.mayWrite) return refused('forbidden');
  const { content } = prepared;
  const slug = await slugFor(trx, content.slug || content.title, content);
  const id = randomUUIDv7();
  // From here on the sweep leaves them; of a text from elsewhere some may never have been here.
  await useFiles(trx, filesOf(prepared));
  await trx
    .insertInto('publications')
    .values({
      ...contentColumns({ ...prepared, content: { ...content, slug } }),
      id,
      publish_at: null,
      scheduled_by: null,
      first_published_at: null,
      archived_at: null,
      dated_at: content.date,
      written_by: who.ref,
      created_at: act.now,
      updated_at: act.now,
    })
    .execute();
  const filed = await fileUnder(trx, id, content.categories);
  if (!filed.ok) return filed;
  await recordDeed(trx, act, id, 'created', { type: content.type });
  return { ok: true, id, slug };
}

export interface Saving {
  prepared: Prepared;
  /** Of the publication as when the form was drawn; a newer one is never overwritten. */
  version: number;
  /** Whether it was public to whoever saves: to correct what has become public meanwhile asks for a reason. */
  isPublic?: boolean;
}

/**
 * Saves the text. Of what is public it is a correction, seen at once, and only by whoever may publish alone; its
 * reason stands in the act.
 * @returns the new version
 */
export async function savePublication(
  trx: Trx,
  act: Act,
  id: string,
  saving: Saving,
): Promise<Result<{ version: number }>> {
  const row = await lockPublication(trx, id);
  if (!row) return refused('not_found');
  const isPublic = row.status === 'published';
  if (saving.isPublic !== undefined && saving.isPublic !== isPublic) return refused('changed');
  const deed: Deed = isPublic ? 'correct' : 'save';
  // What was public once has been read by two already: putting it back is no new text.
  const house = act.restoring ? { twoEyes: false } : await houseOf(trx);
  const why = refusalOf(deed, subjectOf(row), whoOf(act), house);
  if (why) return refused(why);
  return store(trx, act, row, saving);
}

/** Under the row's lock, once it is decided that it may be. */
export async function store(
  trx: Trx,
  act: Act,
  row: LockedRow,
  { prepared, version }: Saving,
): Promise<Result<{ version: number }>> {
  const { id } = row;
  if (row.version !== version) return refused('changed');
  const { content } = prepared;
  const section = sectionOf(content.type);
  if (await isSlugTaken(trx, id, section, content.slug)) return refused('slug_taken', { field: 'slug' });
  const who = whoOf(act);
  await useFiles(trx, filesOf(prepared));
  const standing = row.publish_at !== null && keepsSchedule(who, await houseOf(trx));
  await trx
    .updateTable('publications')
    .set({
      ...contentColumns(prepared),
      dated_at: content.date ?? row.first_published_at,
      written_by: who.ref,
      version: version + 1,
      updated_at: act.now,
      ...(!standing && { publish_at: null, scheduled_by: null }),
    })
    .where('id', '=', id)
    .execute();
  const filed = await fileUnder(trx, id, content.categories);
  if (!filed.ok) return filed;
  const moved = row.section !== section || row.slug !== content.slug;
  if (moved && row.first_published_at)
    await keepAddress(trx, publicationPath(row), { kind: KIND, id }, act.now);
  if (row.status === 'published') await recordPublic(trx, act, id, act.restoring ? 'restored' : 'changed');
  else await recordDeed(trx, act, id, 'saved', { version: version + 1 });
  return { ok: true, version: version + 1 };
}

/** Throws away a draft that never was public, with all that belongs to it. */
export async function discardPublication(trx: Trx, act: Act, id: string): Promise<Result> {
  const row = await lockPublication(trx, id);
  if (!row) return refused('not_found');
  const why = refusalOf('discard', subjectOf(row), whoOf(act), await houseOf(trx));
  if (why) return refused(why);
  await trx.deleteFrom('publications').where('id', '=', id).execute();
  await forgetCitations(trx, { kind: KIND, id });
  await recordDeed(trx, act, id, 'discarded', { type: row.type });
  return { ok: true };
}
