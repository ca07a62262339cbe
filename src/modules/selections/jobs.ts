/** Work that follows the clock. */
import { withTransaction } from '../../platform/db/transaction.ts';
import type { CronSpec, JobSpec } from '../../platform/jobs/job.ts';
import { purgeUploads } from './commands/uploads.ts';

const PURGE_JOB = 'selections.purge_uploads';

export const SELECTIONS_CRONS: readonly CronSpec[] = [{ job: PURGE_JOB, pattern: '*/10 * * * *' }];

export function selectionsJobs(): JobSpec[] {
  return [
    {
      name: PURGE_JOB,
      summary: 'Every ten minutes: removes files of processes that were sent and not read in within a day.',
      run: async (_payload, { db, now }) => {
        await withTransaction(db, (trx) => purgeUploads(trx, now()));
      },
    },
  ];
}
