/** What the clock does with meetings. */
import type { Deps } from '../../platform/deps.ts';
import type { CronSpec, JobSpec } from '../../platform/jobs/job.ts';
import { readSetting } from '../../platform/settings/settings.ts';
import { forgetAddresses, forgetLists, forgetPhotos } from './commands/forget.ts';
import { ADDRESS_DAYS } from './rules/meeting.ts';
import { photoDays } from './settings.ts';

const FORGET_JOB = 'meetings.forget';

export const MEETING_CRONS: readonly CronSpec[] = [{ job: FORGET_JOB, pattern: '40 8 * * *' }];

export function meetingJobs(): JobSpec[] {
  return [
    {
      name: FORGET_JOB,
      summary:
        'Every day: removes photos of sheets whose term is over, addresses that got their link, lists that nobody read in.',
      run: async (_payload, deps) => void (await forgetDue(deps)),
    },
  ];
}

/** @returns how many of each were removed */
export async function forgetDue(deps: Pick<Deps, 'db' | 'now'>): Promise<{ photos: number; lists: number }> {
  const now = deps.now();
  const days = await readSetting(deps.db, photoDays);
  await forgetAddresses(deps.db, now.subtract({ hours: 24 * ADDRESS_DAYS }));
  return {
    photos: await forgetPhotos(deps.db, now.subtract({ hours: 24 * days })),
    lists: await forgetLists(deps.db, now),
  };
}
