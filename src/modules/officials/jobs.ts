/** Work that follows the clock. */
import { withTransaction } from '../../platform/db/transaction.ts';
import type { Deps } from '../../platform/deps.ts';
import { DEFAULT_LANGUAGE, translator } from '../../platform/i18n/translate.ts';
import type { CronSpec, JobSpec } from '../../platform/jobs/job.ts';
import { readSetting } from '../../platform/settings/settings.ts';
import { delistForgotten } from './commands/retention.ts';
import { purgeUploads } from './commands/uploads.ts';
import { delistYears } from './settings.ts';

const PURGE_JOB = 'officials.purge_uploads';
const DELIST_JOB = 'officials.delist_forgotten';

export const OFFICIALS_CRONS: readonly CronSpec[] = [
  { job: PURGE_JOB, pattern: '*/10 * * * *' },
  { job: DELIST_JOB, pattern: '20 9 * * *' },
];

export function officialsJobs(): JobSpec[] {
  return [
    {
      name: PURGE_JOB,
      summary: 'Every ten minutes: removes what was read of lists that nobody took in within a day.',
      run: async (_payload, { db, now }) => {
        await withTransaction(db, (trx) => purgeUploads(trx, now()));
      },
    },
    {
      name: DELIST_JOB,
      summary:
        'Every day: takes people who never held an office, nor were proposed for one, out of lists and search engines, some years after their process.',
      run: async (_payload, deps) => void (await delistDue(deps)),
    },
  ];
}

/** @returns how many left the lists */
export async function delistDue({
  db,
  now,
  additions,
}: Pick<Deps, 'db' | 'now' | 'additions'>): Promise<number> {
  const years = await readSetting(db, delistYears);
  if (years === 0) return 0;
  const reason = translator(DEFAULT_LANGUAGE)('officials.retention.reason', { years });
  const actor = { kind: 'system', what: DELIST_JOB } as const;
  return delistForgotten({ db, additions }, { actor, now: now(), reason }, years);
}
