/** What the clock does with proposals. */
import type { Deps } from '../../platform/deps.ts';
import type { CronSpec, JobSpec } from '../../platform/jobs/job.ts';
import { sweepMailFiles } from '../../platform/mail/forget.ts';
import { forgetUnconfirmed } from './commands/forget.ts';
import { forgetUnconfirmedSupports, tallySupports, tellSupporters } from './commands/support.ts';
import { UNCONFIRMED_DAYS } from './rules/proposal.ts';

const FORGET_JOB = 'proposals.forget_unconfirmed';
const SUPPORTS_JOB = 'proposals.tend_supports';

export const PROPOSAL_CRONS: readonly CronSpec[] = [
  { job: FORGET_JOB, pattern: '20 8 * * *' },
  { job: SUPPORTS_JOB, pattern: '* * * * *' },
];

export function proposalJobs(): JobSpec[] {
  return [
    {
      name: FORGET_JOB,
      summary: 'Every day: removes proposals and supports whose address nobody confirmed in two weeks.',
      run: async (_payload, deps) => void (await forgetDue(deps)),
    },
    {
      name: SUPPORTS_JOB,
      summary: 'Every minute: writes to those who support a proposal, and counts who confirmed.',
      run: async (_payload, deps) => await tendSupports(deps),
    },
  ];
}

/** @returns how many were removed */
export async function forgetDue(deps: Pick<Deps, 'db' | 'now' | 'config'>): Promise<number> {
  const before = deps.now().subtract({ hours: UNCONFIRMED_DAYS * 24 });
  const gone =
    (await forgetUnconfirmed(deps.db, before)) + (await forgetUnconfirmedSupports(deps.db, before));
  if (gone > 0) await sweepMailFiles(deps.db, deps.config.dataDir);
  return gone;
}

export async function tendSupports(deps: Pick<Deps, 'db' | 'now'>): Promise<void> {
  await tellSupporters(deps.db, deps.now());
  await tallySupports(deps.db, deps.now());
}
