/** Lists that were read in, and those that wait to be looked at. */
import type { Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageOf, pageOf } from '../../../platform/db/page-by-key.ts';
import type { Vault } from '../../../platform/vault/vault.ts';
import { uploadContext } from '../commands/uploads.ts';
import type { Staged } from '../import/staged.ts';

const COLUMNS = [
  'i.id',
  'i.kind',
  'i.file_name',
  'i.counts',
  'i.actor',
  'i.created_at',
  'i.undone_at',
  's.publisher',
  'i.source_id',
] as const;

const imports = (db: Read) =>
  db
    .selectFrom('official_imports as i')
    .innerJoin('sources as s', 's.id', 'i.source_id')
    .select([...COLUMNS]);

export interface ListedImport {
  id: string;
  kind: Staged['kind'];
  file_name: string;
  counts: Record<string, number>;
  actor: string;
  created_at: Temporal.Instant;
  undone_at: Temporal.Instant | null;
  publisher: string;
  source_id: string;
}

/** Ids follow the clock. */
export const IMPORT_CURSOR = cursorOf<{ id: string }>({ id: KEY.uuid });

/** Newest first. */
export async function listImports(
  db: Read,
  { after, limit }: { after: { id: string } | undefined; limit: number },
): Promise<PageOf<ListedImport>> {
  let query = imports(db)
    .orderBy('i.id', 'desc')
    .limit(limit + 1);
  if (after) query = query.where('i.id', '<', after.id);
  return pageOf(await query.execute(), limit, ({ id }) => IMPORT_CURSOR.write({ id }));
}

export async function findImport(db: Read, id: string): Promise<ListedImport | undefined> {
  return await imports(db).where('i.id', '=', id).executeTakeFirst();
}

/** What it made and is still there, a few of them by name. */
export async function madeBy(
  db: Read,
  id: string,
  limit: number,
): Promise<{ id: string; name: string; status: string }[]> {
  const people = db
    .selectFrom('people')
    .select(['id', 'name', 'status', 'sort_key'])
    .where('import_id', '=', id);
  const institutions = db
    .selectFrom('institutions')
    .select(['id', 'name', 'status', 'sort_key'])
    .where('import_id', '=', id);
  return await people.unionAll(institutions).orderBy('sort_key').orderBy('id').limit(limit).execute();
}

export interface Upload {
  id: string;
  kind: Staged['kind'];
  file_name: string;
  publisher: string;
  sha256: Buffer;
  left_out: number[];
  expires_at: Temporal.Instant;
}

const UPLOAD = ['id', 'kind', 'file_name', 'publisher', 'sha256', 'left_out', 'expires_at'] as const;
const MOST_UPLOADS = 20;

export async function listUploads(db: Read, now: Temporal.Instant): Promise<Upload[]> {
  return await db
    .selectFrom('official_uploads')
    .select([...UPLOAD])
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .limit(MOST_UPLOADS)
    .execute();
}

/** @returns undefined when it is gone, or its day is over */
export async function openUpload(
  db: Read,
  vault: Vault,
  id: string,
  now: Temporal.Instant,
): Promise<(Upload & { staged: Staged }) | undefined> {
  const row = await db
    .selectFrom('official_uploads')
    .select([...UPLOAD, 'sealed'])
    .where('id', '=', id)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (!row) return undefined;
  const { sealed, ...upload } = row;
  return { ...upload, staged: vault.open<Staged>(uploadContext(id), sealed) };
}
