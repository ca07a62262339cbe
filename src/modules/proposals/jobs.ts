/** What the clock does with proposals. */
import type { Deps } from '../../platform/deps.ts';
import type { CronSpec, JobSpec } from '../../platform/jobs/job.ts';
import { sweepMailFiles } from '../../platform/mail/forget.ts';
import { forgetDrafts } from './commands/draft.ts';
import { forgetUnconfirmed } from './commands/forget.ts';
import { relistAll } from './commands/listings.ts';
import { forgetMailDays } from './commands/mail-days.ts';
import { tendThresholds } from './commands/thresholds.ts';
import { forgetUnconfirmedSupports, tallySupports, tellSupporters } from './commands/support.ts';
import { UNCONFIRMED_DAYS } from './rules/proposal.ts';

const FORGET_JOB = 'proposals.forget_unconfirmed';
const RELIST_JOB = 'proposals.relist';
const SUPPORTS_JOB = 'proposals.tend_supports';

export const PROPOSAL_CRONS: readonly CronSpec[] = [
  { job: FORGET_JOB, pattern: '20 8 * * *' },
  { job: SUPPORTS_JOB, pattern: '* * * * *' },
  { job: RELIST_JOB, pattern: '40 8 * * *' },
];

export function proposalJobs(): JobSpec[] {
  return [
    {
      name: FORGET_JOB,
      summary:
        'Every day: removes drafts left alone for long, proposals and supports whose address nobody confirmed.',
      run: async (_payload, deps) => void (await forgetDue(deps)),
    },
    {
      name: RELIST_JOB,
      summary:
        'Every day: writes anew by what proposals are listed, with what all modules know of them, so that no slip lasts.',
      run: async (_payload, deps) => void (await relistAll(deps)),
    },
    {
      name: SUPPORTS_JOB,
      summary:
        'Every minute: writes to those who support a proposal, counts who confirmed, notes what was reached.',
      run: async (_payload, deps) => await tendSupports(deps),
    },
  ];
}

/** @returns how many were removed */
export async function forgetDue(deps: Pick<Deps, 'db' | 'now' | 'config'>): Promise<number> {
  const before = deps.now().subtract({ hours: UNCONFIRMED_DAYS * 24 });
  const gone =
    (await forgetUnconfirmed(deps.db, before)) +
    (await forgetUnconfirmedSupports(deps.db, before)) +
    (await forgetDrafts(deps.db, deps.now()));
  await forgetMailDays(deps.db, deps.now());
  if (gone > 0) await sweepMailFiles(deps.db, deps.config.dataDir);
  return gone;
}

export async function tendSupports(deps: Pick<Deps, 'db' | 'now'>): Promise<void> {
  await tellSupporters(deps.db, deps.now());
  await tallySupports(deps.db, deps.now());
  await tendThresholds(deps.db, deps.now());
}
