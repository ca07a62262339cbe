/** When a long-running process has to end: signals, a parent that is gone, a fault nobody caught. */
import type { Log } from '../platform/log.ts';
import type { Call } from './verb.ts';

/** Why, and the exit code that follows from it. */
export interface StopReason {
  why: string;
  code: number;
}

export interface Stop {
  /** Resolves once, with the first reason; later ones change nothing. */
  asked: Promise<StopReason>;
  ask: (reason: StopReason) => void;
}

/**
 * Starts to listen. A second Ctrl-C does not interrupt the drain: it is bounded anyway, and
 * the terminal sends one to us and one to our parent, which passes it on.
 */
export function listenForStop(log: Log, env: Call['env']): Stop {
  const { promise, resolve } = Promise.withResolvers<StopReason>();
  const asked = promise.then((reason) => {
    log.info({ why: reason.why }, 'stopping');
    return reason;
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(signal, () => resolve({ why: signal, code: 0 }));
  const fault = (error: unknown) => {
    // Node would print the error's text, which may hold a person's data.
    log.fatal({ err: error instanceof Error ? error : new Error('not an error') }, 'unexpected fault');
    resolve({ why: 'fault', code: 1 });
  };
  process.on('uncaughtException', fault);
  process.on('unhandledRejection', fault);
  // The launcher or the cluster's primary is gone, however it went.
  process.on('disconnect', () => resolve({ why: 'parent gone', code: 0 }));
  if (env['npm_lifecycle_event'] !== undefined) watchShell(() => resolve({ why: 'parent gone', code: 0 }));
  return { asked, ask: resolve };
}

/** npm puts a shell between itself and us, which dies of a signal without passing it on. */
function watchShell(gone: () => void): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) gone();
  }, 500).unref();
}

/** Waits for `work`, but not longer than `ms`. @returns false when time ran out */
export async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), ms);
  return await Promise.race([work.then(() => true), late.promise]).finally(() => clearTimeout(timer));
}
