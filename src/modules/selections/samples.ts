/** What a first start shows: kinds of elections and processes, each fact with its source. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Actor } from '../../platform/access/access.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import type { Deps } from '../../platform/deps.ts';
import { readSetting, writeSetting } from '../../platform/settings/settings.ts';
import type { Finding } from './import/findings.ts';
import { importKind } from './import/kind-import.ts';
import { importProcess } from './import/process-import.ts';
import { samplesSetting } from './settings.ts';

// From src/modules/selections as from dist/src/modules/selections.
const FOLDER = path.resolve(import.meta.dirname, '../../../samples/selections');
const SAMPLES: Actor = { kind: 'system', what: 'samples' };

/**
 * Loads the samples into a database without any record, once. A start that was broken off goes on where it was: what is
 * there already is left as it is.
 * @param isFresh whether the database held nothing when the program started
 * @returns what this call did; undefined when an earlier start had decided
 * @throws when a sample is refused: the program's own fault
 */
export async function loadSelectionSamples(
  deps: Deps,
  isFresh: boolean,
): Promise<'loaded' | 'left_out' | undefined> {
  const before = await withTransaction(deps.db, (trx) => readSetting(trx, samplesSetting));
  if (before !== 'not_yet' && before !== 'loading') return undefined;
  const outcome = before === 'loading' || (isFresh && deps.config.samples) ? 'loaded' : 'left_out';
  const decide = (state: 'loading' | 'loaded' | 'left_out') =>
    withTransaction(deps.db, (trx) => writeSetting(trx, samplesSetting, state, deps.now()));
  if (outcome === 'loaded') {
    await decide('loading');
    await loadFiles(deps);
  }
  await decide(outcome);
  return outcome;
}

async function loadFiles(deps: Pick<Deps, 'db' | 'now'>): Promise<void> {
  for (const file of await filesIn('kinds')) {
    const { findings, outcome } = await importKind(deps, SAMPLES, await readFile(file));
    if (outcome === undefined) throw refusal(file, findings.list);
  }
  for (const file of await filesIn('.')) {
    const { findings, ok } = await importProcess(deps, SAMPLES, await readFile(file));
    if (!ok) throw refusal(file, findings.list);
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const within = path.join(FOLDER, folder);
  const names = await readdir(within);
  return names
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => path.join(within, name));
}

function refusal(file: string, list: readonly Finding[]): Error {
  const first = list.find(({ level }) => level === 'fault');
  return new Error(`a sample was refused: ${path.basename(file)}${first?.path ?? ''}: ${first?.code ?? ''}`);
}
