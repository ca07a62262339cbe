/** What happens in the background: password resets that were asked for, and the daily sweep. */
import type { Trx } from '../../platform/db/handles.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import type { Deps } from '../../platform/deps.ts';
import { addJobs } from '../../platform/jobs/add.ts';
import type { CronSpec, JobSpec } from '../../platform/jobs/job.ts';
import { makePasswordReset } from './commands/passwords.ts';
import { sweepAccounts } from './commands/sweep.ts';
import { addressKey } from './identity.ts';

const RESET_JOB = 'accounts.reset_password';
const SWEEP_JOB = 'accounts.sweep';

/**
 * Somebody asks for a new password. The same work whether anybody has the address or not: only the job
 * looks, and what it gets is a keyed hash.
 */
export async function askPasswordReset(trx: Trx, deps: Deps, email: string): Promise<void> {
  const [hash = ''] = addressKey(deps, email).split('@');
  await addJobs(trx, [{ name: RESET_JOB, payload: { hash } }]);
}

export function accountJobs(_deps: Deps): JobSpec[] {
  return [
    {
      name: RESET_JOB,
      summary: 'Promises a mail with a reset link when somebody has the address asked for.',
      run: async (payload, deps) => {
        const { hash } = payload;
        if (typeof hash !== 'string') return;
        await withTransaction(deps.db, (trx) => makePasswordReset(trx, deps, `${hash}@staff.invalid`));
      },
    },
    {
      name: SWEEP_JOB,
      summary:
        'Takes away ended sessions, used codes, old links and the names in invitations nobody accepted.',
      run: (_payload, deps) => withTransaction(deps.db, (trx) => sweepAccounts(trx, deps.now())),
    },
  ];
}

export const CRONS: readonly CronSpec[] = [{ job: SWEEP_JOB, pattern: '23 9 * * *' }];
