/** What the clock does with questions to institutions. */
import type { Deps } from '../../platform/deps.ts';
import type { CronSpec, JobSpec } from '../../platform/jobs/job.ts';
import { readOrganisation } from '../../platform/settings/organisation.ts';
import { readSetting } from '../../platform/settings/settings.ts';
import { noteMailed } from './commands/delivery.ts';
import { noteReminded, remind } from './commands/remind.ts';
import { remindBefore } from './settings.ts';

const REMIND_JOB = 'answers.remind';
const DELIVERED_JOB = 'answers.note_delivered';

/** Reminders in the morning of the region. */
export const ANSWER_CRONS: readonly CronSpec[] = [
  { job: REMIND_JOB, pattern: '0 14 * * *' },
  { job: DELIVERED_JOB, pattern: '* * * * *' },
];

export function answerJobs(): JobSpec[] {
  return [
    {
      name: REMIND_JOB,
      summary:
        'Every day: reminds institutions before an answer is due, and tells them once when it is late.',
      run: async (_payload, deps) => void (await remindDue(deps)),
    },
    {
      name: DELIVERED_JOB,
      summary:
        'Every minute: notes which questions and reminders a mail server took, so that their time begins.',
      run: async (_payload, deps) => void (await noteDelivered(deps)),
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

/** Of questions and of reminders. @returns how many */
export async function noteDelivered({ db, now, vault }: Pick<Deps, 'db' | 'now' | 'vault'>): Promise<number> {
  const { timeZone: zone } = await readOrganisation(db);
  return (await noteMailed(db, { vault, now: now(), zone })) + (await noteReminded(db, now()));
}
