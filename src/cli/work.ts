/** `ja work`: the worker alone. */
import { withDeps } from './context.ts';
import { listenForStop } from './stop.ts';
import { DONE, UsageError } from './verb.ts';
import type { Call } from './verb.ts';
import { startWork } from './worker.ts';

export async function run({ args, config, env, log, say }: Call): Promise<number> {
  if (args.length > 0) throw new UsageError('work takes no arguments.');
  const stop = listenForStop(log, env);
  return await withDeps(config, log, 'work', async (deps, database) => {
    const work = await startWork(deps, database.url);
    say('Working. Ctrl-C ends it.');
    const { code } = await stop.asked;
    await work.stop();
    return code === 0 ? DONE : code;
  });
}
