/** What happens to files in the background: smaller versions of pictures, and the daily sweep. */
import type { CronSpec, JobSpec } from '../../platform/jobs/job.ts';
import { sweepFiles } from '../../platform/files/sweep.ts';
import { makeVariants, VARIANTS_JOB } from '../../platform/files/variants.ts';
import { readSetting } from '../../platform/settings/settings.ts';
import { unusedFilesDays } from './files-settings.ts';

const SWEEP_JOB = 'site.sweep_files';

export const FILE_JOBS: readonly JobSpec[] = [
  {
    name: VARIANTS_JOB,
    summary: 'Makes the smaller versions of one picture that waits for them, and promises the next.',
    run: (_payload, deps) => makeVariants(deps),
  },
  {
    name: SWEEP_JOB,
    summary: 'Takes away files that no record and no version has used for some weeks.',
    run: async (_payload, deps) => {
      const result = await sweepFiles(deps, await readSetting(deps.db, unusedFilesDays));
      if (result.removed > 0) deps.log.info(result, 'unused files were taken away');
    },
  },
];

export const FILE_CRONS: readonly CronSpec[] = [
  // Only for what a process that died left undone: each upload asks for its own.
  { job: VARIANTS_JOB, pattern: '*/10 * * * *' },
  { job: SWEEP_JOB, pattern: '41 9 * * *' },
];
