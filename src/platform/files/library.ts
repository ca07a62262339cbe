/** The files as the people who look after them see them: lists, one of them, its words. */
import { sql } from 'kysely';
import type { Actor } from '../access/access.ts';
import { audit } from '../audit/audit.ts';
import type { Read, Trx } from '../db/handles.ts';
import type { Deps } from '../deps.ts';
import { translator } from '../i18n/translate.ts';
import { cursorOf, KEY, pageOf, type PageOf, type PageRequest } from '../db/page-by-key.ts';
import { isUuid } from '../uuid.ts';
import { fileHref, removeFile } from './files.ts';
import { variantHref } from './pictures.ts';
import { usedByHistory, usesOf } from './uses.ts';
import type { FileKind } from './tables.ts';

export interface LibraryFile {
  id: string;
  kind: FileKind;
  name: string;
  href: string;
  /** Of pictures: the smallest version, or the picture itself. */
  thumbHref: string;
  mediaType: string;
  size: number;
  width: number | null;
  height: number | null;
  alt: string;
  decorative: boolean;
  credit: string;
  state: 'pending' | 'ready' | 'failed';
  kept: boolean;
  uploadedBy: string;
  createdAt: Temporal.Instant;
  unusedSince: Temporal.Instant | null;
}

export interface LibraryFilter {
  kind?: FileKind | undefined;
  /** Only those that no record used at the last look. */
  unused?: boolean | undefined;
  /** Part of name, alternative text or credit. */
  words?: string | undefined;
}

export const FILE_CURSOR = cursorOf({ at: KEY.instant, id: KEY.uuid });
export type FileKey = { at: Temporal.Instant; id: string };

const COLUMNS = [
  'id',
  'kind',
  'name',
  'media_type',
  'size',
  'width',
  'height',
  'alt',
  'decorative',
  'credit',
  'state',
  'kept',
  'uploaded_by',
  'created_at',
  'unused_since',
] as const;

/** Newest first. */
export async function listFiles(
  db: Read,
  { kind, unused, words }: LibraryFilter,
  { after, limit }: PageRequest<FileKey>,
): Promise<PageOf<LibraryFile>> {
  let query = db.selectFrom('files').select(COLUMNS);
  if (kind) query = query.where('kind', '=', kind);
  if (unused) query = query.where('unused_since', 'is not', null).where('kept', '=', false);
  if (words) {
    const like = `%${words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    query = query.where((e) =>
      e.or([e('name', 'ilike', like), e('alt', 'ilike', like), e('credit', 'ilike', like)]),
    );
  }
  if (after) query = query.where((e) => e(e.refTuple('created_at', 'id'), '<', e.tuple(after.at, after.id)));
  const rows = await query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = pageOf(rows, limit, (last) => FILE_CURSOR.write({ at: last.created_at, id: last.id }));
  return { ...page, items: page.items.map(fileOf) };
}

/** One file without its bytes; undefined when there is none with this id. */
export async function findLibraryFile(db: Read, id: string): Promise<LibraryFile | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await db.selectFrom('files').select(COLUMNS).where('id', '=', id).executeTakeFirst();
  return row && fileOf(row);
}

type Row = Pick<
  LibraryFile,
  'id' | 'kind' | 'name' | 'size' | 'width' | 'height' | 'alt' | 'decorative' | 'credit' | 'state' | 'kept'
> & {
  media_type: string;
  uploaded_by: string;
  created_at: Temporal.Instant;
  unused_since: Temporal.Instant | null;
};

function fileOf({ media_type, uploaded_by, created_at, unused_since, ...row }: Row): LibraryFile {
  const href = fileHref(row);
  return {
    ...row,
    href,
    // Served as the picture itself until it is made.
    thumbHref: row.kind === 'picture' && (row.width ?? 0) > 320 ? variantHref(row, 320, 'webp') : href,
    mediaType: media_type,
    uploadedBy: uploaded_by,
    createdAt: created_at,
    unusedSince: unused_since,
  };
}

export interface SaidOfFile {
  alt: string;
  credit: string;
  kept: boolean;
}

/** @param said `alt` empty: decoration (documents have none) · @returns false when the file is gone */
export async function describeFile(trx: Trx, id: string, said: SaidOfFile, actor: Actor): Promise<boolean> {
  const alt = said.alt.trim();
  const row = await trx
    .updateTable('files')
    .set({
      alt,
      credit: said.credit.trim(),
      kept: said.kept,
      decorative: sql<boolean>`kind = 'picture' and ${alt} = ''`,
    })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  if (!row) return false;
  await audit(trx, { actor, action: 'site.file_described', subject: { kind: 'file', id } });
  return true;
}

/**
 * Takes a file away by hand.
 * @param told the person has been told who uses it, and takes it away all the same
 * @returns `used` when records or versions show it and nobody was told; `gone` when there was none
 */
export async function deleteFile(
  trx: Trx,
  deps: Pick<Deps, 'additions'>,
  id: string,
  { actor, told }: { actor: Actor; told: boolean },
): Promise<'deleted' | 'used' | 'gone'> {
  const row = await trx
    .selectFrom('files')
    .select(['kind', 'size'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return 'gone';
  const uses = await usesOf(deps, trx, [id], translator('es'));
  if (!told && (uses.length > 0 || (await usedByHistory(trx, [id])).size > 0)) return 'used';
  await removeFile(trx, id);
  const detail = { kind: row.kind, size: row.size, uses: uses.length };
  await audit(trx, { actor, action: 'site.file_deleted', subject: { kind: 'file', id }, detail });
  return 'deleted';
}
