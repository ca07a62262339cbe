/** `ja reindex` */
import { countFrequent } from '../platform/search/frequent.ts';
import { touchEverything } from '../platform/search/rebuild.ts';
import { sweepSearch } from '../platform/search/sweep.ts';
import { withDeps } from './context.ts';
import { DONE, FAILED, UsageError } from './verb.ts';
import type { Call } from './verb.ts';

export async function run({ args, config, log, say, complain }: Call): Promise<number> {
  if (args.length > 0) throw new UsageError('reindex takes no arguments.');
  return await withDeps(config, log, 'reindex', async (deps) => {
    const count = await touchEverything(deps);
    const { failed } = await sweepSearch(deps);
    await countFrequent(deps.db);
    if (failed === 0) say(`The search knows ${count} records.`);
    else complain(`${failed} of ${count} records could not be read; the log says why.`);
    return failed === 0 ? DONE : FAILED;
  });
}
