/** The worker part of a process: jobs, their calendar, the sending of mail, and the index of the search. */
import { modules } from '../modules.ts';
import type { Deps } from '../platform/deps.ts';
import { openPool } from '../platform/db/pool.ts';
import { startJobs } from '../platform/jobs/worker.ts';
import { startMailSender } from '../platform/mail/sender.ts';
import { startSearchIndexer } from '../platform/search/sweep.ts';
import { readOrganisation } from '../platform/settings/organisation.ts';
import { within } from './stop.ts';

/** Milliseconds that jobs and mails under way get to finish; what is cut off is done again later. */
const DRAIN = 10_000;

export interface RunningWork {
  stop: () => Promise<void>;
}

/** @param url of the database: the queue listens on connections of its own */
export async function startWork(deps: Deps, url: string): Promise<RunningWork> {
  const pool = openPool({ url, max: 3, name: `ja jobs ${process.pid}`, temporal: false, log: deps.log });
  const jobs = await startJobs(
    deps,
    modules.flatMap((module) => module.jobs(deps)),
    modules.flatMap((module) => module.crons),
    { pool },
  );
  const mails = startMailSender(
    deps,
    modules.flatMap((module) => module.mails(deps)),
    {
      sender: async () => {
        const { name, email } = await readOrganisation(deps.db);
        return { name, address: email };
      },
    },
  );
  const index = startSearchIndexer(deps);
  return {
    stop: async () => {
      const inTime = await within(DRAIN, Promise.all([jobs.stop(), mails.stop(), index.stop()]));
      if (!inTime) deps.log.warn('jobs were still under way and will be done again');
      await within(1000, pool.end());
    },
  };
}
