/**
 * Jobs that hang because the database, or another worker, was gone at the wrong moment. The library leaves them
 * all locked for four hours, then runs them again:
 * - a job locked for us, of which we never heard, since the answer was lost on the way;
 * - a job that is done, whose row could not be taken away;
 * - a job of a worker that was killed. Of several that work on one database, the others see to it.
 */
import { sql } from 'kysely';
import type pg from 'pg';
import type { Db } from '../db/handles.ts';
import type { Log } from '../log.ts';

/** What this process knows of its jobs, by id. */
export interface JobLedger {
  /** The names under which this process locks jobs. */
  holders: Set<string>;
  running: Set<string>;
  /** Ended well, with the moment (`performance.now()`). */
  done: Map<string, number>;
  /** Ended badly, likewise. */
  failed: Map<string, number>;
}

export interface RescueOptions {
  /** Milliseconds between two looks. */
  intervalMs: number;
  /** Milliseconds between lock and start, and between end and removal, that are in order. */
  graceMs: number;
}

/** First half of the advisory lock that says “this worker lives”; the other one is made of its name. */
const ALIVE = 0x6a_61_6c_69;
/** So many looks in a row without a sign of life: after an outage of the database all take their time to come back. */
const SIGNS_MISSED = 3;

/**
 * Says that a worker lives, for as long as this session does.
 * @param client the session on which it listens for jobs; a machine without power is given up after a minute
 */
export async function showLife(client: pg.ClientBase, holder: string): Promise<void> {
  await client.query(
    'set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3',
  );
  await client.query('select pg_advisory_lock_shared($1, hashtext($2))', [ALIVE, holder]);
}

export function emptyLedger(): JobLedger {
  return { holders: new Set(), running: new Set(), done: new Map(), failed: new Map() };
}

/** Does the work of a job and keeps the ledger. */
export async function noteWork(ledger: JobLedger, id: string, work: () => Promise<void>): Promise<void> {
  ledger.running.add(id);
  let ended = ledger.failed;
  try {
    await work();
    ended = ledger.done;
  } finally {
    ended.set(id, performance.now());
    ledger.running.delete(id);
  }
}

/**
 * Looks now and then, and puts right what hangs.
 * @returns stops looking
 */
export function startRescue(db: Db, log: Log, ledger: JobLedger, options: RescueOptions): () => void {
  const missed = new Map<string, number>();
  const look = async (): Promise<void> => {
    try {
      const removed = await removeDone(db, ledger, options.graceMs);
      if (removed.length > 0)
        log.warn({ jobs: removed }, 'jobs that were done were taken out of the queue late');
      const unlocked = await unlockForgotten(db, ledger, options.graceMs);
      if (unlocked.length > 0) log.warn({ jobs: unlocked }, 'jobs whose lock was forgotten run again');
      const left = await unlockOrphans(db, ledger, missed);
      if (left.length > 0) log.warn({ workers: left }, 'jobs of workers that are gone run again');
    } catch (error) {
      log.warn({ err: error }, 'the job queue could not be looked through');
    }
  };
  const timer = setInterval(() => void look(), options.intervalMs);
  return () => clearInterval(timer);
}

// The library's own functions know whole workers, not single jobs, hence its table; its version is pinned.

async function removeDone(db: Db, { holders, done }: JobLedger, graceMs: number): Promise<string[]> {
  const ripe = ripeIn(done, graceMs);
  if (ripe.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    delete from graphile_worker._private_jobs
    where id = any(${ripe}::bigint[]) and locked_by = any(${[...holders]})
    returning id::text as id`.execute(db);
  for (const id of ripe) done.delete(id);
  return rows.map(({ id }) => id);
}

async function unlockForgotten(db: Db, ledger: JobLedger, graceMs: number): Promise<string[]> {
  for (const id of ripeIn(ledger.failed, graceMs)) ledger.failed.delete(id);
  const known = [...ledger.running, ...ledger.done.keys(), ...ledger.failed.keys()];
  const { rows } = await sql<{ id: string }>`
    update graphile_worker._private_jobs
    set locked_at = null, locked_by = null
    where locked_by = any(${[...ledger.holders]}) and id <> all(${known}::bigint[])
      and locked_at < now() - ${`${graceMs} milliseconds`}::interval
    returning id::text as id`.execute(db);
  return rows.map(({ id }) => id);
}

/** @param missed per worker that gives no sign of life: how often in a row */
async function unlockOrphans(db: Db, { holders }: JobLedger, missed: Map<string, number>): Promise<string[]> {
  const { rows } = await sql<{ holder: string }>`
    select distinct locked_by as holder from graphile_worker._private_jobs
    where locked_by is not null and locked_by <> all(${[...holders]}) and not exists (
      select from pg_locks
      join pg_database on pg_database.oid = pg_locks.database and datname = current_database()
      where locktype = 'advisory' and granted and classid = ${ALIVE} and objsubid = 2
        and objid::bigint = hashtext(locked_by)::bigint & 4294967295
    )`.execute(db);
  const silent = new Set(rows.map(({ holder }) => holder));
  for (const holder of missed.keys()) if (!silent.has(holder)) missed.delete(holder);
  for (const holder of silent) missed.set(holder, (missed.get(holder) ?? 0) + 1);
  const gone = [...missed].filter(([, times]) => times >= SIGNS_MISSED).map(([holder]) => holder);
  if (gone.length > 0) await sql`select graphile_worker.force_unlock_workers(${gone}::text[])`.execute(db);
  return gone;
}

function ripeIn(ended: ReadonlyMap<string, number>, graceMs: number): string[] {
  const before = performance.now() - graceMs;
  return [...ended].filter(([, at]) => at < before).map(([id]) => id);
}
