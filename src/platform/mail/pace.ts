/**
 * At most so many mails a minute, one at a time and evenly: many providers refuse, or look askance at, more.
 * Only a few are claimed ahead, so that what is urgent still goes before what is waiting for its turn.
 */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Pace {
  /** Most mails worth claiming at once. */
  most: number;
  /** Resolves when the next mail may go, or at once when it is stopped. */
  ready: (stop?: AbortSignal) => Promise<void>;
  /** Takes the next turn and waits for it. @returns false when stopped meanwhile: the mail must not go */
  turn: (stop?: AbortSignal) => Promise<boolean>;
}

/** Milliseconds of turns that are claimed ahead. */
const AHEAD = 2000;

/** @param perMinute 1 or more */
export function paceOf(perMinute: number): Pace {
  const gap = 60_000 / perMinute;
  let next = 0;
  const until = async (at: number, stop?: AbortSignal): Promise<boolean> => {
    const wait = at - performance.now();
    if (wait > 0) await sleep(wait, undefined, stop ? { signal: stop } : {}).catch(() => undefined);
    return stop?.aborted !== true;
  };
  return {
    most: Math.max(1, Math.floor(AHEAD / gap)),
    ready: async (stop) => {
      await until(next, stop);
    },
    turn: (stop) => {
      const at = Math.max(next, performance.now());
      next = at + gap;
      return until(at, stop);
    },
  };
}
