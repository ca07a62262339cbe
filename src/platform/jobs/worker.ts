/**
 * The worker: runs the modules' jobs and crons from the queue in the database (graphile-worker). What a
 * job throws is reduced to a code before it reaches the queue, which would keep the text, or the log.
 */
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Logger,
  parseCronItems,
  run,
  type Runner,
  type RunnerOptions,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import type pg from 'pg';
import type { Deps } from '../deps.ts';
import { type Log, OperatorError, reduceError } from '../log.ts';
import type { CronSpec, JobSpec } from './job.ts';
import {
  emptyLedger,
  type JobLedger,
  noteWork,
  type RescueOptions,
  showLife,
  startRescue,
} from './rescue.ts';

export interface WorkerOptions {
  /** A pool of its own with the driver's own types (`openPool({ temporal: false })`); one connection listens. */
  pool: pg.Pool;
  /** Jobs at the same time. */
  concurrency?: number;
  /** Milliseconds between two looks for jobs whose hour has come. */
  pollInterval?: number;
  /** How often, and how soon, what hangs is put right. */
  rescue?: RescueOptions;
  /** Milliseconds of failing to ask for jobs after which the worker is started anew. */
  stuckAfter?: number;
}

export interface RunningWorker {
  /** Takes no more jobs and waits for those that run. */
  stop: () => Promise<void>;
}

const FIRST_RESTART = 1000;
const LONGEST_RESTART = 60_000;

/**
 * @throws {OperatorError} when two jobs have one name, or a cron names a job that isn't there
 */
export async function startJobs(
  deps: Deps,
  jobs: readonly JobSpec[],
  crons: readonly CronSpec[],
  {
    pool,
    concurrency = 2,
    pollInterval = 2000,
    rescue = { intervalMs: 30_000, graceMs: 10_000 },
    stuckAfter = 10_000,
  }: WorkerOptions,
): Promise<RunningWorker> {
  const ledger = emptyLedger();
  const events: WorkerEvents = new EventEmitter();
  events.on('pool:create', ({ workerPool }) => ledger.holders.add(workerPool.id));
  // The session that listens is there as long as we are, and made anew when it breaks.
  events.on('pool:listen:success', ({ workerPool, client }) => {
    // It is told before it listens: one session takes one query after the other, never two at once.
    client.once('drain', () => {
      showLife(client, workerPool.id).catch((error: unknown) =>
        deps.log.warn({ err: error }, 'other workers were not told that this one lives'),
      );
    });
  });
  const options: RunnerOptions = {
    pgPool: pool,
    concurrency,
    pollInterval,
    // Without it the library settles a job on the side, and a database away at that moment ends the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    // The program stops its parts itself, in order.
    noHandleSignals: true,
    logger: queueLogger(deps.log),
    events,
    taskList: taskList(deps, jobs, ledger),
    parsedCronItems: parseCronItems(crons.map((cron) => cronItem(cron, jobs))),
  };
  const worker = superviseWorker(deps.log, await run(options), () => run(options));
  onStuck(events, stuckAfter, worker.restart);
  const stopRescue = startRescue(deps.db, deps.log, ledger, rescue);
  return {
    stop: async () => {
      stopRescue();
      await worker.stop();
    },
  };
}

/**
 * Calls back when asking for jobs has failed for so long without a success. The library asks once for the
 * list of its tasks and keeps the answer, a failure too: then it would fail for ever.
 */
function onStuck(events: WorkerEvents, afterMs: number, stuck: () => void): void {
  let since: number | undefined;
  const fine = (): void => {
    since = undefined;
  };
  events.on('worker:getJob:empty', fine);
  events.on('job:start', fine);
  events.on('worker:getJob:error', () => {
    since ??= performance.now();
    if (performance.now() - since < afterMs) return;
    fine();
    stuck();
  });
}

/** The library gives up for good when the database is away at the wrong moment; then it is started again. */
function superviseWorker(
  log: Log,
  first: Runner,
  start: () => Promise<Runner>,
): RunningWorker & { restart: () => void } {
  const stopping = new AbortController();
  let runner: Runner | undefined = first;

  const startAgain = async (): Promise<Runner | undefined> => {
    for (let pause = FIRST_RESTART; !stopping.signal.aborted; pause = Math.min(pause * 2, LONGEST_RESTART)) {
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) break;
      try {
        return await start();
      } catch (error) {
        log.warn({ err: error }, 'the job worker could not start');
      }
    }
    return undefined;
  };
  const supervise = async (): Promise<void> => {
    while (runner) {
      // Asked to stop while it was starting again.
      if (stopping.signal.aborted) await stopQuietly(runner);
      const reason: unknown = await runner.promise.catch((error: unknown) => error);
      if (!stopping.signal.aborted) log.warn({ err: reason }, 'the job worker stopped and is started again');
      runner = undefined;
      runner = await startAgain();
    }
  };
  const supervised = supervise();

  return {
    restart: () => {
      if (runner) void stopQuietly(runner);
    },
    stop: async () => {
      stopping.abort();
      if (runner) await stopQuietly(runner);
      await supervised;
    },
  };
}

/** Stopping what has just stopped by itself is no fault. */
async function stopQuietly(runner: Runner): Promise<void> {
  await runner.stop().catch(() => undefined);
}

/** What of an error the queue may keep: `TypeError`, `DatabaseError 23505`. */
export function codeOf(error: unknown): string {
  const { name, code } = reduceError(error);
  return code === undefined ? name : `${name} ${code}`;
}

function taskList(deps: Deps, jobs: readonly JobSpec[], ledger: JobLedger): TaskList {
  const tasks: TaskList = {};
  for (const { name, run: runJob } of jobs) {
    if (Object.hasOwn(tasks, name)) throw new OperatorError(`Two jobs are called ${name}.`);
    tasks[name] = async (payload: unknown, { job }) => {
      try {
        await noteWork(ledger, job.id, () => runJob(payload as Record<string, unknown>, deps));
      } catch (error) {
        deps.log.error({ err: error, job: job.id, name, attempt: job.attempts }, 'job failed');
        const reduced = new Error(codeOf(error));
        reduced.stack = '';
        throw reduced;
      }
    };
  }
  return tasks;
}

function cronItem({ job, pattern }: CronSpec, jobs: readonly JobSpec[]) {
  if (!jobs.some((spec) => spec.name === job))
    throw new OperatorError(`A cron names the unknown job ${job}.`);
  // One key: when the last one hasn't run yet, the next one takes its place instead of queueing behind it.
  return { task: job, match: pattern, identifier: `${job} ${pattern}`, options: { jobKey: `cron:${job}` } };
}

/** The library's messages, without what it would add (the whole job, its payload included). */
function queueLogger(log: Log): Logger {
  return new Logger(({ jobId, taskIdentifier }) => (level, message) => {
    const line = { job: jobId, name: taskIdentifier };
    if (level === 'error') log.error(line, message);
    else if (level === 'warning') log.warn(line, message);
    else log.debug(line, message);
  });
}
