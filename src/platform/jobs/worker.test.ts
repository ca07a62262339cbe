import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDeps } from '../../../test/harness/app.ts';
import { useDatabase } from '../../../test/harness/database.ts';
import { openPool } from '../db/pool.ts';
import type { Deps } from '../deps.ts';
import { createLog } from '../log.ts';
import { addJobs, type NewJob } from './add.ts';
import type { CronSpec, JobSpec } from './job.ts';
import { countJobs, listJobs, releaseJobs } from './queries.ts';
import { showLife } from './rescue.ts';
import { type RunningWorker, startJobs } from './worker.ts';

const database = useDatabase();
let pool: pg.Pool;
let workers: RunningWorker[];
let lines: string[];
let seen: unknown[];

const note: JobSpec = {
  name: 'test.note',
  summary: 'Notes its payload.',
  run: async (payload) => {
    seen.push(payload['id']);
  },
};

beforeAll(() => {
  // As the program opens it: the library reads dates its own way.
  pool = openPool({ url: database.url, max: 4, name: 'jobs', temporal: false });
});
afterAll(() => pool.end());
beforeEach(async () => {
  await sql`delete from graphile_worker._private_jobs`.execute(database.db);
  workers = [];
  lines = [];
  seen = [];
});
afterEach(() => Promise.all(workers.map((worker) => worker.stop())));

function deps(): Deps {
  const log = createLog({ level: 'trace', destination: { write: (line: string) => void lines.push(line) } });
  return { ...testDeps(database.db), log };
}

async function start(jobs: readonly JobSpec[], crons: readonly CronSpec[] = []): Promise<RunningWorker> {
  const worker = await startJobs(deps(), jobs, crons, { pool, pollInterval: 100 });
  workers.push(worker);
  return worker;
}

/** A worker in a process of its own, busy for ever with the first job it gets. */
function startElsewhere(): ChildProcess {
  const from = (file: string): string => JSON.stringify(new URL(file, import.meta.url).href);
  const script = `
    import { openDb, openPool } from ${from('../db/pool.ts')};
    import { createLog } from ${from('../log.ts')};
    import { startJobs } from ${from('./worker.ts')};
    const url = process.argv[1];
    const endless = { name: 'test.endless', summary: '', run: () => new Promise(() => setInterval(() => {}, 1e6)) };
    const deps = { db: openDb(openPool({ url, max: 1, name: 'elsewhere' })), log: createLog({ level: 'silent' }) };
    await startJobs(deps, [endless], [], { pool: openPool({ url, max: 3, name: 'elsewhere', temporal: false }) });`;
  const run = ['--input-type=module', '--eval', script, database.url];
  return spawn(process.execPath, run, { stdio: ['ignore', 'ignore', 'inherit'] });
}

const add = (...jobs: NewJob[]): Promise<void> =>
  database.db.transaction().execute((trx) => addJobs(trx, jobs));
const soon = { timeout: 10_000, interval: 20 };

describe('addJobs', () => {
  it('adds with the transaction, or not at all', async () => {
    await add({ name: note.name, payload: { id: 1 } }, { name: note.name, payload: { id: 2 } });
    await expect(
      database.db.transaction().execute(async (trx) => {
        await addJobs(trx, [{ name: note.name, payload: { id: 3 } }]);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await add();
    await start([note]);
    await expect.poll(() => seen.toSorted(), soon).toEqual([1, 2]);
    await expect.poll(() => countJobs(database.db), soon).toEqual({ waiting: 0, givenUp: 0 });
  });

  it('keeps one job per key, the last', async () => {
    await add({ name: note.name, payload: { id: 'old' }, key: 'k' });
    await add({ name: note.name, payload: { id: 'new' }, key: 'k' });
    expect((await listJobs(database.db, { limit: 10 })).length).toBe(1);
    await start([note]);
    await expect.poll(() => seen, soon).toEqual(['new']);
  });

  it('waits for the hour of a job', async () => {
    const later = Temporal.Now.instant().add({ hours: 1 });
    await add(
      { name: note.name, payload: { id: 'later' }, runAt: later },
      { name: note.name, payload: { id: 'now' } },
    );
    await start([note]);
    await expect.poll(() => seen, soon).toEqual(['now']);
    const [waiting] = await listJobs(database.db, { limit: 10 });
    expect(waiting?.name).toBe(note.name);
    expect(waiting?.runAt.epochMilliseconds).toBe(later.epochMilliseconds);
  });

  it('refuses to carry an address', async () => {
    await expect(add({ name: note.name, payload: { to: ['ximena@example.org'] } })).rejects.toThrow(
      TypeError,
    );
    await expect(add({ name: note.name, payload: {}, key: 'hello ximena@example.org' })).rejects.toThrow(
      TypeError,
    );
  });
});

describe('the worker', () => {
  it('keeps nothing of what a job throws but a code, in queue and log', async () => {
    const secret = 'Ximena Ficticia <ximena@people.example>';
    class MailRefused extends Error {}
    const leak: JobSpec = {
      name: 'test.leak',
      summary: 'Throws what nobody may read.',
      run: async () => {
        throw Object.assign(new MailRefused(`550 no such user ${secret}\n${secret}`), {
          code: 'EENVELOPE',
          detail: secret,
        });
      },
    };
    await add({ name: leak.name, payload: { id: 7 } });
    await start([leak]);
    await expect
      .poll(async () => (await listJobs(database.db, { failed: true, limit: 10 })).length, soon)
      .toBe(1);
    const [job] = await listJobs(database.db, { failed: true, limit: 10 });
    expect(job).toMatchObject({
      name: leak.name,
      attempts: 1,
      maxAttempts: 25,
      lastError: 'MailRefused EENVELOPE',
      running: false,
    });
    const { rows } = await sql<{
      row: string;
    }>`select j::text as row from graphile_worker._private_jobs j`.execute(database.db);
    const kept = rows.map(({ row }) => row).join('');
    const log = lines.join('');
    expect(log).toContain('job failed');
    expect(log).toContain('MailRefused');
    for (const part of ['Ximena', 'ximena', 'people.example', 'no such user']) {
      expect(kept).not.toContain(part);
      expect(log).not.toContain(part);
    }
  });

  it('waits for a job that runs before it stops, and takes no other', async () => {
    const begun = Promise.withResolvers<void>();
    const slow: JobSpec = {
      name: 'test.slow',
      summary: 'Takes its time.',
      run: async (payload) => {
        begun.resolve();
        await sleep(300);
        seen.push(payload['id']);
      },
    };
    const worker = await startJobs(deps(), [slow], [], { pool, concurrency: 1, pollInterval: 100 });
    await add({ name: slow.name, payload: { id: 1 } }, { name: slow.name, payload: { id: 2 } });
    await begun.promise;
    await worker.stop();
    expect(seen).toEqual([1]);
    await sleep(500);
    expect(seen).toEqual([1]);
    expect(await countJobs(database.db)).toEqual({ waiting: 1, givenUp: 0 });
  });

  it('leaves a job to the process that has it while that one lives, and takes it over when it is gone', async () => {
    const other = startElsewhere();
    try {
      await add({ name: 'test.endless', payload: { id: 'taken over' } });
      const running = async () => (await listJobs(database.db, { limit: 1 }))[0]?.running;
      await expect.poll(running, soon).toBe(true);
      const rescue = { intervalMs: 100, graceMs: 10_000 };
      const here = [{ ...note, name: 'test.endless' }];
      workers.push(await startJobs(deps(), here, [], { pool, pollInterval: 100, rescue }));
      await sleep(1000);
      expect(seen).toEqual([]);
    } finally {
      other.kill('SIGKILL');
    }
    await expect.poll(() => seen, soon).toEqual(['taken over']);
    await expect.poll(() => countJobs(database.db), soon).toEqual({ waiting: 0, givenUp: 0 });
  });

  it('runs again what a killed worker left behind', async () => {
    await add({ name: note.name, payload: { id: 'left' } });
    await sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'worker-that-died', attempts = 1`.execute(
      database.db,
    );
    await start([note]);
    await sleep(300);
    expect(seen).toEqual([]);
    await releaseJobs(database.db);
    await expect.poll(() => seen, soon).toEqual(['left']);
  });

  it('goes on when its connections break', async () => {
    await start([note]);
    await sleep(200);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'jobs'`.execute(database.db);
    // By then the ends of its connections have come; what is lost while they do is the next test.
    await sleep(300);
    await add({ name: note.name, payload: { id: 'after' } });
    await expect.poll(() => seen, soon).toEqual(['after']);
  });

  it('finds a job again that its own worker was given and never heard of', async () => {
    const release = Promise.withResolvers<void>();
    const slow: JobSpec = { name: 'test.slow', summary: 'Waits.', run: () => release.promise };
    const worker = await startJobs(deps(), [note, slow], [], {
      pool,
      pollInterval: 100,
      rescue: { intervalMs: 100, graceMs: 10_000 },
    });
    workers.push(worker);
    await add({ name: slow.name, payload: {} });
    const lockedBy = async (): Promise<string | undefined> => {
      const { rows } = await sql<{
        locked_by: string | null;
      }>`select locked_by from graphile_worker.jobs`.execute(database.db);
      return rows[0]?.locked_by ?? undefined;
    };
    await expect.poll(lockedBy, soon).toBeDefined();
    const ours = await lockedBy();
    const elsewhere = await pool.connect();
    await showLife(elsewhere, 'worker-elsewhere');
    await database.db.transaction().execute(async (trx) => {
      for (const id of ['forgotten', 'just given', 'of another process'])
        await addJobs(trx, [{ name: note.name, payload: { id } }]);
      const lock = (id: string, by: string | undefined, age: string) =>
        sql`
        update graphile_worker._private_jobs
        set locked_by = ${by}, locked_at = now() - ${age}::interval, attempts = 1 where payload ->> 'id' = ${id}`.execute(
          trx,
        );
      await lock('forgotten', ours, '11 seconds');
      await lock('just given', ours, '1 second');
      await lock('of another process', 'worker-elsewhere', '1 hour');
      // It runs, however long.
      await sql`update graphile_worker._private_jobs set locked_at = now() - interval '1 hour' where payload ->> 'id' is null`.execute(
        trx,
      );
    });
    await expect.poll(() => seen, soon).toEqual(['forgotten']);
    await sleep(300);
    expect(seen).toEqual(['forgotten']);
    expect((await listJobs(database.db, { limit: 10 })).map((job) => [job.name, job.running])).toEqual([
      [slow.name, true],
      [note.name, true],
      [note.name, true],
    ]);
    elsewhere.release(true);
    await expect.poll(() => seen, soon).toEqual(['forgotten', 'of another process']);
    release.resolve();
  });

  it('starts anew when it can not get out of a failure by itself', async () => {
    // The library keeps the failed answer to its first question for ever.
    await sql`alter table graphile_worker._private_tasks rename to away`.execute(database.db);
    const worker = await startJobs(deps(), [note], [], { pool, pollInterval: 50, stuckAfter: 400 });
    workers.push(worker);
    await expect
      .poll(() => lines.filter((line) => line.includes('Failed to acquire job')).length, soon)
      .toBeGreaterThan(1);
    await sql`alter table graphile_worker.away rename to _private_tasks`.execute(database.db);
    await add({ name: note.name, payload: { id: 'after' } });
    await expect.poll(() => seen, soon).toEqual(['after']);
    expect(lines.some((line) => line.includes('started again'))).toBe(true);
  });

  it('runs a job that is done no second time when the queue is away just then', async () => {
    const breaking: JobSpec = {
      name: 'test.breaking',
      summary: 'Takes its own queue away for a moment.',
      run: async () => {
        seen.push('done');
        await sql`alter table graphile_worker._private_jobs rename to away`.execute(database.db);
        setTimeout(
          () => void sql`alter table graphile_worker.away rename to _private_jobs`.execute(database.db),
          300,
        );
      },
    };
    const rescue = { intervalMs: 100, graceMs: 600 };
    workers.push(await startJobs(deps(), [breaking, note], [], { pool, pollInterval: 100, rescue }));
    await add({ name: breaking.name, payload: {} });
    await expect.poll(() => seen, soon).toEqual(['done']);
    await sleep(400);
    // It is there still, locked, although it is done.
    expect((await listJobs(database.db, { limit: 10 })).map((job) => [job.name, job.running])).toEqual([
      [breaking.name, true],
    ]);
    await expect.poll(() => countJobs(database.db), soon).toEqual({ waiting: 0, givenUp: 0 });
    expect(seen).toEqual(['done']);
    await add({ name: note.name, payload: { id: 'after' } });
    await expect.poll(() => seen, soon).toEqual(['done', 'after']);
  });

  it('knows its crons', async () => {
    await start([note], [{ job: note.name, pattern: '* * * * *' }]);
    const known = async (): Promise<unknown> => {
      const { rows } = await sql`select identifier from graphile_worker._private_known_crontabs`.execute(
        database.db,
      );
      return rows;
    };
    await expect.poll(known, soon).toEqual([{ identifier: 'test.note * * * * *' }]);
  });

  it('does not start with two jobs of one name or a cron for nothing', async () => {
    const options = { pool };
    await expect(startJobs(deps(), [note, note], [], options)).rejects.toThrow(
      'Two jobs are called test.note.',
    );
    const cron = { job: 'test.none', pattern: '0 * * * *' };
    await expect(startJobs(deps(), [note], [cron], options)).rejects.toThrow(
      'A cron names the unknown job test.none.',
    );
  });
});
