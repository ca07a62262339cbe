/** Work that follows the clock: publishing what is due, and rendering anew what an older renderer made. */
import type { Db } from '../../platform/db/handles.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import type { Deps } from '../../platform/deps.ts';
import type { CronSpec, JobSpec } from '../../platform/jobs/job.ts';
import { RENDERER_VERSION } from '../../platform/markdown/render.ts';
import { rerender } from './commands/rerender.ts';
import { publishIfDue } from './commands/workflow.ts';
import { renderBeside } from './prepared.ts';
import { listDue, listStale } from './queries/office.ts';

const DUE_JOB = 'publications.publish_due';
const RENDER_JOB = 'publications.render';
const BATCH = 50;

export const PUBLICATION_CRONS: readonly CronSpec[] = [
  { job: DUE_JOB, pattern: '* * * * *' },
  { job: RENDER_JOB, pattern: '* * * * *' },
];

export function publicationJobs(): JobSpec[] {
  return [
    {
      name: DUE_JOB,
      summary: 'Every minute: publishes what is due, also what became due while nothing ran.',
      run: async (_payload, deps) => void (await publishDue(deps.db, deps.now())),
    },
    {
      name: RENDER_JOB,
      summary:
        'Every minute: renders anew what an older renderer made, or what shows pictures that were not ready.',
      run: async (_payload, deps) => void (await renderStale(deps)),
    },
  ];
}

/**
 * The rows say what is due, not a queue: nothing is lost with a worker, and a clock that is put forward or back
 * publishes what it passed, once. Each in a transaction of its own.
 * @returns how many went out
 */
export async function publishDue(db: Db, now: Temporal.Instant): Promise<number> {
  let out = 0;
  await eachByItself(await listDue(db, now, BATCH), async (id) => {
    if (await withTransaction(db, (trx) => publishIfDue(trx, id, now))) out += 1;
  });
  return out;
}

/** One that fails stops no other: the first of a list would else keep all behind it waiting for ever. @throws then what was thrown first */
async function eachByItself<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (const one of all) await work(one).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

/** @returns how many were rendered */
export async function renderStale(deps: Pick<Deps, 'db' | 'config'>): Promise<number> {
  const stale = await listStale(deps.db, RENDERER_VERSION, BATCH);
  await eachByItself(stale, async (row) => {
    const rendered = await renderBeside(deps, row);
    await withTransaction(deps.db, (trx) => rerender(trx, row, rendered));
  });
  return stale.length;
}
