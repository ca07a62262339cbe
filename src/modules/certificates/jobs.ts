/** Issuing and telling go on in the background, step by step. */
import { withTransaction } from '../../platform/db/transaction.ts';
import type { JobSpec } from '../../platform/jobs/job.ts';
import { STEP_JOB, stepRun } from './commands/runs.ts';
import type { Drawer } from './drawing/drawer.ts';
import { issuing } from './press.ts';

export function certificateJobs(drawer: Drawer): JobSpec[] {
  return [
    {
      name: STEP_JOB,
      summary: 'Issues, or tells of, the next certificates of a run.',
      run: async ({ runId }, deps) => {
        if (typeof runId !== 'string') return;
        const c = await issuing(deps, drawer, { kind: 'system', what: STEP_JOB });
        await withTransaction(deps.db, (trx) => stepRun(trx, c, runId));
      },
    },
  ];
}
