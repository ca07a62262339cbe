/** The web part of a process: listening, and finishing what is under way when it has to stop. */
import type { AddressInfo } from 'node:net';
import { buildApp } from '../app.ts';
import type { Deps } from '../platform/deps.ts';
import { OperatorError } from '../platform/log.ts';
import { openDeps } from './context.ts';
import { listenForStop, within } from './stop.ts';
import { UsageError } from './verb.ts';
import type { Call } from './verb.ts';

/** Milliseconds that requests under way get to finish. */
export const DRAIN = 10_000;

export interface RunningWeb {
  port: number;
  /** Accepts nothing new, finishes what is under way, but not for longer than `DRAIN`. */
  stop: () => Promise<void>;
}

/** @throws {OperatorError} when the address is taken or not ours */
export async function startWeb(deps: Deps): Promise<RunningWeb> {
  const { host, port } = deps.config;
  const app = await buildApp(deps);
  await app.listen({ host, port }).catch(async (error: NodeJS.ErrnoException) => {
    await app.close();
    if (error.code === 'EADDRINUSE')
      throw new OperatorError(`PORT: ${port} on ${host} is in use by another program.`);
    if (error.code === 'EACCES')
      throw new OperatorError(`PORT: listening on ${port} is not allowed for this user.`);
    if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
      throw new OperatorError(`HOST: ${host} is not an address of this machine.`);
    throw error;
  });
  return {
    port: (app.server.address() as AddressInfo).port,
    stop: async () => {
      const closed = app.close();
      // A browser keeps its connection open after the last answer; nobody is waiting on it.
      const idle = setInterval(() => app.server.closeIdleConnections(), 100);
      const inTime = await within(DRAIN, closed).finally(() => clearInterval(idle));
      if (inTime) return;
      deps.log.warn('requests were still under way and were cut off');
      app.server.closeAllConnections();
      await closed;
    },
  };
}

/** One of several web processes; database and worker are the primary's. */
export async function run({ args, config, env, log }: Call): Promise<number> {
  const url = config.databaseUrl;
  if (args.length > 0 || !process.connected || url === undefined)
    throw new UsageError('serve starts this one by itself.');
  const stop = listenForStop(log, env);
  const deps = await openDeps(config, url, log, { max: config.databasePool, name: 'ja web' });
  const web = await startWeb(deps);
  const { code } = await stop.asked;
  await web.stop();
  await deps.db.destroy();
  return code;
}
