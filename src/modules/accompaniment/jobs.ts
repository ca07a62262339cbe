/** What the clock does with the help that proposals get. */
import type { Deps } from '../../platform/deps.ts';
import type { CronSpec, JobSpec } from '../../platform/jobs/job.ts';
import { readSetting } from '../../platform/settings/settings.ts';
import { forgetWords } from './commands/forget.ts';
import { threadDays } from './settings.ts';

const FORGET_JOB = 'accompaniment.forget';

export const ACCOMPANIMENT_CRONS: readonly CronSpec[] = [{ job: FORGET_JOB, pattern: '50 8 * * *' }];

export function accompanimentJobs(): JobSpec[] {
  return [
    {
      name: FORGET_JOB,
      summary: 'Every day: removes the words of messages between adviser and authors whose term is over.',
      run: async (_payload, deps) => void (await forgetDue(deps)),
    },
  ];
}

/** @returns of how many messages the words were removed */
export async function forgetDue({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<number> {
  const days = await readSetting(db, threadDays);
  return await forgetWords(db, now().subtract({ hours: 24 * days }));
}
