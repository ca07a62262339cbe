/** Forgetting jobs that name somebody: by any text of their payload. */
import { sql } from 'kysely';
import type { Trx } from '../db/handles.ts';

/**
 * Removes jobs, waiting or given up, whose payload holds one of these ids. The library's own functions know
 * no payloads, hence its table; its version is pinned.
 * @returns how many were removed, and how many run at this moment and were left
 */
export async function forgetJobs(
  trx: Trx,
  ids: readonly string[],
): Promise<{ removed: number; running: number }> {
  const named = sql`exists (
    select from jsonb_path_query(payload::jsonb, '$.**') as part
    where jsonb_typeof(part) = 'string' and part #>> '{}' = any(${[...ids]}))`;
  const { numAffectedRows } = await sql`
    delete from graphile_worker._private_jobs where locked_at is null and ${named}`.execute(trx);
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from graphile_worker._private_jobs where ${named}`.execute(trx);
  return { removed: Number(numAffectedRows ?? 0n), running: rows[0]?.count ?? 0 };
}
