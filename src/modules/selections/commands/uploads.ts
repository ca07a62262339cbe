/** Files that were sent to be looked at: kept sealed for a day, gone when they are read in or thrown away. */
import { randomUUIDv7 } from 'node:crypto';
import { actorRef, audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import type { Vault } from '../../../platform/vault/vault.ts';
import type { DeskFile, Seen } from '../import/desk-file.ts';
import type { ListMap } from '../import/list-map.ts';
import { SELECTION_UPLOAD } from '../kinds.ts';

/** Long enough to sleep over it. */
const KEPT = { hours: 24 };

/** What is sealed: the file, and what came of looking at it. */
export interface SealedUpload {
  /** base64 */
  bytes: string;
  seen: Seen;
  /** What somebody said that a list means. */
  map?: ListMap | undefined;
}

/** How a sealed file is bound to its row. */
export const uploadContext = (id: string): string => `selection_uploads:${id}`;

interface Looked {
  bytes: Uint8Array;
  seen: Seen;
  map?: ListMap | undefined;
}

const sealedOf = (vault: Vault, id: string, { bytes, seen, map }: Looked): Buffer =>
  vault.seal(uploadContext(id), {
    bytes: Buffer.from(bytes).toString('base64'),
    seen,
    ...(map && { map }),
  } satisfies SealedUpload);

export async function keepUpload(
  trx: Trx,
  { actor, now }: Act,
  vault: Vault,
  { kind, name, publisher, bytes }: DeskFile,
  { selectionId, seen }: { selectionId: string | undefined; seen: Seen },
): Promise<string> {
  const id = randomUUIDv7();
  await trx
    .insertInto('selection_uploads')
    .values({
      id,
      kind,
      selection_id: selectionId ?? null,
      file_name: name,
      publisher,
      sealed: sealedOf(vault, id, { bytes, seen }),
      actor: actorRef(actor),
      created_at: now,
      expires_at: now.add(KEPT),
    })
    .execute();
  await audit(trx, {
    actor,
    action: 'selections.file_sent',
    subject: { kind: SELECTION_UPLOAD, id },
    detail: { kind },
  });
  return id;
}

/** What comes of it when it is looked at again: it could not be read in, not all of it was, or it is read otherwise. @returns false when somebody else did meanwhile */
export async function lookedAgain(
  trx: Trx,
  vault: Vault,
  { id, sealed, now }: { id: string; sealed: Buffer; now: Temporal.Instant },
  looked: Looked,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('selection_uploads')
    // Another day: whoever answers is not stopped by when it was sent.
    .set({ sealed: sealedOf(vault, id, looked), expires_at: now.add(KEPT) })
    .where('id', '=', id)
    .where('sealed', '=', sealed)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** @returns false when it was gone already */
export async function dropUpload(
  trx: Trx,
  { actor }: Act,
  id: string,
  action: 'selections.file_read' | 'selections.file_dropped',
): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('selection_uploads')
    .where('id', '=', id)
    .executeTakeFirst();
  if (numDeletedRows === 0n) return false;
  await audit(trx, { actor, action, subject: { kind: SELECTION_UPLOAD, id } });
  return true;
}

/** Those that nobody read in within their day. @returns how many */
export async function purgeUploads(trx: Trx, now: Temporal.Instant): Promise<number> {
  const { numDeletedRows } = await trx
    .deleteFrom('selection_uploads')
    .where('expires_at', '<=', now)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
