/**
 * Files that everybody may see (logos, pictures, documents), kept in the database so that a
 * backup is one thing. A file never changes: a new version is a new file with a new address.
 */
import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../access/access.ts';
import { actorRef } from '../audit/audit.ts';
import { normalForm } from '../unicode.ts';
import type { Read, Trx } from '../db/handles.ts';
import { isUuid } from '../uuid.ts';
import type { CleanDocument } from './document.ts';
import type { CleanPicture } from './picture.ts';
import { askForVariants } from './variants.ts';
import './tables.ts';

export interface StoredFile {
  id: string;
  kind: 'picture' | 'document';
  name: string;
  mediaType: string;
  bytes: Buffer;
  revocable: boolean;
}

/** What a person says of a file when it is kept. */
export interface FileWords {
  /** As the person's computer called it; reduced to letters, digits, dots and hyphens. */
  name: string;
  /** What a picture shows, for those who don't see it; empty says that it is decoration. */
  alt: string;
  credit?: string | undefined;
  /** Stays although no record uses it. */
  kept?: boolean | undefined;
  /** Its owner may take it back: no cache shows it without asking whether it is still there. */
  revocable?: boolean | undefined;
}

export interface Keeping {
  actor: Actor;
  now: Temporal.Instant;
}

export interface Kept {
  id: string;
  name: string;
  href: string;
  /** The same bytes were there already: that file is used, with its own words. */
  existed: boolean;
}

/** Keeps a picture; its smaller versions are made by a job. @param picture of `readPicture`, before the transaction */
export async function putPicture(
  trx: Trx,
  picture: CleanPicture,
  words: FileWords,
  keeping: Keeping,
): Promise<Kept> {
  const alt = words.alt.trim();
  const kept = await put(trx, words, keeping, {
    kind: 'picture',
    ending: picture.mediaType === 'image/png' ? 'png' : 'jpg',
    media_type: picture.mediaType,
    bytes: picture.bytes,
    source_sha256: picture.sourceHash,
    width: picture.width,
    height: picture.height,
    alt,
    decorative: alt === '',
    state: 'pending',
  });
  if (!kept.existed) await askForVariants(trx);
  return kept;
}

/**
 * Keeps a document, served for download only.
 * @param document of `readDocument`; with a `sourceHash` of its own it is shared with nobody who keeps the same bytes
 */
export async function putDocument(
  trx: Trx,
  document: CleanDocument & { sourceHash?: Buffer },
  words: Omit<FileWords, 'alt'>,
  keeping: Keeping,
): Promise<Kept> {
  return put(trx, words, keeping, {
    kind: 'document',
    ending: document.format,
    media_type: document.mediaType,
    bytes: document.bytes,
    source_sha256: document.sourceHash ?? createHash('sha256').update(document.bytes).digest(),
    width: null,
    height: null,
    alt: '',
    decorative: false,
    state: 'ready',
  });
}

interface Facts {
  kind: 'picture' | 'document';
  ending: string;
  media_type: string;
  bytes: Buffer;
  source_sha256: Buffer;
  width: number | null;
  height: number | null;
  alt: string;
  decorative: boolean;
  state: 'pending' | 'ready';
}

async function put(
  trx: Trx,
  words: Omit<FileWords, 'alt'>,
  { actor, now }: Keeping,
  { ending, ...facts }: Facts,
): Promise<Kept> {
  const made = await trx
    .insertInto('files')
    .values({
      id: randomUUID(),
      name: safeName(words.name, ending),
      size: facts.bytes.length,
      sha256: createHash('sha256').update(facts.bytes).digest(),
      created_at: now,
      credit: words.credit?.trim() ?? '',
      uploaded_by: actorRef(actor),
      kept: words.kept ?? false,
      revocable: words.revocable ?? false,
      // Nobody uses it yet: the record that will is saved later, or never.
      unused_since: now,
      claimed_until: null,
      ...facts,
    })
    // The row that is there is locked by this, so that no sweep takes it away before the commit; its pause starts anew.
    .onConflict((c) =>
      c.column('source_sha256').doUpdateSet({
        unused_since: sql`case when files.unused_since is null then null else excluded.unused_since end`,
        kept: sql`files.kept or excluded.kept`,
      }),
    )
    .returning(['id', 'name', sql<boolean>`xmax <> 0`.as('existed')])
    .executeTakeFirstOrThrow();
  return { ...made, href: fileHref(made) };
}

/** The file, or `undefined` when there is none with this id. */
export async function findFile(db: Read, id: string): Promise<StoredFile | undefined> {
  if (!isUuid(id)) return undefined;
  return await db
    .selectFrom('files')
    .select(['id', 'kind', 'name', 'media_type as mediaType', 'bytes', 'revocable'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Takes a file away for good; its addresses answer 404 from then on. */
export async function removeFile(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('files').where('id', '=', id).execute();
}

export function fileHref(file: { id: string; name: string }): string {
  return `/archivos/${file.id}/${encodeURIComponent(file.name)}`;
}

/** A name fit for an address, with the ending of what the file is: never of what it was called. */
function safeName(name: string, ending: string): string {
  const plain = normalForm(name, 'NFKD')
    .replaceAll(/\p{M}/gu, '')
    // Only the last part of a path, and without what looks like an ending.
    .replace(/^.*[/\\]/s, '')
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replaceAll(/[^A-Za-z0-9-]+/g, '-')
    .replaceAll(/-{2,}/g, '-')
    .slice(0, 80)
    .replaceAll(/^-+|-+$/g, '');
  return `${plain.toLowerCase() || 'archivo'}.${ending}`;
}
