/** Writes a backup while the program runs: everything as of one moment, in one transaction. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Gzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { OperatorError } from '../log.ts';
import { END_OF_ROWS, FORMAT, VERSION } from './format.ts';
import type { Header, Mark, Totals } from './format.ts';

/** Kysely's own two tables: a restore writes them by running the migrations. */
const OURS = `n.nspname = 'public' and c.relkind = 'r' and c.relname not like 'kysely\\_%'`;

const TABLES = `
  select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
  where ${OURS} and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  group by c.relname order by c.relname`;

const SEQUENCES = `
  select sequencename as sequence, last_value::text as value from pg_sequences
  where schemaname = 'public' and last_value is not null order by sequencename`;

/** What still has to run, in the words in which it can be added again. Those under way will be done again. */
const JOBS = `
  select json_strip_nulls(json_build_object(
    'identifier', t.identifier, 'payload', j.payload, 'queue_name', q.queue_name, 'run_at', j.run_at,
    'max_attempts', j.max_attempts, 'job_key', j.key, 'priority', j.priority)) as job
  from graphile_worker._private_jobs j
  join graphile_worker._private_tasks t on t.id = j.task_id
  left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
  where j.attempts < j.max_attempts order by j.id`;

async function put(out: Gzip, piece: string | Buffer): Promise<void> {
  if (!out.write(piece)) await once(out, 'drain');
}

const mark = async (out: Gzip, line: Mark | Header): Promise<void> =>
  await put(out, `${JSON.stringify(line)}\n`);

async function dumpTables(client: pg.Client, out: Gzip): Promise<Pick<Totals, 'tables' | 'rows'>> {
  const { rows: tables } = await client.query<{ table: string; columns: string[] }>(TABLES);
  let count = 0;
  for (const { table, columns } of tables) {
    await mark(out, { table, columns });
    const names = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
    const stream = client.query(copyTo(`copy ${pg.escapeIdentifier(table)} (${names}) to stdout`));
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count += 1;
      await put(out, chunk);
    }
    await put(out, `${END_OF_ROWS}\n`);
  }
  return { tables: tables.length, rows: count };
}

async function dumpRest(
  client: pg.Client,
  out: Gzip,
  sofar: Pick<Totals, 'tables' | 'rows'>,
): Promise<Totals> {
  const { rows: sequences } = await client.query<{ sequence: string; value: string }>(SEQUENCES);
  for (const { sequence, value } of sequences) await mark(out, { sequence, value: Number(value) });
  const { rows: jobs } = await client.query<{ job: Record<string, unknown> }>(JOBS);
  for (const { job } of jobs) await mark(out, { job });
  const totals = { ...sofar, jobs: jobs.length };
  await mark(out, { end: true, ...totals });
  return totals;
}

async function dumpAll(
  client: pg.Client,
  out: Gzip,
  keyId: string,
  createdAt: Temporal.Instant,
): Promise<Totals> {
  await client.query('begin isolation level repeatable read read only');
  const { rows } = await client.query<{ name: string }>(
    'select name from kysely_migration order by name desc limit 1',
  );
  const migration = rows[0]?.name;
  if (migration === undefined) throw new OperatorError('The database is empty: there is nothing to back up.');
  await mark(out, { format: FORMAT, version: VERSION, migration, createdAt: createdAt.toString(), keyId });
  const totals = await dumpRest(client, out, await dumpTables(client, out));
  await client.query('commit');
  return totals;
}

/**
 * @param file must not exist; appears only when it is whole, mode 600
 * @param given.keyId fingerprint of the key in use
 * @throws {OperatorError} when the file cannot be written
 */
export async function dump(
  url: string,
  file: string,
  given: { keyId: string; now: Temporal.Instant },
): Promise<Totals> {
  const draft = `${file}.${process.pid}.part`;
  const target = createWriteStream(draft, { mode: 0o600, flags: 'wx' });
  await once(target, 'open').catch((error: NodeJS.ErrnoException) => {
    throw new OperatorError(`${file} cannot be written (${error.code ?? error.name}).`);
  });
  const client = new pg.Client({ connectionString: url, application_name: `ja backup ${process.pid}` });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const out = createGzip();
    out.pipe(target);
    const broken = once(target, 'error').then(([error]: NodeJS.ErrnoException[]) => {
      throw new OperatorError(`${file} cannot be written (${error?.code ?? 'fault'}).`);
    });
    const totals = await Promise.race([dumpAll(client, out, given.keyId, given.now), broken]);
    out.end();
    await Promise.race([finished(target), broken]);
    const handle = await open(draft, 'r');
    await handle.sync().finally(async () => await handle.close());
    await rename(draft, file);
    return totals;
  } finally {
    target.destroy();
    await client.end().catch(() => undefined);
    await rm(draft, { force: true });
  }
}
