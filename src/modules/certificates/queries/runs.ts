/** Runs as the desk sees them. */
import type { Read } from '../../../platform/db/handles.ts';
import type { Kind } from '../tables.ts';

export type RunRow = Awaited<ReturnType<typeof listRuns>>[number];

/** The latest of an edition. */
export function listRuns(db: Read, eventId: string) {
  return db
    .selectFrom('certificate_runs')
    .select([
      'id',
      'kind',
      'what',
      'rule',
      'tell',
      'state',
      'total',
      'done',
      'passed',
      'started_at',
      'updated_at',
    ])
    .where('event_id', '=', eventId)
    .orderBy('id', 'desc')
    .limit(6)
    .execute();
}

/** Who of these holds a valid certificate of the kind: holder → its id. */
export async function listHolders(
  db: Read,
  eventId: string,
  kind: Kind,
  holders: readonly string[],
): Promise<Map<string, string>> {
  if (holders.length === 0) return new Map();
  const rows = await db
    .selectFrom('certificates')
    .select(['id', 'holder'])
    .where('event_id', '=', eventId)
    .where('kind', '=', kind)
    .where('state', '=', 'valid')
    .where('holder', 'in', [...holders])
    .execute();
  return new Map(rows.map((row) => [row.holder ?? '', row.id]));
}
