/** Transactions, and what PostgreSQL says when it refuses. */
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db, Trx } from './handles.ts';

const DEADLOCK = '40P01';
const SERIALIZATION = '40001';
const UNIQUE = '23505';
const FOREIGN_KEY = '23503';
const ATTEMPTS = 3;
/** Milliseconds before the next attempt, by chance between the two: whoever was waited for goes on first. */
const PAUSE = [10, 60] as const;

function field(error: unknown, name: 'code' | 'constraint'): unknown {
  return typeof error === 'object' && error !== null && name in error
    ? (error as Record<string, unknown>)[name]
    : undefined;
}

/**
 * Runs `work` in one transaction: committed when it resolves, rolled back when it throws.
 * When PostgreSQL picked it as the victim of a deadlock it runs again, up to three times in
 * all, so `work` does nothing outside the database.
 * @param flush `later`: does not wait for the disk. A machine that loses power within a second may forget the whole
 *   of it, never a part; the next commit that waits keeps it for good. For one of many that can be done again.
 */
export async function withTransaction<T>(
  db: Db,
  work: (trx: Trx) => Promise<T>,
  { flush = 'now' }: { flush?: 'now' | 'later' } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(async (trx) => {
        if (flush === 'later') await sql`set local synchronous_commit = off`.execute(trx);
        return await work(trx);
      });
    } catch (error) {
      const code = field(error, 'code');
      if (attempt >= ATTEMPTS || (code !== DEADLOCK && code !== SERIALIZATION)) throw error;
    }
    // A victim that begins again at once takes back the row before the other one is awake, and both wait as before.
    await sleep(attempt * randomInt(...PAUSE));
  }
}

/** True when something still names the row that was to go, or names one that is not there. */
export function isForeignKeyViolation(error: unknown): boolean {
  return field(error, 'code') === FOREIGN_KEY;
}

/** True when the error is a row that exists already; with a name, by that constraint or index. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return (
    field(error, 'code') === UNIQUE && (constraint === undefined || field(error, 'constraint') === constraint)
  );
}
