/** What operators are told of the queue (`ja doctor`): names, times and codes, never a payload. */
import { sql } from 'kysely';
import type { Db, Read } from '../db/handles.ts';

export interface ListedJob {
  id: string;
  name: string;
  runAt: Temporal.Instant;
  attempts: number;
  maxAttempts: number;
  /** A code, as `codeOf` makes it. */
  lastError: string | undefined;
  running: boolean;
}

/**
 * Waiting, running and given up, oldest first, paged by key; jobs that are done are gone.
 * @param failed only those that failed at least once
 * @param after the id of the last one shown
 * @param limit at most 100
 */
export async function listJobs(
  db: Read,
  { failed = false, after = '0', limit }: { failed?: boolean; after?: string; limit: number },
): Promise<ListedJob[]> {
  const { rows } = await sql<Omit<ListedJob, 'lastError'> & { lastError: string | null }>`
    select id::text as id, task_identifier as name, run_at as "runAt", attempts, max_attempts as "maxAttempts",
      last_error as "lastError", locked_at is not null as running
    from graphile_worker.jobs
    where id > ${after}::bigint and (not ${failed}::boolean or last_error is not null)
    order by jobs.id
    limit ${Math.min(limit, 100)}`.execute(db);
  return rows.map((row) => ({ ...row, lastError: row.lastError ?? undefined }));
}

/** How many jobs wait or run, and how many were given up. */
export async function countJobs(db: Read): Promise<{ waiting: number; givenUp: number }> {
  const { rows } = await sql<{ waiting: number; givenUp: number }>`
    select count(*) filter (where attempts < max_attempts or locked_at is not null)::int as waiting,
      count(*) filter (where attempts >= max_attempts and locked_at is null)::int as "givenUp"
    from graphile_worker.jobs`.execute(db);
  return rows[0] ?? { waiting: 0, givenUp: 0 };
}

/**
 * For a start where no other worker can be running (one process with its own database): what a killed
 * worker left locked runs again at once, not after four hours.
 */
export async function releaseJobs(db: Db): Promise<void> {
  await sql`
    select graphile_worker.force_unlock_workers(array(
      select distinct locked_by from graphile_worker.jobs where locked_by is not null
    ))`.execute(db);
}
