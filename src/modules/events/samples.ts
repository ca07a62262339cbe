/** What a first start shows: the edition that the founding documents establish, and a fictional one to try. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Type } from 'typebox';
import { exampleFile } from '../../../samples/example.ts';
import type { Actor } from '../../platform/access/access.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import type { Deps } from '../../platform/deps.ts';
import { defineSetting } from '../../platform/settings/setting.ts';
import { readSetting, writeSetting } from '../../platform/settings/settings.ts';
import { importEvents } from './import/events.ts';

/** Whether the first start has been: samples that somebody deleted never come back. */
export const samplesSetting = defineSetting({
  key: 'events.samples',
  schema: Type.Enum(['not_yet', 'loaded', 'left_out']),
  default: 'not_yet',
  summary: 'Whether the first start put the sample editions into the database. Set by the program.',
});

// From src/modules/events as from dist/src/modules/events.
const FOLDER = path.resolve(import.meta.dirname, '../../../samples');
const ACTOR: Actor = { kind: 'system', what: 'samples' };
const ZONE = 'America/Guatemala';

/**
 * Loads the samples into a database without editions, once. With SAMPLES=0 the first start leaves them out
 * for good; `ja import event samples/encuentro-2023.json` still brings one in.
 * @returns what this call did; undefined when an earlier start had decided
 * @throws when a sample is refused: the program's own fault
 */
export async function loadSamples(deps: Deps): Promise<'loaded' | 'left_out' | undefined> {
  const before = await withTransaction(deps.db, (trx) => readSetting(trx, samplesSetting));
  if (before !== 'not_yet') return undefined;
  const found = await deps.db.selectFrom('events').select('id').limit(1).executeTakeFirst();
  const outcome = found || !deps.config.samples ? 'left_out' : 'loaded';
  if (outcome === 'loaded') await importSamples(deps);
  await withTransaction(deps.db, (trx) => writeSetting(trx, samplesSetting, outcome, deps.now()));
  return outcome;
}

async function importSamples(deps: Deps): Promise<void> {
  const today = deps.now().toZonedDateTimeISO(ZONE).toPlainDate();
  const files = [
    { name: 'encuentro-2023.json', bytes: await readFile(path.join(FOLDER, 'encuentro-2023.json')) },
    { name: 'example.ts', bytes: new TextEncoder().encode(JSON.stringify(exampleFile(today))) },
  ];
  const { ok, files: reports } = await importEvents(deps, ACTOR, files, { dryRun: false, draft: false });
  const fault = reports.flatMap((report) => report.faults)[0];
  if (!ok) throw new Error(`a sample was refused: ${fault?.key ?? ''} ${fault?.path ?? ''}`);
}
