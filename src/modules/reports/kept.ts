/** What stays of an edition when the people are gone: numbers. */
import type { KeptData } from '../../platform/additions.ts';
import { keepFigures, takeFigures } from './commands/figures.ts';
import { findFigures } from './queries/reports.ts';

export const REPORT_KEPT: KeptData = {
  name: 'reports.figures',
  of: 'event',
  summary: 'Nothing about anybody. Before all else goes, the edition is counted: its report stands for ever.',
  prepare: async (trx, eventId, deps) => {
    if ((await findFigures(trx, eventId))?.final) return;
    const figures = await takeFigures({ db: trx, vault: deps.vault }, eventId);
    if (figures) await keepFigures(trx, eventId, { figures, at: deps.now(), final: true });
  },
  purge: async () => ({}),
};
