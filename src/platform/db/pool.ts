/** Connections to PostgreSQL, and the typed handle on them. */
import { Kysely } from 'kysely';
import pg from 'pg';
import type { Log } from '../log.ts';
import type { Database, Db } from './handles.ts';
import { StatementNames, usePrepared } from './prepared.ts';
import { ValueDialect, valueTypes } from './values.ts';

export interface PoolOptions {
  url: string;
  /** Most connections at a time. */
  max: number;
  /** Shown by PostgreSQL beside each connection, e.g. `ja web 4711`. */
  name: string;
  /** Milliseconds after which a statement is given up; 0 never. Web: 15 s. */
  statementTimeout?: number;
  /** False gives the driver's own types (`Date`), for libraries that bring their own SQL. */
  temporal?: boolean;
  log?: Log;
}

/**
 * A pool whose connections run in UTC, give up long statements and never hold a transaction
 * open while nothing happens. A connection that breaks is replaced at the next use.
 */
export function openPool({
  url,
  max,
  name,
  statementTimeout = 15_000,
  temporal = true,
  log,
}: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: name,
    statement_timeout: statementTimeout,
    idle_in_transaction_session_timeout: 30_000,
    options: '-c TimeZone=UTC',
    keepAlive: true,
    // Time in the queue counts: a rush of some thousand people has to wait, not to fail.
    connectionTimeoutMillis: 30_000,
    idleTimeoutMillis: 60_000,
    ...(temporal ? { types: valueTypes } : {}),
  });
  // Without a listener an idle connection that breaks would end the process.
  const broke = (error: Error): void => {
    // A pool that ends says goodbye and does not wait; the server may be stopped before it heard.
    if (!pool.ending) log?.warn({ err: error }, 'a database connection broke');
  };
  pool.on('error', broke);
  const names = new StatementNames();
  pool.on('connect', (client) => {
    client.on('error', broke);
    // Libraries that bring their own SQL know best how to send it.
    if (temporal) usePrepared(client, names);
  });
  return pool;
}

/** The typed handle on a pool; `destroy()` on it ends the pool. */
export function openDb(pool: pg.Pool): Db {
  return new Kysely<Database>({ dialect: new ValueDialect({ pool }) });
}
