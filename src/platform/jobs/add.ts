/** Adding jobs: in the transaction of the change they follow, so that none is lost or runs for nothing. */
import { sql } from 'kysely';
import type { Trx } from '../db/handles.ts';
import { holdsAddress } from '../vault/address.ts';

export interface NewJob {
  /** The `name` of a JobSpec. */
  name: string;
  /** Ids and plain facts. Never a name, an address or an answer. */
  payload: Record<string, unknown>;
  /** Not before; at once when missing. */
  runAt?: Temporal.Instant;
  /** A job that waits under the same key is replaced by this one. */
  key?: string;
}

/**
 * Any number of jobs in one statement. One call costs about 1.6 ms and wakes every worker: doors where
 * thousands knock in a minute write a row of their own instead, swept up in batches by a cron.
 * @throws TypeError when a payload holds what looks like an address
 */
export async function addJobs(trx: Trx, jobs: readonly NewJob[]): Promise<void> {
  if (jobs.length === 0) return;
  const specs = jobs.map(({ name, payload, runAt, key }) => {
    if (holdsAddress([payload, key]))
      throw new TypeError(`A job ${name} carries what looks like an address.`);
    return { identifier: name, payload, run_at: runAt?.toString(), job_key: key };
  });
  await sql`
    select from graphile_worker.add_jobs(
      array(select json_populate_recordset(null::graphile_worker.job_spec, ${JSON.stringify(specs)}::json))
    )`.execute(trx);
}
