/** What changed lately, over all records. */
import type { Read } from '../db/handles.ts';
import type { RecordRef } from '../links.ts';

export interface RecentChange {
  kind: string;
  recordId: string;
  at: Temporal.Instant;
  action: string;
  reason: string | null;
  /** What it is a part of. */
  within: RecordRef | undefined;
}

/** So many versions are looked at: an import of thousands says as much as its last ones. */
const LOOKED_AT = 300;

/**
 * The last change of each record of these kinds since then, newest first. Whether the public may see a record,
 * its module says, not this.
 */
export async function listRecentChanges(
  db: Read,
  kinds: readonly string[],
  since: Temporal.Instant,
): Promise<RecentChange[]> {
  if (kinds.length === 0) return [];
  const rows = await db
    .selectFrom('history')
    .select(['record_kind as kind', 'record_id as recordId', 'at', 'action', 'reason'])
    .select(['within_kind', 'within_id'])
    .orderBy('id', 'desc')
    .limit(LOOKED_AT)
    .execute();
  const last = new Map<string, RecentChange>();
  for (const { within_kind, within_id, ...row } of rows) {
    const key = `${row.kind}:${row.recordId}`;
    const within =
      within_kind === null || within_id === null ? undefined : { kind: within_kind, id: within_id };
    const isRecent = Temporal.Instant.compare(row.at, since) >= 0;
    if (isRecent && kinds.includes(row.kind) && !last.has(key)) last.set(key, { ...row, within });
  }
  return [...last.values()];
}
