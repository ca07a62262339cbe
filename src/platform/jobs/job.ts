/** A background job as a module declares it. Payloads carry ids, never names or addresses. */
import type { Deps } from '../deps.ts';

export interface JobSpec {
  /** `{module}.{verb}`, e.g. `events.expire_holds`. */
  name: string;
  summary: string;
  run: (payload: Record<string, unknown>, deps: Deps) => Promise<void>;
}

export interface CronSpec {
  job: string;
  /** Five-field cron pattern, UTC. */
  pattern: string;
}
