/** Which records use which files, and the word of a command that it is about to. */
import { sql } from 'kysely';
import type { Read, Trx } from '../db/handles.ts';
import type { Deps } from '../deps.ts';
import { type Translate, translator } from '../i18n/translate.ts';
import { isUuid } from '../uuid.ts';
import { removeFile } from './files.ts';
import type { FileUse } from './source.ts';

/**
 * Call it in the transaction that saves a record which shows these files: from then on nobody takes them away.
 * @returns those that are not there (any more): the record must not be saved with them
 */
export async function useFiles(trx: Trx, ids: readonly string[]): Promise<string[]> {
  const asked = [...new Set(ids)];
  const fit = asked.filter(isUuid).toSorted();
  if (fit.length === 0) return asked;
  // Locked in one order, so that two who save the same pictures don't wait for each other in a ring.
  const found = await trx
    .selectFrom('files')
    .select('id')
    .where('id', 'in', fit)
    .orderBy('id')
    .forUpdate()
    .execute();
  const there = found.map((row) => row.id);
  if (there.length > 0)
    await trx
      .updateTable('files')
      .set({ unused_since: null })
      .where('id', 'in', there)
      .where('unused_since', 'is not', null)
      .execute();
  return asked.filter((id) => !there.includes(id));
}

/** Every use of these files that a module knows of. A query or two for each module. */
export async function usesOf(
  deps: Pick<Deps, 'additions'>,
  db: Read,
  ids: readonly string[],
  t: Translate,
): Promise<FileUse[]> {
  if (ids.length === 0) return [];
  const found: FileUse[] = [];
  for (const source of deps.additions.fileUses) found.push(...(await source.find(db, ids, t)));
  return found;
}

/** Those of these ids that any version in the history names: old versions are public for ever. One look into an index each. */
export async function usedByHistory(db: Read, ids: readonly string[]): Promise<Set<string>> {
  const fit = ids.filter(isUuid);
  if (fit.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select asked.id from unnest(${fit}::uuid[]) as asked (id)
    where exists (select from history where history_ids(content) @> array[asked.id])`.execute(db);
  return new Set(rows.map((row) => row.id));
}

/**
 * Takes the file away unless somebody put it into the library to stay, or any record or version shows it.
 * The file is locked first: who is about to use it waits, and is then told that it is gone.
 */
export async function removeUnusedFile(
  trx: Trx,
  deps: Pick<Deps, 'additions'>,
  id: string,
): Promise<boolean> {
  const file = await trx
    .selectFrom('files')
    .select('kept')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!file || file.kept) return false;
  if ((await usesOf(deps, trx, [id], translator('es'))).length > 0) return false;
  if ((await usedByHistory(trx, [id])).size > 0) return false;
  await removeFile(trx, id);
  return true;
}
