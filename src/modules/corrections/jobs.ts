/** What the clock does: who asked is forgotten when the time is over. */
import type { Deps } from '../../platform/deps.ts';
import type { CronSpec, JobSpec } from '../../platform/jobs/job.ts';
import { readSetting } from '../../platform/settings/settings.ts';
import { forgetAnswered } from './commands/keep.ts';
import { keptDays } from './settings.ts';

const FORGET_JOB = 'corrections.forget';

export const CORRECTION_CRONS: readonly CronSpec[] = [{ job: FORGET_JOB, pattern: '40 8 * * *' }];

export function correctionJobs(): JobSpec[] {
  return [
    {
      name: FORGET_JOB,
      summary:
        'Every day: forgets who asked for a correction, and in which words, some months after the answer.',
      run: async (_payload, deps) => void (await forgetDue(deps)),
    },
  ];
}

/** @returns how many were forgotten */
export async function forgetDue(deps: Pick<Deps, 'db' | 'now'>): Promise<number> {
  const days = await readSetting(deps.db, keptDays);
  return forgetAnswered(deps.db, deps.now().subtract({ hours: days * 24 }));
}
