/**
 * The smaller versions of pictures, made one picture at a time in the background. Until they are there, and if they
 * can't be made, the picture itself is served in their place.
 */
import type { Db, Trx } from '../db/handles.ts';
import { withTransaction } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { addJobs } from '../jobs/add.ts';
import type { Drawn } from './draw-variants.ts';
import { imaging } from './imaging.ts';

/** Declared in the manifest of the module that keeps the library of files. */
export const VARIANTS_JOB = 'site.make_variants';
const ATTEMPTS = 3;
/** Longer than the biggest picture takes on a slow machine; after it another process may try. */
const CLAIM_MINUTES = 10;

/** Promises that pictures which still need smaller versions get them soon. */
export async function askForVariants(trx: Trx): Promise<void> {
  await addJobs(trx, [{ name: VARIANTS_JOB, payload: {}, key: VARIANTS_JOB }]);
}

interface Claimed {
  id: string;
  media_type: string;
  width: number;
  attempts: number;
  bytes: Buffer;
}

/** Makes the versions of one picture that waits for them, if any, and promises to go on with the next. */
export async function makeVariants(deps: Pick<Deps, 'db' | 'now' | 'log'>): Promise<void> {
  const picture = await claim(deps.db, deps.now());
  if (!picture) return;
  try {
    const made = await imaging('variants', {
      mediaType: picture.media_type,
      width: picture.width,
      bytes: picture.bytes,
    });
    await withTransaction(deps.db, async (trx) => {
      await keep(trx, picture.id, made);
      await askForVariants(trx);
    });
  } catch (error) {
    deps.log.warn({ err: error, file: picture.id }, 'smaller versions of a picture were not made');
    await giveBack(deps.db, picture, deps.now());
  }
}

/** Marks the longest waiting picture as in work; short, so that nothing waits for it. */
async function claim(db: Db, now: Temporal.Instant): Promise<Claimed | undefined> {
  return withTransaction(db, async (trx) => {
    const free = await trx
      .selectFrom('files')
      .select(['id', 'media_type', 'width', 'attempts', 'bytes'])
      .where('state', '=', 'pending')
      .where((e) => e.or([e('claimed_until', 'is', null), e('claimed_until', '<', now)]))
      .orderBy('created_at')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!free) return undefined;
    const { width } = free;
    const attempts = free.attempts + 1;
    const given = width === null || attempts > ATTEMPTS;
    await trx
      .updateTable('files')
      .set(
        given
          ? { state: 'failed', claimed_until: null }
          : { attempts, claimed_until: now.add({ minutes: CLAIM_MINUTES }) },
      )
      .where('id', '=', free.id)
      .execute();
    return given ? undefined : { ...free, width, attempts };
  });
}

async function keep(trx: Trx, id: string, made: readonly Drawn[]): Promise<void> {
  // Taken away in the meantime: then there is nothing to add to.
  const there = await trx
    .updateTable('files')
    .set({ state: 'ready', claimed_until: null })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  if (!there) return;
  await trx.deleteFrom('file_variants').where('file_id', '=', id).execute();
  for (const { width, format, bytes } of made)
    await trx
      .insertInto('file_variants')
      .values({ file_id: id, width, format, bytes: Buffer.from(bytes), size: bytes.length })
      .execute();
}

/** Tried again some minutes later, a few times. */
async function giveBack(db: Db, { id, attempts }: Claimed, now: Temporal.Instant): Promise<void> {
  await db
    .updateTable('files')
    .set({
      state: attempts >= ATTEMPTS ? 'failed' : 'pending',
      claimed_until: attempts >= ATTEMPTS ? null : now.add({ minutes: attempts * 5 }),
    })
    .where('id', '=', id)
    .execute();
}
