/**
 * Files that everybody may see (logos, pictures, documents), kept in the database so that a
 * backup is one thing. A file never changes: a new version is a new file with a new address.
 */
import { createHash, randomUUID } from 'node:crypto';
import type { Read, Trx } from '../db/handles.ts';
import './tables.ts';

export interface StoredFile {
  id: string;
  name: string;
  mediaType: string;
  bytes: Buffer;
}

export interface NewFile {
  /** As the person's computer called it; reduced to letters, digits, dots and hyphens. */
  name: string;
  mediaType: string;
  bytes: Buffer;
}

/** Keeps a file. @returns its id and the name under which it is served */
export async function putFile(
  trx: Trx,
  file: NewFile,
  now: Temporal.Instant,
): Promise<{ id: string; name: string }> {
  const id = randomUUID();
  const name = safeName(file.name);
  await trx
    .insertInto('files')
    .values({
      id,
      name,
      media_type: file.mediaType,
      size: file.bytes.length,
      sha256: createHash('sha256').update(file.bytes).digest(),
      bytes: file.bytes,
      created_at: now,
    })
    .execute();
  return { id, name };
}

/** The file, or `undefined` when there is none with this id. */
export async function findFile(db: Read, id: string): Promise<StoredFile | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await db
    .selectFrom('files')
    .select(['id', 'name', 'media_type', 'bytes'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { id: row.id, name: row.name, mediaType: row.media_type, bytes: row.bytes };
}

/** Takes a file away for good; its address answers 404 from then on. */
export async function removeFile(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('files').where('id', '=', id).execute();
}

export function fileHref(file: { id: string; name: string }): string {
  return `/archivos/${file.id}/${encodeURIComponent(file.name)}`;
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

function safeName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9.-]+/g, '-')
    .replaceAll(/-{2,}|\.{2,}/g, '-')
    .replaceAll(/^[.-]+|[.-]+$/g, '');
  return plain.slice(-80).toLowerCase() || 'archivo';
}
