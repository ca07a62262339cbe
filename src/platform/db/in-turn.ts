/** Starts on one database, one after the other: they fill what is empty, and must find what the one before put there. */
import pg from 'pg';

/** Two-part advisory lock; the first number is ours ("ja"), as in `embedded/embedded.ts`. */
const LOCK = 0x6a61;
const START = 3;

/**
 * Does the work while no other process that came here does its own.
 * @param url of the database; the lock ends with a session of its own, also when the process dies
 */
export async function inTurn<T>(url: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `ja turn ${process.pid}`,
    keepAlive: true,
  });
  // A broken session is seen by the work itself, which uses the same database.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select pg_advisory_lock($1, $2)', [LOCK, START]);
    return await work();
  } finally {
    await client.end().catch(() => undefined);
  }
}
