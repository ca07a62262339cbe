/** What the clock does with questions to institutions. */
import type { Deps } from '../../platform/deps.ts';
import type { CronSpec, JobSpec } from '../../platform/jobs/job.ts';
import { readOrganisation } from '../../platform/settings/organisation.ts';
import { readSetting } from '../../platform/settings/settings.ts';
import { remind } from './commands/answer.ts';
import { remindBefore } from './settings.ts';

const REMIND_JOB = 'answers.remind';

/** In the morning of the region. */
export const ANSWER_CRONS: readonly CronSpec[] = [{ job: REMIND_JOB, pattern: '0 14 * * *' }];

export function answerJobs(): JobSpec[] {
  return [
    {
      name: REMIND_JOB,
      summary:
        'Every day: reminds institutions before an answer is due, and tells them once when it is late.',
      run: async (_payload, deps) => void (await remindDue(deps)),
    },
  ];
}

/** @returns how many were written to */
export async function remindDue(deps: Pick<Deps, 'db' | 'now'>): Promise<number> {
  const now = deps.now();
  const { timeZone } = await readOrganisation(deps.db);
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  return remind(deps.db, { today, now, before: await readSetting(deps.db, remindBefore) });
}
