/** A file that waits at the desk: found again, looked at again. */
import { createHash } from 'node:crypto';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import type { Ctx } from '../../../platform/http/route.ts';
import { lookedAgain } from '../commands/uploads.ts';
import { readDeskFile, type Seen } from '../import/desk-file.ts';
import type { ListMap } from '../import/list-map.ts';
import { findOfficeSelection, openSelectionUpload } from '../queries/office.ts';

export type OpenedUpload = Awaited<ReturnType<typeof uploadOf>>;

/** @throws not_found when it is gone, or its day is over */
export async function uploadOf(deps: Deps, ctx: Ctx) {
  const upload = await openSelectionUpload(deps.db, deps.vault, ctx.params['upload'] ?? '', ctx.now);
  if (!upload) throw notFound();
  const process =
    upload.selection_id === null ? undefined : await findOfficeSelection(deps.db, upload.selection_id);
  return { ...upload, process };
}

/** What would come of it now, read as somebody says. @returns false when somebody else looked at it meanwhile */
export async function lookAgain(
  deps: Deps,
  { actor }: Ctx,
  upload: OpenedUpload,
  map: ListMap | undefined,
): Promise<boolean> {
  const seen = await readDeskFile(deps, actor, { ...deskFileOf(upload), map }, { dryRun: true });
  return await keepSeen(deps, upload, seen, map);
}

export async function keepSeen(
  deps: Deps,
  upload: OpenedUpload,
  seen: Seen,
  map: ListMap | undefined,
): Promise<boolean> {
  const looked = { bytes: upload.bytes, seen, map };
  return await withTransaction(deps.db, (trx) =>
    lookedAgain(trx, deps.vault, { ...upload, now: deps.now() }, looked),
  );
}

export function deskFileOf({ kind, file_name: name, publisher, bytes, process, map }: OpenedUpload) {
  return { kind, name, publisher, bytes, process: process?.slug, map };
}

/** What a list was read as when its page was drawn: empty where nobody said anything. */
export function readAs(map: ListMap | undefined): string {
  if (map === undefined || Object.keys(map).length === 0) return '';
  return createHash('sha256').update(JSON.stringify(map)).digest('hex').slice(0, 16);
}
