/** What a first start shows: what the founding documents and the organisation's own explanations establish. */
import path from 'node:path';
import { withTransaction } from '../../platform/db/transaction.ts';
import type { Deps } from '../../platform/deps.ts';
import { readSetting, writeSetting } from '../../platform/settings/settings.ts';
import { importFiles } from './import/import-files.ts';
import { SAMPLES } from './import/samples-actor.ts';
import { filesOf } from './import/walk.ts';
import { samplesSetting } from './settings.ts';

// From src/modules/publications as from dist/src/modules/publications.
const FOLDER = path.resolve(import.meta.dirname, '../../../samples/publications');

/**
 * Loads the samples into a database in which nothing was ever published, once. With SAMPLES=0 the first start leaves
 * them out for good; `ja import publication samples/publications` still brings them in.
 * @returns what this call did; undefined when an earlier start had decided
 * @throws when a sample is refused: the program's own fault
 */
export async function loadPublicationSamples(deps: Deps): Promise<'loaded' | 'left_out' | undefined> {
  const before = await withTransaction(deps.db, (trx) => readSetting(trx, samplesSetting));
  if (before !== 'not_yet') return undefined;
  // An installation that is in use already and gets this part of the program later wants none.
  const used = await deps.db.selectFrom('history').select('id').limit(1).executeTakeFirst();
  const outcome = used || !deps.config.samples ? 'left_out' : 'loaded';
  if (outcome === 'loaded') await importSamples(deps);
  await withTransaction(deps.db, (trx) => writeSetting(trx, samplesSetting, outcome, deps.now()));
  return outcome;
}

async function importSamples(deps: Deps): Promise<void> {
  const options = { dryRun: false, draft: false };
  await importFiles(deps, { kind: 'system', what: SAMPLES }, await filesOf([FOLDER]), options, (outcome) => {
    if (outcome.fault) throw new Error(`a sample was refused: ${outcome.shown} ${outcome.fault.key}`);
  });
}
