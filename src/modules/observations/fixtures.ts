/** An answer that waits for a second pair of eyes, for tests. */
import { withTransaction } from '../../platform/db/transaction.ts';
import type { Deps } from '../../platform/deps.ts';
import { findProcess } from '../selections/index.ts';
import { answerCheck } from './commands/observations.ts';

export const CHECK = { stage: 'votacion', check: 'transmision' } as const;

/**
 * @param slug of a process that is there
 * @returns the values of the places in the addresses of the desk of observers
 */
export async function makeObservationPlaces(deps: Deps, slug: string): Promise<Record<string, string>> {
  const { id = '' } = (await findProcess(deps.db, slug)) ?? {};
  await withTransaction(deps.db, (trx) =>
    answerCheck(
      trx,
      { actor: { kind: 'system', what: 'test' }, now: deps.now() },
      { selectionId: id, ...CHECK },
      {
        answer: 'not_observed',
        evidence: '',
        observedOn: Temporal.PlainDate.from('2026-03-01'),
        sourceId: undefined,
        fileId: undefined,
        version: 0,
      },
    ),
  );
  return {
    '/admin/observacion/:id': id,
    '/admin/observacion/:id/:stage': CHECK.stage,
    '/admin/observacion/:id/:stage/:check': CHECK.check,
  };
}
