/** Several web processes on one port (WEB_WORKERS): started, replaced when one dies, drained together. */
import cluster from 'node:cluster';
import type { Worker } from 'node:cluster';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { OperatorError } from '../platform/log.ts';
import type { Log } from '../platform/log.ts';
import { within } from './stop.ts';
import { DRAIN } from './web.ts';
import type { RunningWeb } from './web.ts';

/** @param url of the database, for the children */
export async function startWebChildren(config: Config, url: string, log: Log): Promise<RunningWeb> {
  cluster.setupPrimary({ args: ['web'] });
  let stopping = false;
  // Its environment, not its arguments: those are for everybody to read.
  const fork = (): Worker =>
    cluster.fork({ DATABASE_URL: url, PORT: String(config.port), BASE_URL: config.baseUrl });
  const replace = async (worker: Worker): Promise<void> => {
    await once(worker, 'exit');
    if (stopping) return;
    log.error({ pid: worker.process.pid }, 'a web process ended by itself; starting another');
    await sleep(500);
    if (!stopping) await replace(fork());
  };

  const first = Array.from({ length: config.webWorkers }, fork);
  const ready = await Promise.all(
    first.map(
      async (worker) =>
        await Promise.race([
          once(worker, 'listening').then(() => true),
          once(worker, 'exit').then(() => false),
        ]),
    ),
  );
  const stop = async (): Promise<void> => {
    stopping = true;
    const alive = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
    const gone = alive.map(async (worker) => await once(worker, 'exit'));
    for (const worker of alive) worker.process.kill('SIGTERM');
    if (!(await within(DRAIN + 2000, Promise.all(gone))))
      for (const worker of alive) worker.process.kill('SIGKILL');
  };
  if (ready.includes(false)) {
    await stop();
    throw new OperatorError('A web process could not start; what it said stands above.');
  }
  for (const worker of first) void replace(worker);
  return { port: config.port, stop };
}
