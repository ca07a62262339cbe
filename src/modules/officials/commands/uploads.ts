/** Lists that were sent to be looked at: kept sealed for a day, gone when they are read in or thrown away. */
import { randomUUIDv7 } from 'node:crypto';
import { actorRef, audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import type { Vault } from '../../../platform/vault/vault.ts';
import { shownFileName } from '../import/file-findings.ts';
import type { Staged } from '../import/staged.ts';

/** Long enough to sleep over it. */
const KEPT = { hours: 24 };

export interface NewUpload {
  name: string;
  publisher: string;
  sha256: Buffer;
  staged: Staged;
}

/** How a sealed list is bound to its row. */
export const uploadContext = (id: string): string => `official_uploads:${id}`;

/** @param replaces id of one that gives way: the same list, its columns read otherwise */
export async function keepUpload(
  trx: Trx,
  { actor, now }: Act,
  vault: Vault,
  { name, publisher, sha256, staged }: NewUpload,
  replaces?: string,
): Promise<string> {
  const id = randomUUIDv7();
  if (replaces !== undefined) await trx.deleteFrom('official_uploads').where('id', '=', replaces).execute();
  await trx
    .insertInto('official_uploads')
    .values({
      id,
      kind: staged.kind,
      file_name: shownFileName(name),
      publisher,
      sha256,
      sealed: vault.seal(uploadContext(id), staged),
      actor: actorRef(actor),
      created_at: now,
      expires_at: now.add(KEPT),
    })
    .execute();
  await audit(trx, {
    actor,
    action: 'officials.list_sent',
    subject: { kind: 'official_upload', id },
    detail: { kind: staged.kind },
  });
  return id;
}

/**
 * Decides rows of one page of the preview.
 * @param shown lines that the page had; @param without those of them that stay out
 * @returns false when the list is gone
 */
export async function leaveRows(
  trx: Trx,
  id: string,
  { shown, without }: { shown: readonly number[]; without: readonly number[] },
): Promise<boolean> {
  const row = await trx
    .selectFrom('official_uploads')
    .select('left_out')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return false;
  const asked = new Set(shown);
  const left = new Set(row.left_out.filter((line) => !asked.has(line)));
  for (const line of without) if (asked.has(line)) left.add(line);
  await trx
    .updateTable('official_uploads')
    .set({ left_out: [...left].toSorted((a, b) => a - b) })
    .where('id', '=', id)
    .execute();
  return true;
}

/** @returns false when it was gone already */
export async function dropUpload(trx: Trx, { actor }: Act, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx.deleteFrom('official_uploads').where('id', '=', id).executeTakeFirst();
  if (numDeletedRows === 0n) return false;
  await audit(trx, { actor, action: 'officials.list_dropped', subject: { kind: 'official_upload', id } });
  return true;
}

/** Those that nobody read in within their day. @returns how many */
export async function purgeUploads(trx: Trx, now: Temporal.Instant): Promise<number> {
  const { numDeletedRows } = await trx
    .deleteFrom('official_uploads')
    .where('expires_at', '<=', now)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
