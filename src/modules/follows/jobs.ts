/** What the clock does for those who follow something. */
import type { Deps } from '../../platform/deps.ts';
import type { CronSpec, JobSpec } from '../../platform/jobs/job.ts';
import { sweepMailFiles } from '../../platform/mail/forget.ts';
import { askToConfirm, forgetUnconfirmed } from './commands/follow.ts';
import { tellFollowers } from './commands/tell.ts';
import { UNCONFIRMED_DAYS } from './rules/news.ts';

const ASK_JOB = 'follows.ask';
const TELL_JOB = 'follows.tell';
const FORGET_JOB = 'follows.forget_unconfirmed';

export const FOLLOW_CRONS: readonly CronSpec[] = [
  { job: ASK_JOB, pattern: '* * * * *' },
  { job: TELL_JOB, pattern: '*/10 * * * *' },
  { job: FORGET_JOB, pattern: '40 8 * * *' },
];

export function followJobs(): JobSpec[] {
  return [
    {
      name: ASK_JOB,
      summary: 'Every minute: asks those who want to follow something to confirm it.',
      run: async (_payload, deps) => void (await askToConfirm(deps.db, deps.now())),
    },
    {
      name: TELL_JOB,
      summary: 'Every ten minutes: tells those who follow something what happened, each once a day at most.',
      run: async (_payload, deps) => void (await tellFollowers(deps)),
    },
    {
      name: FORGET_JOB,
      summary: 'Every day: removes what nobody confirmed in two weeks.',
      run: async (_payload, deps) => void (await forgetDue(deps)),
    },
  ];
}

/** @returns how many were removed */
export async function forgetDue({ db, now, config }: Pick<Deps, 'db' | 'now' | 'config'>): Promise<number> {
  const gone = await forgetUnconfirmed(db, now().subtract({ hours: UNCONFIRMED_DAYS * 24 }));
  if (gone > 0) await sweepMailFiles(db, config.dataDir);
  return gone;
}
