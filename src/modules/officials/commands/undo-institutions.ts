/** Takes back what one import said of institutions. What it made goes, unless something else names it by now. */
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { INSTITUTION } from '../kinds.ts';
import {
  followStatements,
  lockInstitution,
  recordChange,
  refused,
  type Result,
} from './institution-context.ts';
import { discardInstitution } from './institutions.ts';
import { withdrawSaid } from './statement-changes.ts';

/** @returns `in_use` with what names one that it made, or was said of it since: then nothing is taken back */
export async function undoInstitutions(
  trx: Trx,
  act: Act,
  importId: string,
): Promise<Result<{ removed: number; changed: number }>> {
  const said = await trx
    .selectFrom('statements')
    .select(['id', 'subject_id'])
    .where('import_id', '=', importId)
    .where('subject_kind', '=', INSTITUTION)
    .orderBy('id')
    .execute();
  const made = await trx
    .selectFrom('institutions')
    .select('id')
    .where('import_id', '=', importId)
    .orderBy('id')
    .execute();
  const own = new Set(made.map(({ id }) => id));
  const added = await addedSince(trx, importId);
  if (added > 0) return refused('in_use', { detail: { statements: String(added) } });
  const posts = await removePosts(trx, importId);
  if (posts > 0) return refused('in_use', { detail: { tenures: String(posts) } });
  // What it made itself does not hold it back.
  await trx.updateTable('institutions').set({ parent_id: null }).where('import_id', '=', importId).execute();
  for (const id of own) {
    const gone = await discardInstitution(trx, act, id);
    if (!gone.ok) return gone;
  }
  const others = Map.groupBy(
    said.filter((one) => !own.has(one.subject_id)),
    (one) => one.subject_id,
  );
  for (const [id, list] of others) {
    const row = await lockInstitution(trx, id);
    if (!row) return refused('changed');
    for (const one of list) {
      const gone = await withdrawSaid(trx, act, { kind: INSTITUTION, id }, one.id);
      if (!gone.ok) return gone;
    }
    const refusal = await followStatements(trx, act, row);
    if (refusal) return refusal;
    await recordChange(trx, act, row, 'import_undone');
  }
  return { ok: true, removed: own.size, changed: others.size };
}

/** Posts that the import made. @returns how many tenures name one of them: then nothing is taken away */
async function removePosts(trx: Trx, importId: string): Promise<number> {
  const posts = trx.selectFrom('posts').select('id').where('import_id', '=', importId);
  const { count } = await trx
    .selectFrom('tenures')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('post_id', 'in', posts)
    .executeTakeFirstOrThrow();
  if (count > 0) return count;
  await trx.deleteFrom('statements').where('subject_id', 'in', posts).execute();
  await trx.deleteFrom('posts').where('import_id', '=', importId).execute();
  return 0;
}

/** What somebody, or another list, has said since of what the import made. */
async function addedSince(trx: Trx, importId: string): Promise<number> {
  const { count } = await trx
    .selectFrom('statements as s')
    .innerJoin('institutions as i', 'i.id', 's.subject_id')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('i.import_id', '=', importId)
    .where((e) => e.or([e('s.import_id', 'is', null), e('s.import_id', '!=', importId)]))
    .executeTakeFirstOrThrow();
  return count;
}
