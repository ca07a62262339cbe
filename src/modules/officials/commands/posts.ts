/** Posts of an institution: made, put in order, taken away. What is said of them: `institution-statements.ts`. */
import { randomUUIDv7 } from 'node:crypto';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { freeSlug, slugOf } from '../../../platform/slug.ts';
import { institutionKey } from '../rules/spanish-order.ts';
import { lockInstitution, recordChange, refused, type Result } from './institution-context.ts';
import { followPost } from './post-columns.ts';
import { type SaidInput, say } from './statement-changes.ts';

/** So many posts of one institution: its page shows them all. */
export const MOST_POSTS = 200;

/**
 * @param input.label as printed
 * @param input.said what else is said of it
 * @returns the new post's id
 */
export async function createPost(
  trx: Trx,
  act: Act,
  institutionId: string,
  {
    label,
    said = [],
    importId,
  }: { label: Omit<SaidInput, 'property'>; said?: readonly SaidInput[]; importId?: string },
): Promise<Result<{ id: string }>> {
  const row = await lockInstitution(trx, institutionId);
  if (!row) return refused('not_found');
  const text = label.value.text.trim();
  if (text === '') return refused('bad_value', { field: 'label' });
  const there = await trx
    .selectFrom('posts')
    .select(['slug', 'position'])
    .where('institution_id', '=', institutionId)
    .execute();
  if (there.length >= MOST_POSTS) return refused('too_many');
  const id = randomUUIDv7();
  await trx
    .insertInto('posts')
    .values({
      id,
      institution_id: institutionId,
      slug: freeSlug(slugOf(text) || 'cargo', new Set(there.map(({ slug }) => slug))),
      label: text,
      label_key: institutionKey(text),
      seats: null,
      position: Math.max(0, ...there.map(({ position }) => position)) + 1,
      import_id: importId ?? null,
      created_at: act.now,
      updated_at: act.now,
    })
    .execute();
  const subject = { kind: 'post', id } as const;
  for (const one of [{ ...label, property: 'label' }, ...said]) {
    const done = await say(trx, act, subject, one);
    if (!done.ok) return done;
  }
  await followPost(trx, act, id);
  await recordChange(trx, act, row, 'post_created', label.place?.sourceId);
  return { ok: true, id };
}

/** Puts a post one place before or after among those of its institution. At the end of the list nothing happens. */
export async function movePost(
  trx: Trx,
  act: Act,
  institutionId: string,
  postId: string,
  direction: 'up' | 'down',
): Promise<Result> {
  const row = await lockInstitution(trx, institutionId);
  if (!row) return refused('not_found');
  const posts = await trx
    .selectFrom('posts')
    .select('id')
    .where('institution_id', '=', institutionId)
    .orderBy('position')
    .orderBy('id')
    .execute();
  const ids = posts.map(({ id }) => id);
  const at = ids.indexOf(postId);
  if (at < 0) return refused('not_found');
  const to = at + (direction === 'up' ? -1 : 1);
  if (to < 0 || to >= ids.length) return { ok: true };
  ids.splice(to, 0, ...ids.splice(at, 1));
  for (const [place, id] of ids.entries())
    await trx
      .updateTable('posts')
      .set({ position: place + 1 })
      .where('id', '=', id)
      .execute();
  await recordChange(trx, act, row, 'post_moved');
  return { ok: true };
}

/** @returns `in_use` with the number of `tenures` that name it */
export async function removePost(trx: Trx, act: Act, institutionId: string, postId: string): Promise<Result> {
  const row = await lockInstitution(trx, institutionId);
  if (!row) return refused('not_found');
  const post = await trx
    .selectFrom('posts')
    .select('id')
    .where('id', '=', postId)
    .where('institution_id', '=', institutionId)
    // Who was about to name it in a tenure waits, and is told that there is none.
    .forUpdate()
    .executeTakeFirst();
  if (!post) return refused('not_found');
  const { count } = await trx
    .selectFrom('tenures')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('post_id', '=', postId)
    .executeTakeFirstOrThrow();
  if (count > 0) return refused('in_use', { detail: { tenures: String(count) } });
  await trx.deleteFrom('statements').where('subject_id', '=', postId).execute();
  await trx.deleteFrom('posts').where('id', '=', postId).execute();
  await recordChange(trx, act, row, 'post_removed');
  return { ok: true };
}
