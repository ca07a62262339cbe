/** What the clock does with proposals. */
import type { Deps } from '../../platform/deps.ts';
import type { CronSpec, JobSpec } from '../../platform/jobs/job.ts';
import { sweepMailFiles } from '../../platform/mail/forget.ts';
import { forgetUnconfirmed } from './commands/forget.ts';
import { UNCONFIRMED_DAYS } from './rules/proposal.ts';

const FORGET_JOB = 'proposals.forget_unconfirmed';

export const PROPOSAL_CRONS: readonly CronSpec[] = [{ job: FORGET_JOB, pattern: '20 8 * * *' }];

export function proposalJobs(): JobSpec[] {
  return [
    {
      name: FORGET_JOB,
      summary: 'Every day: removes proposals whose address nobody confirmed in two weeks.',
      run: async (_payload, deps) => void (await forgetDue(deps)),
    },
  ];
}

/** @returns how many were removed */
export async function forgetDue(deps: Pick<Deps, 'db' | 'now' | 'config'>): Promise<number> {
  const gone = await forgetUnconfirmed(deps.db, deps.now().subtract({ hours: UNCONFIRMED_DAYS * 24 }));
  if (gone > 0) await sweepMailFiles(deps.db, deps.config.dataDir);
  return gone;
}
