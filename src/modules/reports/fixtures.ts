/** For tests: the report of an edition, published with the numbers of this moment. */
import { withTransaction } from '../../platform/db/transaction.ts';
import type { Deps } from '../../platform/deps.ts';
import { publishReport, saveReport } from './commands/report.ts';
import { reportJobs } from './jobs.ts';
import { SECTIONS } from './tables.ts';

export async function publishNow(deps: Deps, eventId: string): Promise<void> {
  const act = { actor: { kind: 'system', what: 'test' } as const, now: deps.now() };
  const words = {
    wordsEs:
      'Durante dos días, instituciones y organizaciones compartieron lo que han aprendido.\n\nEste informe dice quiénes participaron y qué quedó.',
    wordsEn: 'For two days, institutions and organisations shared what they have learned.',
  };
  await withTransaction(deps.db, async (trx) => {
    await saveReport(trx, act, eventId, { ...words, sections: SECTIONS, licence: 'CC-BY-4.0', version: 0 });
    await publishReport(trx, act, eventId);
  });
  for (const job of reportJobs()) await job.run({ eventId }, deps);
}
