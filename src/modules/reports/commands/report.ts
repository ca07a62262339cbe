/** Writing, publishing and withdrawing the report of an edition. */
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { json } from '../../../platform/db/values.ts';
import { recordHistory } from '../../../platform/history/history.ts';
import { addJobs } from '../../../platform/jobs/add.ts';
import type { Act } from '../../events/index.ts';
import type { PublicFigures } from '../rules/figures.ts';
import { steady } from '../rules/steady.ts';
import type { Licence, PublishedReport, ReportSection } from '../tables.ts';

export const FIGURES_JOB = 'reports.take_figures';

export interface ReportInput {
  wordsEs: string;
  wordsEn: string;
  sections: readonly ReportSection[];
  licence: Licence;
  /** Of the report that the form was drawn from; 0 when there was none. */
  version: number;
}

/** @returns false when somebody saved a newer version meanwhile */
export async function saveReport(trx: Trx, act: Act, eventId: string, input: ReportInput): Promise<boolean> {
  const values = {
    words_es: input.wordsEs,
    words_en: input.wordsEn,
    sections: [...input.sections],
    licence: input.licence,
    updated_at: act.now,
  };
  const written =
    input.version === 0
      ? await trx
          .insertInto('reports')
          .values({ ...values, event_id: eventId, published: null, published_at: null })
          .onConflict((conflict) => conflict.column('event_id').doNothing())
          .executeTakeFirst()
      : await trx
          .updateTable('reports')
          .set({ ...values, version: input.version + 1 })
          .where('event_id', '=', eventId)
          .where('version', '=', input.version)
          .executeTakeFirst();
  const rows =
    'numUpdatedRows' in written ? written.numUpdatedRows : (written.numInsertedOrUpdatedRows ?? 0n);
  if (rows === 0n) return false;
  await note(trx, act, eventId, 'changed');
  return true;
}

/** Asks for the figures to be counted, in the background. */
export async function askForFigures(trx: Trx, eventId: string): Promise<void> {
  await addJobs(trx, [{ name: FIGURES_JOB, payload: { eventId }, key: `${FIGURES_JOB}:${eventId}` }]);
}

/** Orders the publication: the figures are counted anew, then everybody reads them. @returns false: nothing to publish */
export async function publishReport(trx: Trx, act: Act, eventId: string): Promise<boolean> {
  const found = await trx
    .updateTable('reports')
    .set({ state: 'publishing', updated_at: act.now })
    .where('event_id', '=', eventId)
    .where('words_es', '<>', '')
    .returning(['words_es', 'words_en', 'sections', 'licence'])
    .executeTakeFirst();
  if (!found) return false;
  await note(trx, act, eventId, 'published', found);
  await askForFigures(trx, eventId);
  return true;
}

/** The ordered publication, with the figures it waited for. Nothing happens when it was withdrawn meanwhile. */
export async function finishPublishing(
  trx: Trx,
  eventId: string,
  figures: PublicFigures,
  at: Temporal.Instant,
): Promise<void> {
  const found = await trx
    .selectFrom('reports')
    .select(['words_es', 'words_en', 'sections', 'licence', 'published'])
    .where('event_id', '=', eventId)
    .where('state', '=', 'publishing')
    .forUpdate()
    .executeTakeFirst();
  if (!found) return;
  const { published: last, ...draft } = found;
  const published = json({
    ...draft,
    figures: steady(last?.figures, figures),
  } satisfies PublishedReport);
  await trx
    .updateTable('reports')
    .set({ state: 'published', published, published_at: at, updated_at: at })
    .where('event_id', '=', eventId)
    .execute();
}

/**
 * Nobody reads it any more; its words stay as a draft, and what was read of it is kept to measure the next one by.
 * @returns false: it was a draft already
 */
export async function withdrawReport(trx: Trx, act: Act, eventId: string): Promise<boolean> {
  const found = await trx
    .updateTable('reports')
    .set({ state: 'draft', published_at: null, updated_at: act.now })
    .where('event_id', '=', eventId)
    .where('state', '<>', 'draft')
    .executeTakeFirst();
  if (found.numUpdatedRows === 0n) return false;
  await note(trx, act, eventId, 'withdrawn');
  return true;
}

async function note(
  trx: Trx,
  { actor }: Act,
  eventId: string,
  action: string,
  content: Record<string, unknown> = {},
): Promise<void> {
  await recordHistory(trx, { actor, record: { kind: 'event_report', id: eventId }, action, content });
  await audit(trx, { actor, action: `reports.${action}`, subject: { kind: 'event', id: eventId } });
}
