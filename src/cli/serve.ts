/** `ja serve`: everything in one command, in this order; and the other way round when it stops. */
import type { Config } from '../config.ts';
import type { Deps } from '../platform/deps.ts';
import { freePort } from '../platform/db/embedded/cluster.ts';
import { inTurn } from '../platform/db/in-turn.ts';
import { openDatabase } from '../platform/db/open.ts';
import { releaseJobs } from '../platform/jobs/queries.ts';
import { releaseClaims } from '../platform/mail/queue.ts';
import { migrateAt, openDeps } from './context.ts';
import { firstStart } from './first-start.ts';
import { listenForStop } from './stop.ts';
import { UsageError } from './verb.ts';
import type { Call } from './verb.ts';
import { startWebChildren } from './web-children.ts';
import { startWeb } from './web.ts';
import { startWork } from './worker.ts';

/** PORT=0: the port has to be known before the first link is made, and be one for all web processes. */
async function withPort(config: Config): Promise<Config> {
  if (config.port !== 0) return config;
  const port = await freePort();
  return Object.freeze({ ...config, port, baseUrl: config.baseUrl.replace(/:0$/, `:${port}`) });
}

/** Undone last to first, each whatever became of the others. */
class Undo {
  readonly #steps: (() => Promise<void>)[] = [];
  add(step: () => Promise<void>): void {
    this.#steps.unshift(step);
  }
  async all(failed: (error: unknown) => void): Promise<void> {
    for (const step of this.#steps) await step().catch(failed);
  }
}

export async function run({ args, config: given, env, log, say }: Call): Promise<number> {
  if (args.length > 0) throw new UsageError('serve takes no arguments.');
  const began = performance.now();
  const stop = listenForStop(log, env);
  const config = await withPort(given);
  const undo = new Undo();
  try {
    const database = await openDatabase(config, {
      role: 'serve',
      log,
      onLost: () => stop.ask({ why: 'database lost', code: 1 }),
    });
    undo.add(database.close);
    const { deps, welcome } = await inTurn(database.url, async () => {
      await migrateAt(database.url, log);
      const opened: Deps = await openDeps(config, database.url, log, {
        max: config.databasePool + 2,
        name: 'ja serve',
      });
      undo.add(async () => await opened.db.destroy());
      // Nobody else works on this database: what a killed worker held runs again at once.
      if (database.embedded) await Promise.all([releaseJobs(opened.db), releaseClaims(opened.db)]);
      return { deps: opened, welcome: await firstStart(opened) };
    });
    const work = await startWork(deps, database.url);
    undo.add(work.stop);
    const web =
      config.webWorkers === 1 ? await startWeb(deps) : await startWebChildren(config, database.url, log);
    undo.add(web.stop);
    say(
      `Justicia Abierta: ${config.baseUrl}  (ready in ${((performance.now() - began) / 1000).toFixed(1)} s)`,
    );
    for (const line of welcome) say(line);
    const { code } = await stop.asked;
    return code;
  } finally {
    await undo.all((error) => log.error({ err: error }, 'a part did not stop cleanly'));
  }
}
