/** Counting in the background: thousands of sealed answers are no work for a request. */
import { withTransaction } from '../../platform/db/transaction.ts';
import type { Deps } from '../../platform/deps.ts';
import type { JobSpec } from '../../platform/jobs/job.ts';
import { surveySummary } from '../surveys/index.ts';
import { keepFigures, takeFigures } from './commands/figures.ts';
import { FIGURES_JOB, finishPublishing } from './commands/report.ts';
import { findFigures } from './queries/reports.ts';
import { publicFigures } from './rules/figures.ts';

export function reportJobs(): JobSpec[] {
  return [
    {
      name: FIGURES_JOB,
      summary: 'Counts an edition for its report and statistics; publishes the report when that was ordered.',
      run: async ({ eventId }, deps) => {
        if (typeof eventId === 'string') await countAndPublish(deps, eventId);
      },
    },
  ];
}

async function countAndPublish(deps: Deps, eventId: string): Promise<void> {
  const { db } = deps;
  const at = deps.now();
  const kept = await findFigures(db, eventId);
  // After the purge there is nobody left to count.
  const counted = kept?.final ? kept.figures : await takeFigures(deps, eventId);
  const event = await db.selectFrom('events').select('mode').where('id', '=', eventId).executeTakeFirst();
  if (!counted || !event) return;
  await withTransaction(db, async (trx) => {
    await keepFigures(trx, eventId, { figures: counted, at, final: false });
    // A purge may have been quicker: what it kept counts.
    const last = (await findFigures(trx, eventId))?.figures ?? counted;
    const figures = publicFigures(last, { hybrid: event.mode === 'hybrid' });
    const survey = await surveySummary(trx, eventId);
    await finishPublishing(trx, eventId, { ...figures, ...(survey && { survey }) }, at);
  });
}
